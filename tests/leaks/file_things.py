"""Things of the leak tests that come with files: rosters, records, pairs of children, merges."""

from typing import Any

from tests.leaks.childless_things import Things
from tests.leaks.children import child
from tests.people import Cast, working_as


def upload_id(cast: Cast) -> Things:
    """A roster that was checked, with a row that waits in quarantine."""
    return {"upload_id": roster(cast).pk}


def file_id(cast: Cast) -> Things:
    """A file of records that brought a child."""
    return {"file_id": records(cast).pk}


def row_id(cast: Cast) -> Things:
    """A quarantined row."""
    from tenants.roster.models import QuarantinedRow

    roster(cast)
    with working_as(cast.coordinator, cast.blackstone):
        return {"row_id": QuarantinedRow.objects.get().pk}


def match_id(cast: Cast) -> Things:
    """Two children who may be one."""
    return {"match_id": match(cast).pk}


def merge_id(cast: Cast) -> Things:
    """A merge that can be taken back."""
    from tenants.roster.services.merging import merge

    waiting = match(cast)
    with working_as(cast.coordinator, cast.blackstone) as by:
        return {"merge_id": merge(match=waiting, by=by, keep="first", reason="One child").pk}


def roster(cast: Cast) -> Any:
    """A roster with a row in quarantine."""
    from tests.tenants.roster.files import csv_bytes, row
    from tests.tenants.roster.stories import imported

    with working_as(cast.coordinator, cast.blackstone) as by:
        return imported(csv_bytes([row(1), row(2, DOB="30/30/2030")]), by=by)


def records(cast: Cast) -> Any:
    from tests.tenants.incoming.bundles import bundle, family
    from tests.tenants.incoming.stories import imported

    with working_as(cast.coordinator, cast.blackstone) as by:
        return imported(bundle(family()), by=by)


def waiting_records(cast: Cast) -> Any:
    """A file of records that nobody has looked at yet."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tenants.incoming.services.files import receive
    from tests.tenants.incoming.bundles import bundle, family

    with working_as(cast.coordinator, cast.blackstone) as by:
        return receive(by=by, file=SimpleUploadedFile("a.json", bundle(family())), source_name="EHR")


def match(cast: Cast) -> Any:
    from tenants.roster.models import Match

    first, second = child(cast), child(cast)
    with working_as(cast.coordinator, cast.blackstone):
        return Match.objects.create(first=first, second=second, verdict="possible", score=7.5)
