"""The pages of facilitators, as forms without script."""

import html
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nestwork.access.passage import wearing
from network_resources.playbooks import starts
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.rules.states import State
from network_resources.playbooks.selectors import versions
from tests.network_resources.playbooks.stories import (
    drafted,
    in_review,
    next_draft,
    published,
    seed_content,
)
from tests.people import Cast, sign_in

BASE = "/standards"


@pytest.fixture
def facilitator(cast: Cast) -> Client:
    return sign_in(Client(), cast.facilitator)


@pytest.fixture
def second(cast: Cast) -> Client:
    return sign_in(Client(), cast.second_facilitator)


def fields_of(page: str) -> dict[str, str]:
    """What the editor's form would send: inputs, text areas and chosen options."""
    form = page[page.index('id="editor"') :]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or "checked" in tag):
            found[name.group(1)] = html.unescape(value.group(1)) if value else "on"
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', form):
        found[name] = html.unescape(text).strip("\r\n")
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', options)
        found[name] = chosen.group(1) if chosen else ""
    return found


def at(version: PlaybookVersion, page: str = "") -> str:
    return f"{BASE}/versions/{version.pk}/{page}"


def stored(version: PlaybookVersion) -> PlaybookVersion:
    with wearing("nw_library"):
        return versions.version_of(version.pk)


@pytest.mark.duty("1.P6")
def test_two_facilitators_publish_a_method_and_its_second_version_from_the_pages(
    cast: Cast, facilitator: Client, second: Client
) -> None:
    begun = facilitator.post(f"{BASE}/new/", {"start": "seed:five_axis_index", "key": ""})
    edit = str(begun.headers["Location"])
    assert facilitator.get(edit).status_code == 200
    sent = facilitator.post(
        edit.replace("edit", "send"),
        {"what_changed": "The first version.", "no_child": "on", "revision": "1"},
    )
    review = edit.replace("edit", "review")
    assert sent.status_code == 302
    assert "You wrote a part" in facilitator.get(review).content.decode()
    assert "All of it" in second.get(review).content.decode()
    page = second.get(edit.replace("edit", "publish")).content.decode()
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision
    assert second.post(edit.replace("edit", "publish"), {"revision": revision.group(1)}).status_code == 302

    with wearing("nw_library"):
        first = PlaybookVersion.objects.get()
    assert (first.state, first.reviewer_name) == (State.PUBLISHED, "Ivo Petrov")
    following = facilitator.post(f"{BASE}/{first.playbook_id}/", {"start": "last"})
    edit = str(following.headers["Location"])
    form = fields_of(facilitator.get(edit).content.decode())
    facilitator.post(edit, {**form, "axes-0-choices-1-points": "2", "do": "save"})
    facilitator.post(
        edit.replace("edit", "send"),
        {"what_changed": "One visit counts two.", "no_child": "on", "revision": "2"},
    )
    compared = second.get(edit.replace("edit", "review")).content.decode()
    assert "the points of “One”" in compared
    assert "<del>1</del>" in compared


def test_rows_are_added_moved_and_removed_by_buttons_and_kept_by_saving(
    cast: Cast, facilitator: Client
) -> None:
    version = drafted(cast)
    form = fields_of(facilitator.get(at(version, "edit/")).content.decode())
    assert form["axes-4-choices-4-text-en"] == "Urgent or unsafe"

    for act in ("up:axes:1", "remove:axes:4", "add:axes:0:choices", "add:raises", "down:bands:0"):
        answer = facilitator.post(at(version, "edit/"), {**form, "do": act})
        assert answer.status_code == 200
        form = fields_of(answer.content.decode())
    assert stored(version).revision == 1  # nothing is saved before Save

    form |= {"axes-0-choices-5-points": "4,5", "axes-0-choices-5-text-en": "Every week"}
    form |= {"raises-0-axis": "medical", "raises-0-points": "4", "raises-0-need_level": "3"}
    assert facilitator.post(at(version, "edit/"), {**form, "do": "save"}).status_code == 302

    content = stored(version).content
    assert [axis["key"] for axis in content["axes"]] == ["office", "hospital", "medical", "extra_care"]
    assert content["axes"][0]["choices"][5] == {
        "key": "every_week",
        "points": 4.5,
        "text": {"en": "Every week"},
    }
    assert content["raises"] == [{"axis": "medical", "operator": "at_least", "points": 4, "need_level": 3}]
    assert [band["key"] for band in content["bands"][:2]] == ["low", "none"]


