"""What an import does with rows: taken, changed, waiting, withdrawn; and what it never does."""

import json
import uuid
from typing import Any

import pytest

from nestwork.access.passage import wearing
from nestwork.practices.active import inside
from network_resources.community.models import (
    DirectoryChange,
    DirectoryQuarantine,
    DirectorySearch,
    Organization,
    Phone,
    Program,
    Service,
)
from network_resources.community.rules.states import RowState, UploadState
from tests.network_resources.community.stories import (
    STEWARD,
    HereAndNow,
    imported,
    library,
    packed,
    page,
    read,
    reasons,
    snapshot,
    waiting,
)
from tests.people import Cast

pytestmark = pytest.mark.django_db
ORGANIZATION = {"id": "org-1", "name": "Riverbend Family Center", "description": "Help for families"}


def service(number: int = 1, **more: Any) -> dict[str, Any]:
    """A service as a source sends it."""
    told = {"id": f"svc-{number}", "name": f"Play group {number}", "status": "active", "description": "Songs"}
    return {**told, "organization": ORGANIZATION, **more}


@pytest.fixture(autouse=True)
def as_library(cast: Cast) -> Any:
    """Work under the role that keeps the directory; people are read at the door before."""
    with library():
        yield


def test_ids_that_are_no_uuid_get_the_same_one_each_time() -> None:
    imported(page(service(), service(2)))
    first = set(Service.objects.values_list("pk", flat=True))
    imported(page(service(2, description="Other songs"), service()))
    assert set(Service.objects.values_list("pk", flat=True)) == first


def test_two_sources_with_the_same_uuid_keep_two_rows() -> None:
    same = str(uuid.uuid4())
    imported(page(service(id=same)), source="One")
    imported(page(service(id=same, name="Somebody else's")), source="Other")
    assert sorted(Service.objects.values_list("name", flat=True)) == ["Play group 1", "Somebody else's"]


def test_a_changed_row_changes_only_itself_and_writes_its_history() -> None:
    imported(page(service(), service(2)))
    before = snapshot()["Service"]
    upload = imported(page(service(description="New songs"), service(2)))
    changed = [row for row in snapshot()["Service"] if row not in before]
    assert [row["description"] for row in changed] == ["New songs"]
    assert upload.report["counts"]["service"] == {"changed": 1, "unchanged": 1}
    (line,) = DirectoryChange.objects.filter(act="imported")
    assert (line.field, line.old, line.new, line.by_name, line.source.name) == (
        "description",
        "Songs",
        "New songs",
        STEWARD.name,
        "Two rivers",
    )


def test_a_row_no_longer_named_is_marked_and_comes_back() -> None:
    imported(page(service(), service(2)))
    upload = imported(page(service(), service(3)))
    gone = Service.objects.get(name="Play group 2")
    assert upload.report["counts"]["service"]["withdrawn"] == 1
    assert (gone.status, gone.withdrawn_at is None) == ("inactive", False)
    assert not DirectorySearch.objects.get(service_id=gone.pk).is_listed
    imported(page(service(), service(2), service(3)))
    gone.refresh_from_db()
    assert (gone.status, gone.withdrawn_at) == ("active", None)
    assert DirectorySearch.objects.get(service_id=gone.pk).is_listed


def test_a_part_of_a_source_withdraws_nothing() -> None:
    imported(page(service(), service(2)))
    imported(page(service(), service(3)), whole=False)
    assert not Service.objects.exclude(withdrawn_at=None).exists()
    one_row = imported(json.dumps(service()).encode(), whole=True)  # can never be all of it
    assert not one_row.is_whole
    assert not Service.objects.exclude(withdrawn_at=None).exists()


def test_a_bad_value_waits_alone_and_a_bad_row_whole() -> None:
    imported(page(service(minimum_age="many"), service(2, status="closed on Mondays")))
    assert list(Service.objects.values_list("name", "minimum_age")) == [("Play group 1", None)]
    assert [(row.source_key, row.stops_row) for row in waiting("service")] == [
        ("svc-1", False),
        ("svc-2", True),
    ]
    assert reasons("service") == [
        ("service", "minimum_age", "no_age"),
        ("service", "status", "unknown_word"),
    ]


def test_a_bad_new_value_leaves_the_good_old_one() -> None:
    imported(page(service(minimum_age="3"), service(2)))
    imported(page(service(minimum_age="thre"), service(2)))
    assert Service.objects.get(name="Play group 1").minimum_age == 3


def test_parts_of_a_waiting_row_wait_for_it_and_nothing_is_aborted() -> None:
    phones = [{"id": "p-1", "number": "401-555-0142 x12"}]
    imported(
        page(service(status="", phones=phones), service(2, phones=[{"id": "p-2", "number": "4015550143"}]))
    )
    assert list(Phone.objects.values_list("number", flat=True)) == ["401-555-0143"]
    assert ("phone", "service_id", "row_waits") in reasons()


