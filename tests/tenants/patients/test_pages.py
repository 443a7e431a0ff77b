"""The pages of a child: every one answers, keeps what was typed, works without script, and hides what must be hidden."""

import re
from datetime import date

import pytest
from django.test import Client

from nestwork.access.permissions import Permission
from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.clinical import services as clinical
from tenants.patients import selectors, services
from tenants.patients.models import Child, ChildChange, ChildContact, Residence
from tests.factories.patients import (
    BlockFactory,
    BreakGlassFactory,
    ChildFactory,
    HouseholdFactory,
    ResidenceFactory,
    family_of,
)
from tests.people import Cast, reader_for, sign_in

MISSING = "00000000-0000-4000-8000-000000000000"
OF_A_CHILD = [
    "",
    "timeline/",
    "family/",
    "consent/",
    "consent/new/",
    "consent/left/",
    "visits/",
    "visits/new/",
    "edit/",
    "died/",
    "history/",
    "contacts/new/",
    "homes/new/",
    "custody/new/",
]


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    """The coordinator of blackstone, signed in."""
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def physician(cast: Cast) -> Client:
    """The physician of blackstone, signed in."""
    return sign_in(Client(), cast.physician, cast.blackstone)


@pytest.fixture
def child(cast: Cast) -> Child:
    """A child with a mother, a home, an allergy and a condition."""
    by = reader_for(cast.physician, cast.blackstone)
    with inside(cast.blackstone):
        child = ChildFactory(given_name="Amara", family_name="Baptiste", school="Slater Park Preschool")
        family_of(child, name="Guerda Baptiste", phone="+14015550142")
        ResidenceFactory(child=child)
        today = clock.today()
        clinical.record_allergy(child=child, by=by, text="Latex", effective_on=today, source="chart")
        clinical.record_condition(
            child=child, by=by, text="Chronic lung disease", code="P27.1", effective_on=today, source="chart"
        )
        return child


def url(child: Child, tail: str = "") -> str:
    return f"/children/{child.pk}/{tail}"


# what everybody sees


@pytest.mark.parametrize("tail", OF_A_CHILD)
def test_every_page_of_a_child_opens_for_the_coordinator(desk: Client, child: Child, tail: str) -> None:
    answer = desk.get(url(child, tail))

    assert answer.status_code == 200
    assert "Amara Baptiste" in answer.content.decode()


@pytest.mark.parametrize("tail", OF_A_CHILD)
def test_no_page_carries_a_script_or_style_of_its_own(desk: Client, child: Child, tail: str) -> None:
    page = desk.get(url(child, tail)).content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|hx-on", page)


def test_the_summary_says_what_matters_first(desk: Client, child: Child) -> None:
    page = desk.get(url(child)).content.decode()

    for words in (
        "Latex",
        "Chronic lung disease",
        "Guerda Baptiste",
        "401-555-0142",
        "Slater Park Preschool",
    ):
        assert words in page
    assert "No school contact yet." in page
    assert "tel:+14015550142" in page


def test_opening_a_child_is_one_line_of_the_audit(desk: Client, cast: Cast, child: Child) -> None:
    desk.get(url(child))

    with inside(cast.blackstone):
        event = AuditEvent.objects.get(action="view")
    assert (event.person_id, event.child_id, event.subject) == (cast.coordinator.pk, child.pk, "child")


def test_the_administrator_reads_general_facts_only(cast: Cast, child: Child) -> None:
    by = reader_for(cast.physician, cast.blackstone)
    with inside(cast.blackstone):
        clinical.record_condition(
            child=child,
            by=by,
            text="Anxiety",
            effective_on=clock.today(),
            source="chart",
            label="behavioural",
        )

    page = sign_in(Client(), cast.administrator, cast.blackstone).get(url(child)).content.decode()

    assert "Chronic lung disease" in page
    assert "Anxiety" not in page


