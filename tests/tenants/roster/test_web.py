"""The roster in a browser without script, from the file to the report; the outsider tries every address too."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nestwork.audit.models import AuditEvent
from nestwork.jobs import runner
from nestwork.jobs.models import Job
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from tenants.patients.models import Child
from tenants.roster.models import Match, MergeFact, QuarantinedRow, Upload
from tenants.roster.rules.states import UploadState
from tests.people import Cast, sign_in
from tests.tenants.roster.files import HEADINGS, csv_bytes, row

FILE = csv_bytes(
    [
        row(1),
        row(2),
        row(3, **{"First Name": "Amara", "DOB": "soon"}),
        row(4, Language="Klingon"),
        row(5, Language="Klingon"),
        row(6, **{"First Name": row(1)[1], "Last Name": row(1)[2], "DOB": row(1)[3]}),
    ]
)


def url(name: str, *args: object) -> str:
    return reverse(name, urlconf="nestwork.urls.practice", args=args)


def words_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


def run_jobs(practice: Practice) -> None:
    """What a worker does: take up every open job until none is left."""
    with inside(practice):
        while job := Job.objects.filter(state__in=["waiting", "running"]).order_by("created_at").first():
            runner.run(job.pk)


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def outsider(cast: Cast) -> Iterator[Client]:
    return sign_in(Client(), cast.outsider, cast.harbor)


def send(client: Client, content: bytes = FILE, name: str = "roster.csv") -> str:
    """Send a file; the address of its page."""
    form = {"file": SimpleUploadedFile(name, content), "source": "Blackstone EHR", "mode": "whole"}
    answer = client.post(url("roster_upload"), form)
    assert answer.status_code == 302
    return answer["Location"]


def go_through(client: Client, practice: Practice, content: bytes = FILE) -> str:
    """From the file to the report."""
    page = send(client, content)
    run_jobs(practice)
    columns = client.get(page)
    if columns.status_code == 302:
        form = client.get(columns["Location"]).context["form"]
        chosen = {name: field.initial for name, field in form.fields.items() if field.initial}
        assert client.post(columns["Location"], chosen).status_code == 302
        run_jobs(practice)
    assert client.post(f"{page}start/").status_code == 302
    run_jobs(practice)
    return page


def test_upload_columns_dry_run_start_and_report(coordinator: Client, cast: Cast) -> None:
    page = send(coordinator)
    assert "The file is being read" in words_of(coordinator.get(page).content)
    run_jobs(cast.blackstone)

    columns = coordinator.get(page, follow=True)
    assert columns.redirect_chain[-1][0].endswith("/columns/")
    assert "What do the columns hold?" in words_of(columns.content)
    initial = {name: field.initial for name, field in columns.context["form"].fields.items()}
    assert [initial[f"column-{at}"] for at in range(4)] == [
        "source_key",
        "given_name",
        "family_name",
        "birth_date",
    ]
    coordinator.post(columns.redirect_chain[-1][0], {name: value for name, value in initial.items() if value})
    run_jobs(cast.blackstone)

    dry = words_of(coordinator.get(page).content)
    assert "This is a dry run. Nothing has been taken in yet." in dry
    for said in (
        "New children 5",
        "Rows that wait for you 1",
        "Possible duplicates 1",
        "Taken in, one value waits 2",
    ):
        assert said in dry
    with inside(cast.blackstone):
        assert Child.objects.count() == 0

    started = coordinator.post(f"{page}start/")
    assert started["Location"].startswith("/jobs/")
    run_jobs(cast.blackstone)
    job = coordinator.get(started["Location"])
    assert url("roster_of_job", started["Location"].split("/")[2]) in job.content.decode()
    report = coordinator.get(page)
    assert "New children 5" in words_of(report.content)
    assert "Beatriz Baptiste" in words_of(coordinator.get(f"{page}rows/new/").content)
    with inside(cast.blackstone):
        assert Child.objects.count() == 5


def test_a_refused_file_says_line_and_reason(coordinator: Client, cast: Cast) -> None:
    page = send(coordinator, csv_bytes([row(1)]) + b'"open')
    run_jobs(cast.blackstone)

    said = words_of(coordinator.get(page).content)

    assert "The file was refused. Nothing of it was taken or kept." in said
    assert "Line 3: A quotation mark is not closed" in said


def test_a_form_without_a_file_is_answered_in_words_and_keeps_what_was_typed(coordinator: Client) -> None:
    answer = coordinator.post(url("roster_upload"), {"source": "Health plan", "mode": "additions"})

    assert answer.status_code == 422
    assert "Choose a file." in words_of(answer.content)
    assert 'value="Health plan"' in answer.content.decode()


def test_columns_without_a_birth_date_are_not_enough(coordinator: Client, cast: Cast) -> None:
    page = send(coordinator)
    run_jobs(cast.blackstone)

    answer = coordinator.post(f"{page}columns/", {"column-1": "given_name", "column-2": "family_name"})

    assert answer.status_code == 422
    assert "Choose the columns of the given name, the family name and the birth date." in words_of(
        answer.content
    )


def test_the_sample_file_goes_in_without_choosing_or_mending(coordinator: Client, cast: Cast) -> None:
    sample = coordinator.get(url("roster_sample"))

    go_through(coordinator, cast.blackstone, sample.content)

    with inside(cast.blackstone):
        assert (Child.objects.count(), QuarantinedRow.objects.count()) == (2, 0)


def test_left_out_numbers_are_told_and_never_shown(coordinator: Client, cast: Cast) -> None:
    page = send(coordinator, csv_bytes([[*row(1), "999-17-5017"]], [*HEADINGS, "SSN"]))
    run_jobs(cast.blackstone)

    said = words_of(coordinator.get(page, follow=True).content)

    assert "Social Security numbers: 1 left out (column “SSN”)" in said
    assert "5017" not in said


def test_a_file_can_be_set_aside(coordinator: Client, cast: Cast) -> None:
    page = send(coordinator)
    run_jobs(cast.blackstone)

    coordinator.post(f"{page}set-aside/")

    with inside(cast.blackstone):
        upload = Upload.objects.get()
        assert (upload.state, upload.batches.count(), Child.objects.count()) == (UploadState.SET_ASIDE, 0, 0)


def test_a_row_is_mended_on_its_page(coordinator: Client, cast: Cast) -> None:
    go_through(coordinator, cast.blackstone)
    with inside(cast.blackstone):
        waiting = QuarantinedRow.objects.get(stops_row=True)
    page = url("quarantine_row", waiting.pk)
    shown = coordinator.get(page)
    assert "This is not a date." in words_of(shown.content)
    typed = {name: field.initial for name, field in shown.context["form"].fields.items() if field.initial}

    wrong = coordinator.post(page, typed | {"birth_date": "2/30/2015"})
    assert wrong.status_code == 422
    assert "There is no such day." in words_of(wrong.content)
    assert "2/30/2015" in wrong.content.decode()

    assert coordinator.post(page, typed | {"birth_date": "2/28/2015"}).status_code == 302
    with inside(cast.blackstone):
        waiting.refresh_from_db()
        assert (waiting.state, str(waiting.child.birth_date)) == ("mended", "2015-02-28")


def test_the_same_wrong_value_is_mended_in_many_rows_at_once(coordinator: Client, cast: Cast) -> None:
    go_through(coordinator, cast.blackstone)
    with inside(cast.blackstone):
        one = QuarantinedRow.objects.filter(stops_row=False)[0]
    assert "Mend this in 2 rows at once" in words_of(coordinator.get(url("quarantine")).content)

    answer = coordinator.post(url("quarantine_alike", one.pk, "language"), {"instead": "pt"}, follow=True)

    assert "2 rows were taken in." in words_of(answer.content)
    with inside(cast.blackstone):
        assert Child.objects.filter(language="pt").count() == 2
        assert QuarantinedRow.objects.filter(state="waiting").count() == 1


def test_a_row_is_left_out_with_a_reason_and_comes_back(coordinator: Client, cast: Cast) -> None:
    go_through(coordinator, cast.blackstone)
    with inside(cast.blackstone):
        row_id = QuarantinedRow.objects.get(stops_row=True).pk

    assert coordinator.post(url("quarantine_leave_out", row_id), {}).status_code == 422
    coordinator.post(url("quarantine_leave_out", row_id), {"reason": "not our patient"})
    assert "Left out: not our patient" in words_of(
        coordinator.get(url("quarantine") + "?state=dropped").content
    )

    coordinator.post(url("quarantine_again", row_id))
    with inside(cast.blackstone):
        assert QuarantinedRow.objects.get(pk=row_id).state == "waiting"


def test_a_pair_is_compared_merged_and_taken_apart(coordinator: Client, cast: Cast) -> None:
    go_through(coordinator, cast.blackstone)
    with inside(cast.blackstone):
        match = Match.objects.select_related("first", "second").get()
    listed = words_of(coordinator.get(url("matches")).content)
    assert f"{match.first.display_name} and {match.second.display_name}" in listed

    compared = words_of(coordinator.get(url("match", match.pk)).content)
    assert "Which record stands?" in compared
    assert "differs" in compared
    merged = coordinator.post(url("match", match.pk), {"keep": "first", "take-sex": "second"})
    assert merged.status_code == 302
    assert "was merged into" in words_of(coordinator.get(merged["Location"]).content)
    with inside(cast.blackstone):
        fact = MergeFact.objects.get()
        assert Child.objects.not_merged().count() == 4

    page = url("merge_take_back", fact.pk)
    assert coordinator.post(page, {"apart": "yes"}).status_code == 422
    assert coordinator.post(page, {"apart": "yes", "reason": "cousins"}).status_code == 302
    with inside(cast.blackstone):
        assert Child.objects.not_merged().count() == 5
        match.refresh_from_db()
        assert match.state == "apart"


def test_every_page_writes_who_looked(coordinator: Client, cast: Cast) -> None:
    go_through(coordinator, cast.blackstone)
    with inside(cast.blackstone):
        match = Match.objects.get()
    coordinator.get(url("match", match.pk))

    with inside(cast.blackstone):
        line = AuditEvent.objects.get(subject="roster.match")
        assert (line.person_id, set(line.shown)) == (cast.coordinator.pk, {match.first_id, match.second_id})


def test_the_outsider_finds_nothing_and_a_nurse_may_not(
    coordinator: Client, outsider: Client, client: Client, cast: Cast
) -> None:
    page = go_through(coordinator, cast.blackstone)
    with inside(cast.blackstone):
        waiting, match = QuarantinedRow.objects.all()[0], Match.objects.get()
    addresses = [page, url("quarantine_row", waiting.pk), url("match", match.pk)]
    assert [coordinator.get(address).status_code for address in addresses] == [200, 200, 200]
    assert [outsider.get(address).status_code for address in addresses] == [404, 404, 404]
    nothing = [page.replace(page.split("/")[3], str(uuid.uuid4()))]
    assert [outsider.get(address).status_code for address in nothing] == [404]
    nurse = sign_in(Client(), cast.nurse, cast.blackstone)
    assert {nurse.get(address).status_code for address in [*addresses, url("roster"), url("matches")]} == {
        403
    }