def test_saving_what_was_read_changes_nothing(cast: Cast, facilitator: Client) -> None:
    version = drafted(cast)
    form = fields_of(facilitator.get(at(version, "edit/")).content.decode())
    facilitator.post(at(version, "edit/"), {**form, "do": "save"})
    again = stored(version)
    assert (again.revision, again.content) == (1, seed_content())


def test_the_check_list_names_each_problem_with_a_link_to_its_field(cast: Cast, facilitator: Client) -> None:
    version = drafted(cast)
    form = fields_of(facilitator.get(at(version, "edit/")).content.decode())
    broken = {**form, "bands-1-to": "2", "do": "check"}
    checks = facilitator.post(at(version, "edit/"), broken, headers={"HX-Request": "true"}).content.decode()
    assert 'href="#bands"' in checks
    assert "A total of 3 falls into no band." in checks
    wordy = facilitator.post(at(version, "edit/"), {**form, "axes-2-choices-0-points": "few", "do": "save"})
    assert wordy.status_code == 302  # an unfinished draft is kept
    page = facilitator.get(at(version, "edit/")).content.decode()
    assert 'href="#axes-2-choices-0-points"' in page
    assert 'value="few"' in page
    refused = facilitator.post(at(version, "send/"), {"what_changed": "New.", "no_child": "on"})
    assert refused.status_code == 422
    assert "New." in refused.content.decode()


def test_the_later_of_two_editors_sees_both_texts_and_may_put_hers_in_place(
    cast: Cast, facilitator: Client, second: Client
) -> None:
    version = drafted(cast)
    one = fields_of(facilitator.get(at(version, "edit/")).content.decode())
    other = fields_of(second.get(at(version, "edit/")).content.decode())
    facilitator.post(at(version, "edit/"), {**one, "title-en": "Kept title", "do": "save"})

    refused = second.post(at(version, "edit/"), {**other, "title-en": "Late title", "do": "save"})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "<del>Kept title</del>" in page
    assert "<ins>Late title</ins>" in page
    assert stored(version).content["title"]["en"] == "Kept title"
    second.post(at(version, "edit/"), {**fields_of(page), "do": "save"})
    assert stored(version).content["title"]["en"] == "Late title"


def test_what_was_typed_is_not_lost_when_the_draft_was_sent_meanwhile(
    cast: Cast, facilitator: Client, second: Client
) -> None:
    version = drafted(cast)
    form = fields_of(second.get(at(version, "edit/")).content.decode())
    sent = in_review(cast, version)

    refused = second.post(
        at(version, "edit/"), {**form, "title-en": "Late title", "licence": "CC0", "do": "save"}
    )

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "no draft any more" in page
    assert "<ins>Late title</ins>" in page
    assert "<ins>CC0</ins>" in page
    assert fields_of(page)["title-en"] == "Late title"
    assert stored(sent).author_ids == [cast.facilitator.pk]


def test_a_trial_says_what_answers_would_mean(cast: Cast, facilitator: Client) -> None:
    version = drafted(cast)
    answers = {f"trial-{axis['key']}": axis["choices"][3]["key"] for axis in version.content["axes"]}
    page = facilitator.post(at(version), answers).content.decode()
    assert "15 points: Very high. Suggests need level 4." in page
    del answers["trial-office"]
    assert facilitator.post(at(version), answers).status_code == 422


def test_a_file_goes_out_and_comes_in_again_equal(cast: Cast, facilitator: Client) -> None:
    version = published(cast)
    sent = facilitator.get(at(version, "file/"))
    assert sent.headers["Content-Disposition"] == 'attachment; filename="five-axis-index-v1.json"'
    file = SimpleUploadedFile("x.json", sent.content)
    begun = facilitator.post(f"{BASE}/new/", {"start": "file", "file": file, "key": "copy-of-it"})
    assert begun.status_code == 302
    with wearing("nw_library"):
        copy = PlaybookVersion.objects.get(playbook__key="copy-of-it")
    assert (copy.content, copy.source_note, copy.state) == (version.content, version.source_note, State.DRAFT)


