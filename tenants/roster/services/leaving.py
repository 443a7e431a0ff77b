"""Children whom the newest whole file of a source no longer names: marked as left, never deleted."""

from typing import Any

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.patients.rules import RosterState
from tenants.roster.models import RowOutcome, SourceRecord, Upload
from tenants.roster.rules.changes import too_many_leave
from tenants.roster.rules.states import Mode, Outcome
from tenants.roster.services.planning import Planner

_FIRST = 8


def leaving_records(upload: Upload, planner: Planner) -> list[SourceRecord]:
    """Records of the source that no row of this file names. Ask only after the whole file went through the planner."""
    if upload.mode != Mode.WHOLE or planner.unrecognised:
        return []
    on_roster = SourceRecord.objects.filter(source=upload.source, is_on=True).order_by("source_key")
    return [record for record in on_roster.select_related("child") if record.source_key not in planner.seen]


def leaving_facts(upload: Upload, planner: Planner) -> dict[str, Any]:
    """For the dry run: how many would leave, who, whether that needs its own yes, and why nobody may leave."""
    leaving = leaving_records(upload, planner)
    on_roster = SourceRecord.objects.filter(source=upload.source, is_on=True).count()
    return {
        "count": len(leaving),
        "on_roster": on_roster,
        "needs_yes": too_many_leave(leaving=len(leaving), on_roster=on_roster),
        "unrecognised": planner.unrecognised if upload.mode == Mode.WHOLE else 0,
        "children": [str(record.child.head_id) for record in leaving[:_FIRST]],
    }


def mark_left(records: list[SourceRecord], *, upload: Upload, by: Reader) -> None:
    """Mark these records, and their children when no other source still names them."""
    for record in records:
        record.is_on, record.left_on = False, clock.today()
        record.save(update_fields=["is_on", "left_on"])
        child = Child.objects.get(pk=record.child.head_id)
        if not _is_named(child) and child.roster_state != RosterState.LEFT:
            patients.change_child(child=child, by=by, roster_state=RosterState.LEFT)
        RowOutcome.objects.create(upload=upload, outcome=Outcome.LEFT, child=child)


def _is_named(child: Child) -> bool:
    return SourceRecord.objects.filter(child__head_id=child.head_id, is_on=True).exists()