def test_a_merged_childs_address_leads_to_the_survivor(desk: Client, cast: Cast, child: Child) -> None:
    by = reader_for(cast.coordinator, cast.blackstone)
    with inside(cast.blackstone):
        lost = ChildFactory()
        services.point_at(child=lost, survivor=child, by=by)

    assert desk.get(url(lost)).url == url(child)  # type: ignore[attr-defined]  # a redirect


# what nobody else sees


@pytest.mark.parametrize("tail", [*OF_A_CHILD, "open/", "access/"])
def test_a_blocked_and_a_missing_child_get_the_same_answer(
    cast: Cast, child: Child, physician: Client, tail: str
) -> None:
    with inside(cast.blackstone):
        BlockFactory(child=child, person_id=cast.physician.pk)

    blocked, nothing = physician.get(url(child, tail)), physician.get(f"/children/{MISSING}/{tail}")

    assert blocked.status_code == nothing.status_code == 404
    assert blocked.content.replace(str(child.pk).encode(), b"") == nothing.content.replace(
        MISSING.encode(), b""
    )


@pytest.mark.parametrize("tail", [*OF_A_CHILD, "open/"])
def test_the_outsider_gets_the_answer_for_no_child(cast: Cast, child: Child, tail: str) -> None:
    outside = sign_in(Client(), cast.outsider, cast.harbor)

    assert outside.get(url(child, tail)).status_code == 404


@pytest.mark.parametrize("tail", OF_A_CHILD)
def test_a_parent_partner_opens_no_page_of_a_child(cast: Cast, child: Child, tail: str) -> None:
    partner = sign_in(Client(), cast.parent_partner, cast.blackstone)

    assert partner.get(url(child, tail)).status_code == 403