BROKEN: list[tuple[bytes, str]] = [
    (b"{not json", "This is not JSON"),
    (b"[" * 999, "nested deeper"),
    (json.dumps({"kind": "identification_method", "content": {}}).encode(), "axes: This is missing."),
    (json.dumps({"kind": "spell", "content": {}}).encode(), "not a kind of standard"),
]


@pytest.mark.parametrize(("sent", "words"), BROKEN, ids=[words for _sent, words in BROKEN])
def test_a_broken_file_is_refused_with_its_fault(facilitator: Client, sent: bytes, words: str) -> None:
    file = SimpleUploadedFile("x.json", sent)
    refused = facilitator.post(f"{BASE}/new/", {"start": "file", "file": file, "key": "broken"})
    assert refused.status_code == 422
    assert words in html.unescape(refused.content.decode())
    with wearing("nw_library"):
        assert not PlaybookVersion.objects.exists()


def test_sending_back_says_why_above_the_draft(cast: Cast, facilitator: Client, second: Client) -> None:
    version = in_review(cast)
    assert second.post(at(version, "review/"), {"reason": ""}).status_code == 422
    second.post(
        at(version, "review/"), {"reason": "Say what counts as a visit.", "revision": version.revision}
    )
    assert "Say what counts as a visit." in facilitator.get(at(version, "edit/")).content.decode()


def test_publishing_asks_for_the_second_factor_and_for_a_second_person(
    cast: Cast, facilitator: Client, second: Client
) -> None:
    version = in_review(cast)
    tired = sign_in(Client(), cast.second_facilitator, stepped_up=False)
    asked = tired.get(at(version, "publish/"))
    assert asked.status_code == 302
    assert "next=" in asked.headers["Location"]
    assert tired.post(at(version, "publish/"), {"revision": version.revision}).status_code == 403
    own = facilitator.post(at(version, "publish/"), {"revision": version.revision})
    late = second.post(at(version, "publish/"), {"revision": version.revision - 1})
    assert (own.status_code, late.status_code) == (409, 409)
    assert "A second person publishes it." in own.content.decode()
    assert stored(version).state == State.REVIEW


def test_retiring_needs_a_reason_and_keeps_what_practices_use(cast: Cast, facilitator: Client) -> None:
    version = published(cast)
    assert facilitator.post(at(version, "retire/"), {"reason": ""}).status_code == 422
    told = {"reason": "Replaced by another.", "revision": str(version.revision)}
    assert facilitator.post(at(version, "retire/"), told).status_code == 302
    assert stored(version).state == State.RETIRED


def test_what_was_changed_after_it_was_read_is_not_sent_or_set_aside(
    cast: Cast, facilitator: Client, second: Client
) -> None:
    version = drafted(cast)
    for page in ("send/", "retire/"):
        assert 'name="revision" value="1"' in facilitator.get(at(version, page)).content.decode()
    form = fields_of(second.get(at(version, "edit/")).content.decode())
    second.post(at(version, "edit/"), {**form, "title-en": "Changed meanwhile", "do": "save"})

    sent = facilitator.post(at(version, "send/"), {"revision": "1", "what_changed": "New.", "no_child": "on"})
    assert sent.status_code == 422
    assert "moved or changed this version" in sent.content.decode()
    assert "New." in sent.content.decode()
    assert (
        facilitator.post(at(version, "retire/"), {"revision": "1", "reason": "Not needed."}).status_code
        == 422
    )
    assert stored(version).state == State.DRAFT


def test_who_is_not_a_facilitator_sees_none_of_it(cast: Cast) -> None:
    version = next_draft(cast, published(cast))
    for person in (cast.steward, cast.reviewer, cast.network_administrator):
        client = sign_in(Client(), person)
        for page in (f"{BASE}/", f"{BASE}/new/", at(version), at(version, "edit/"), at(version, "file/")):
            assert client.get(page).status_code == 403
    member = sign_in(Client(), cast.coordinator, cast.blackstone)
    assert member.get(at(version)).status_code == 404
    assert starts.seed_names() == ["five_axis_index"]


def test_a_version_that_is_not_there_is_not_found(facilitator: Client) -> None:
    nowhere: Any = "00000000-0000-4000-8000-000000000000"
    for page in ("", "edit/", "send/", "review/", "publish/", "retire/", "file/"):
        assert facilitator.get(f"{BASE}/versions/{nowhere}/{page}").status_code == 404
    assert facilitator.get(f"{BASE}/{nowhere}/").status_code == 404
