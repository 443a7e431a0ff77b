"""Keep the quarantine like what was decided: what waits, what came in since, what the source wrote anew."""

from collections.abc import Iterable, Sequence

from nestwork.practices import clock
from network_resources.community.models import DirectoryQuarantine, DirectorySource, DirectoryUpload
from network_resources.community.rules.states import RowState
from network_resources.community.services.importing.told import Decision

_FIELDS = ["problems", "stops_row", "waits_for", "state", "settled_at", "reason"]


def settle_lines(decisions: Sequence[Decision], source: DirectorySource, upload: DirectoryUpload) -> None:
    """Add and change lines of the quarantine. A row that waits as before stays untouched."""
    fresh: list[DirectoryQuarantine] = []
    changed: list[DirectoryQuarantine] = []
    for one in decisions:
        if not one.checked.values and not one.checked.problems:
            continue  # seen before and unchanged, or left out
        own = next((row for row in one.earlier if row.digest == one.told.digest), None)
        changed += _replaced(one.earlier, own)
        if one.checked.problems and own is None:
            fresh.append(_line(one, source, upload))
        elif own is not None and _renewed(own, one):
            changed.append(own)
    DirectoryQuarantine.objects.bulk_create(fresh, batch_size=1000)
    DirectoryQuarantine.objects.bulk_update(changed, _FIELDS, batch_size=250)


def _line(one: Decision, source: DirectorySource, upload: DirectoryUpload) -> DirectoryQuarantine:
    return DirectoryQuarantine(
        source=source,
        upload=upload,
        table=one.told.table,
        source_key=one.told.key,
        file_name=one.told.file_name,
        line=one.told.line,
        digest=one.told.digest,
        written=one.told.written,
        problems=_problems(one),
        stops_row=one.checked.waits_whole,
        waits_for=sorted(one.waits_for),
    )


def _problems(one: Decision) -> list[dict[str, str]]:
    return [problem.as_json() for problem in one.checked.problems]


def _renewed(own: DirectoryQuarantine, one: Decision) -> bool:
    """Whether the row's line says something else now."""
    if not one.checked.problems:
        if own.state != RowState.WAITING:
            return False
        own.state, own.settled_at = RowState.ARRIVED, clock.now()
        return True
    said = (_problems(one), one.checked.waits_whole, sorted(one.waits_for), RowState.WAITING)
    if said == (own.problems, own.stops_row, own.waits_for, own.state):
        return False
    own.problems, own.stops_row, own.waits_for, own.state = (said[0], said[1], said[2], RowState.WAITING)
    own.settled_at, own.reason = None, ""
    return True


def _replaced(
    earlier: Iterable[DirectoryQuarantine], own: DirectoryQuarantine | None
) -> list[DirectoryQuarantine]:
    """Waiting lines about what the source wrote before."""
    gone = [row for row in earlier if row is not own and row.state == RowState.WAITING]
    for row in gone:
        row.state, row.settled_at = RowState.REPLACED, clock.now()
    return gone