def test_a_row_of_its_own_table_may_come_later_in_the_file() -> None:
    parent = {"id": "org-9", "name": "The whole of it", "description": "All"}
    child = {**ORGANIZATION, "parent_organization_id": "org-9"}
    imported(packed({"organizations.json": json.dumps([child, parent])}))
    organization = Organization.objects.get(name="Riverbend Family Center")
    assert organization.parent_organization is not None
    assert organization.parent_organization.name == "The whole of it"
    assert waiting() == []


def test_a_row_sent_in_a_later_file_lets_in_what_waited_for_it() -> None:
    files = {"services.csv": "id,organization_id,name,status\ns1,o1,Play group,active\n"}
    imported(packed(files), whole=False)
    assert reasons() == [("service", "organization_id", "no_such_row")]
    files = {"organizations.csv": "id,name,description\no1,Riverbend,Help\n"}
    imported(packed(files), whole=False)
    assert Service.objects.get().organization.name == "Riverbend"
    assert DirectoryQuarantine.objects.get().state == RowState.ARRIVED


def test_the_same_id_told_twice_with_other_words_is_asked_about() -> None:
    files = {"organizations.csv": "id,name,description\no1,Riverbend,Help\no1,Riverside,Help\n"}
    imported(packed(files))
    assert reasons() == [("organization", "name", "told_twice")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"", "empty_file"),
        (b'{"contents": [{"id": ', "broken_json"),
        (b'{"version": "3.0"}', "no_directory"),
        (b"PK\x03\x04 no archive", "broken_archive"),
        (b'id,name\n"o1,Riverbend\n', "open_quote"),
        (b'{"contents": [], "total_pages": 1}', "no_rows"),
    ],
)
def test_only_an_unreadable_file_is_refused_and_nothing_of_it_is_taken(text: bytes, fault: str) -> None:
    imported(page(service()))
    before = snapshot()
    upload = read(text)
    assert (upload.state, upload.fault["fault"]) == (UploadState.REFUSED, fault)
    assert snapshot() == before


def test_a_dry_run_counts_like_the_import_and_writes_nothing() -> None:
    text = page(service(), service(2, status=""), service(3, minimum_age="9", maximum_age="3"))
    before = snapshot()
    upload = read(text)
    after = snapshot()
    assert {name: rows for name, rows in after.items() if name != "DirectorySource"} == {
        name: rows for name, rows in before.items() if name != "DirectorySource"
    }
    assert imported(text).report == upload.plan


def test_a_cancelled_import_keeps_what_it_saved_and_the_next_one_goes_on() -> None:
    text = page(
        *(service(number, phones=[{"id": f"p{number}", "number": "401-555-0142"}]) for number in range(5))
    )
    upload = imported(text, work=HereAndNow(stop_after=3))
    assert upload.state == UploadState.CANCELLED
    kept = Organization.objects.count(), Phone.objects.count()
    assert kept == (1, 0)
    imported(text)
    assert (Service.objects.count(), Phone.objects.count()) == (5, 5)


def test_columns_nobody_knows_are_asked_for_and_nothing_is_guessed() -> None:
    upload = read(packed({"agencies.csv": "Agency No,Agency\n1,Riverbend\n"}))
    assert upload.state == UploadState.PROFILE
    assert upload.facts["tables"][0]["headings"] == ["Agency No", "Agency"]
    assert Organization.objects.count() == 0


def test_an_older_package_goes_in_under_the_tables_of_today() -> None:
    files = {
        "organizations.csv": "id,name,description,url\no1,Riverbend,Help,www.example.org\n",
        "locations.csv": "id,organization_id,name,latitude,longitude\nl1,o1,House,41.8,-71.4\n",
        "physical_addresses.csv": "id,location_id,address_1,city,state_province,postal_code,country\n"
        "a1,l1,1 Loom Street,Pawtucket,RI,028601234,US\n",
        "services.csv": "id,organization_id,program_id,name,status\ns1,o1,,Play group,active\n",
        "services_at_location.csv": "id\n",
    }
    imported(packed(files))
    location = Organization.objects.get().locations.get()
    assert Organization.objects.get().website == "http://www.example.org"
    assert (location.location_type, location.addresses.get().postal_code) == ("physical", "02860-1234")
    assert waiting() == []
    assert not Program.objects.exists()


def test_a_practice_reads_no_source_and_nothing_that_waits_and_writes_nothing(cast: Cast) -> None:
    from django.db import ProgrammingError, connection, transaction

    imported(page(service(), service(2, status="")))
    closed = (
        "directory_source",
        "directory_record",
        "directory_quarantine",
        "directory_change",
        "directory_upload",
    )
    for place in (inside(cast.blackstone), wearing("nw_state")):
        with place:
            for table in closed:
                with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"SELECT * FROM public.{table}")
            with pytest.raises(ProgrammingError), transaction.atomic():
                Service.objects.update(name="Mine")
    assert not Service.objects.filter(name="Mine").exists()


def test_nobody_deletes_a_row_of_the_directory() -> None:
    from django.db import ProgrammingError, transaction

    imported(page(service()))
    with pytest.raises(ProgrammingError), transaction.atomic():
        DirectoryChange.objects.all().delete()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Organization.objects.all()._raw_delete("default")  # type: ignore[attr-defined]  # past the collector