def test_a_blocked_child_is_on_no_list(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        BlockFactory(child=child, person_id=cast.coordinator.pk)

    assert "Amara" not in desk.post("/children/", {"q": "baptiste"}).content.decode()


def test_a_blocked_administrator_finds_no_line_of_the_child_in_the_audit(
    cast: Cast, child: Child, desk: Client
) -> None:
    desk.get(url(child))
    administrator = sign_in(Client(), cast.administrator, cast.blackstone)
    assert str(child.pk) in administrator.get("/audit/").content.decode()

    with inside(cast.blackstone):
        BlockFactory(child=child, person_id=cast.administrator.pk)

    page = administrator.get("/audit/").content.decode()
    assert str(child.pk) not in page
    assert "Amara" not in page


# finding


def test_a_search_is_answered_without_a_name_in_the_address(desk: Client, cast: Cast, child: Child) -> None:
    answer = desk.post("/children/", {"q": "baptiste ama"})

    assert answer.status_code == 200
    assert url(child) in answer.content.decode()
    with inside(cast.blackstone):
        event = AuditEvent.objects.get(subject="child_search")
    assert event.shown == [child.pk]
    assert "baptiste" not in str(event.detail)


def test_an_empty_search_says_what_to_type(desk: Client) -> None:
    answer = desk.post("/children/", {"q": " "})

    assert answer.status_code == 422
    assert "Type a name" in answer.content.decode()


def test_a_search_in_vain_says_what_to_try(desk: Client) -> None:
    assert "No child matches" in desk.post("/children/", {"q": "nobody"}).content.decode()


# changing


def typed(page: str) -> dict[str, str]:
    """What a plain browser would send back: the filled inputs and chosen options of the page's own form."""
    fields: dict[str, str] = {}
    form = page[page.index('<form method="post" class="stack"') :]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            fields[name[1]] = value[1] if value else ""
        elif name and " checked" in tag:
            fields[name[1]] = value[1] if value else "on"
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        fields[name] = chosen[1] if chosen else first[1] if first else ""
    for name, text in re.findall(r'<textarea name="([^"]*)".*?>(.*?)</textarea>', form, re.DOTALL):
        fields[name] = text.strip()
    return fields


def test_saving_a_form_as_it_was_opened_changes_nothing(desk: Client, cast: Cast, child: Child) -> None:
    page = desk.get(url(child, "edit/")).content.decode()

    answer = desk.post(url(child, "edit/"), typed(page))

    assert answer.status_code == 302
    with inside(cast.blackstone):
        assert not ChildChange.objects.exists()


def test_a_form_with_an_error_answers_422_and_keeps_what_was_typed(desk: Client, child: Child) -> None:
    page = desk.get(url(child, "edit/")).content.decode()

    answer = desk.post(
        url(child, "edit/"), {**typed(page), "birth_date": "1950-01-01", "school": "Pine Street"}
    )

    assert answer.status_code == 422
    body = answer.content.decode()
    assert 'value="Pine Street"' in body
    assert 'id="errors"' in body


def test_a_child_is_added_and_a_double_is_asked_about_first(desk: Client, cast: Cast, child: Child) -> None:
    form = {
        "given_name": "Amara",
        "family_name": "Baptista",
        "birth_date": "2017-02-03",
        "sex": "female",
        "language": "ht",
        "payer_kind": "unknown",
    }
    asked = desk.post("/children/new/", form)
    assert "Is it one of these children?" in asked.content.decode()
    with inside(cast.blackstone):
        assert Child.objects.count() == 1

    added = desk.post("/children/new/", {**form, "anyway": "yes"})

    assert added.status_code == 302
    with inside(cast.blackstone):
        assert Child.objects.filter(family_name="Baptista").exists()


def test_a_contact_is_added_changed_and_ended_without_script(desk: Client, cast: Cast, child: Child) -> None:
    page = desk.get(url(child, "contacts/new/?as=school")).content.decode()
    form = typed(page)
    assert form["link-relationship"] == "school"
    form |= {"person-name": "Tom Wells", "person-phone": "401-555-0183", "link-role_note": "nurse"}

    assert desk.post(url(child, "contacts/new/"), form).url == url(child, "family/")  # type: ignore[attr-defined]
    with inside(cast.blackstone):
        link = ChildContact.objects.get(relationship="school")
        assert link.contact.phone == "+14015550183"

    one = url(child, f"contacts/{link.pk}/")
    again = typed(desk.get(one).content.decode())
    assert desk.post(one, {**again, "person-phone": "nothing"}).status_code == 422
    assert desk.post(one, {**again, "person-text_ok": "on"}).status_code == 302
    assert desk.post(f"{one}end/", {"reason": "another school"}).status_code == 302
    with inside(cast.blackstone):
        link.refresh_from_db()
        assert link.contact.text_ok
        assert link.ended_reason == "another school"


def test_a_brothers_contact_is_taken_over_instead_of_typed_again(
    desk: Client, cast: Cast, child: Child
) -> None:
    with inside(cast.blackstone):
        brother = ChildFactory()
        ResidenceFactory(child=brother, household=Residence.objects.get(child=child).household)
        mother = ChildContact.objects.get(child=child).contact
    form = typed(desk.get(url(brother, "contacts/new/")).content.decode())

    assert desk.post(url(brother, "contacts/new/"), {**form, "known": str(mother.pk)}).status_code == 302

    with inside(cast.blackstone):
        assert ChildContact.objects.get(child=brother).contact == mother


def test_a_second_home_is_added_changed_and_ended(desk: Client, cast: Cast, child: Child) -> None:
    form = {"name": "Father's home", "kind": "family", "when_there": "weekends", "is_main": ""}
    assert desk.post(url(child, "homes/new/"), form).status_code == 302
    with inside(cast.blackstone):
        home = Residence.objects.get(household__name="Father's home")
    one = url(child, f"homes/{home.pk}/")

    assert desk.post(one, {**typed(desk.get(one).content.decode()), "town": "Pawtucket"}).status_code == 302
    assert desk.post(f"{one}end/", {}).status_code == 302

    with inside(cast.blackstone):
        home.refresh_from_db()
        assert (home.household.town, home.ends_on) == ("Pawtucket", clock.today())


def test_a_custody_paper_is_recorded_for_each_contact(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        mother = ChildContact.objects.get(child=child)
    form = {"kind": "court_order", "starts_on": "2026-01-01", f"right_{mother.contact_id.hex}": "told"}

    assert desk.post(url(child, "custody/new/"), form).status_code == 302

    with inside(cast.blackstone):
        right = selectors.rights_on(child, date(2026, 2, 1))[mother.contact_id]
    assert (right.may_decide, right.may_receive_information) == (False, True)


def test_a_death_shows_a_banner_and_stops_the_call(desk: Client, cast: Cast, child: Child) -> None:
    assert desk.post(url(child, "died/"), {"deceased_on": "2999-01-01"}).status_code == 422
    assert desk.post(url(child, "died/"), {"deceased_on": "2026-01-02"}).status_code == 302

    page = desk.get(url(child)).content.decode()

    assert "Amara Baptiste has died." in page
    assert 'data-key="c"' not in page
    assert desk.post(url(child, "died/"), {"reason": "another child"}).status_code == 302
    assert "has died" not in desk.get(url(child)).content.decode()


def test_the_history_says_before_and_after_in_words(desk: Client, cast: Cast, child: Child) -> None:
    by = reader_for(cast.coordinator, cast.blackstone)
    with inside(cast.blackstone):
        services.change_child(child=child, by=by, coordinator_id=cast.nurse.pk, needs_interpreter=True)

    page = desk.get(url(child, "history/")).content.decode()

    for words in ("Coordinator", "Tom Reyes", "Needs an interpreter", "yes", "Maria Alvarez"):
        assert words in page


# who may open


@pytest.fixture
def closed(cast: Cast, child: Child) -> Child:
    """The child, confidential, with nobody let in."""
    with inside(cast.blackstone):
        Child.objects.filter(pk=child.pk).update(is_confidential=True)
        child.refresh_from_db()
        return child


def test_a_confidential_child_asks_for_a_reason_and_then_opens_with_a_banner(
    desk: Client, cast: Cast, closed: Child
) -> None:
    assert desk.get(url(closed)).url == url(closed, "open/")  # type: ignore[attr-defined]  # a redirect
    page = desk.get(url(closed, "open/")).content.decode()
    assert "Amara" not in page
    assert desk.post(url(closed, "open/"), {"reason": "hm"}).status_code == 422

    opened = desk.post(url(closed, "open/"), {"reason": "The emergency room is on the line"})

    assert opened.url == url(closed)  # type: ignore[attr-defined]  # a redirect
    assert "You opened this confidential record yourself." in desk.get(url(closed)).content.decode()


def test_breaking_glass_needs_a_fresh_second_factor(cast: Cast, closed: Child) -> None:
    tired = sign_in(Client(), cast.coordinator, cast.blackstone, stepped_up=False)

    assert tired.get(url(closed, "open/")).status_code == 302
    answer = tired.post(url(closed, "open/"), {"reason": "The emergency room is on the line"})

    assert answer.status_code == 403
    with inside(cast.blackstone):
        assert not AuditEvent.objects.filter(action="glass.break").exists()


def test_other_pages_of_a_confidential_child_answer_like_no_child(desk: Client, closed: Child) -> None:
    for tail in ("edit/", "consent/", "visits/", "history/", "contacts/new/"):
        assert desk.get(url(closed, tail)).status_code == 404


def test_the_administrator_reviews_an_opening(cast: Cast, closed: Child) -> None:
    with inside(cast.blackstone):
        opening = BreakGlassFactory(child=closed, person_id=cast.coordinator.pk)
    administrator = sign_in(Client(), cast.administrator, cast.blackstone)
    page = administrator.get("/children/opened/").content.decode()
    assert "Maria Alvarez" in page
    assert "Amara" not in page  # the administrator was not let in either
    assert "A confidential child" in page

    one = f"/children/opened/{opening.pk}/"
    assert administrator.get(one).status_code == 200
    assert administrator.post(one, {"was_right": "no"}).status_code == 422
    assert administrator.post(one, {"was_right": "yes"}).status_code == 302
    assert administrator.get(one).status_code == 404


def test_a_coordinator_reviews_nothing(desk: Client) -> None:
    assert desk.get("/children/opened/").status_code == 403


def test_the_physician_closes_lets_in_and_blocks(
    cast: Cast, child: Child, physician: Client, desk: Client
) -> None:
    access = url(child, "access/")
    assert physician.get(access).status_code == 200
    assert (
        physician.post(f"{access}confidential/", {"is_confidential": "True", "reason": ""}).status_code == 422
    )
    assert (
        physician.post(
            f"{access}confidential/", {"is_confidential": "True", "reason": "the family asked"}
        ).status_code
        == 302
    )
    assert desk.get(url(child)).status_code == 302

    physician.post(f"{access}grants/", {"grant-person": str(cast.coordinator.pk)})
    assert desk.get(url(child)).status_code == 200

    assert physician.post(f"{access}blocks/", {"block-person": str(cast.coordinator.pk)}).status_code == 422
    physician.post(
        f"{access}blocks/", {"block-person": str(cast.coordinator.pk), "block-reason": "a relative"}
    )
    assert desk.get(url(child)).status_code == 404
    page = physician.get(access).content.decode()
    assert "a relative" in page

    lift = re.search(r'action="([^"]*/lift/)"', page)
    assert lift
    physician.post(lift[1], {"reason": "no longer"})
    physician.post(f"{access}grants/{cast.coordinator.pk}/remove/")
    assert desk.get(url(child)).status_code == 302


def test_whoever_blocks_themselves_is_led_away(cast: Cast, child: Child, physician: Client) -> None:
    answer = physician.post(
        url(child, "access/blocks/"),
        {"block-person": str(cast.physician.pk), "block-reason": "my own nephew"},
    )

    assert answer.url == "/children/"  # type: ignore[attr-defined]  # a redirect
    assert physician.get(url(child, "access/")).status_code == 404


@pytest.mark.parametrize("name", ["coordinator", "nurse"])
def test_who_may_open_is_decided_by_few(cast: Cast, child: Child, name: str) -> None:
    member = sign_in(Client(), getattr(cast, name), cast.blackstone)

    assert member.get(url(child, "access/")).status_code == 403
    assert member.post(url(child, "access/blocks/"), {}).status_code == 403


def test_the_address_that_is_not_given_out_is_left_off_paper(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        family_of(child, address_line="9 Hidden Lane", do_not_disclose_address=True)
        secret = HouseholdFactory(address_line="8 Quiet Road", do_not_disclose_address=True)
        ResidenceFactory(child=child, household=secret)

    page = desk.get(url(child, "family/")).content.decode()

    assert re.search(r'<dd class="no-print">9 Hidden Lane', page)
    assert re.search(r'<p class="small no-print">8 Quiet Road', page)


def test_a_number_of_somebody_not_to_be_called_is_not_shown(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        family_of(child, name="Jean Baptiste", phone="+14015550144", do_not_contact=True)

    for tail in ("", "family/"):
        page = desk.get(url(child, tail)).content.decode()
        assert "Jean Baptiste" in page
        assert "401-555-0144" not in page
        assert "14015550144" not in page


def test_every_door_of_the_room_names_its_permission() -> None:
    from tenants.patients.web import urls

    named = {pattern.name: getattr(pattern.callback, "permission", None) for pattern in urls.urlpatterns}

    assert {name for name, permission in named.items() if permission is None} == set()
    assert named["child_search"] is Permission.SEE_CHILDREN
