"""Verbs on rows that wait: mend one, leave one out, let it wait again."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from network_resources.community.models import DirectoryChange, DirectoryQuarantine
from network_resources.community.rules.hsds import TABLES
from network_resources.community.rules.problems import Problem, Reason
from network_resources.community.rules.states import Act, RowState
from network_resources.community.selectors.touched import services_touched
from network_resources.community.services.history import Author
from network_resources.community.services.importing.deciding import Decider
from network_resources.community.services.importing.settling import settle
from network_resources.community.services.importing.told import Decision, Told
from network_resources.community.services.importing.writing import carry_out
from network_resources.community.services.refresh import refresh_search
from network_resources.community.services.trail import note


class AlreadySettledError(Exception):
    """Somebody settled the row a moment ago."""


class _StillWrongError(Exception):
    """What was typed is not right yet; the transaction rolls back."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("still wrong")
        self.problems = problems


def mend_row(*, row: DirectoryQuarantine, by: Reader, changed: Mapping[str, str]) -> list[Problem]:
    """Take the row in with what a person wrote instead; what waited for it goes in with it.

    Gives what is still wrong: then nothing was saved and the row still waits. A field the standard only asks for may
    be left empty. Raises AlreadySettledError.
    """
    by.require(Permission.KEEP_DIRECTORY)
    try:
        with transaction.atomic():
            _mend(_waiting(row), by, changed)
    except _StillWrongError as wrong:
        return wrong.problems
    return []


def leave_out(*, row: DirectoryQuarantine, by: Reader, reason: str) -> DirectoryQuarantine:
    """Leave the row out, or its waiting values empty: the same row in a later file is not asked about again."""
    by.require(Permission.KEEP_DIRECTORY)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why in a few words.")})
    with transaction.atomic():
        locked = _waiting(row)
        locked.state, locked.reason = RowState.DROPPED, reason.strip()[:300]
        _settled(locked, by)
        note(by, "directory.leave_out", "directory.row", locked.pk)
    return locked


def wait_again(*, row: DirectoryQuarantine, by: Reader) -> DirectoryQuarantine:
    """Take back leaving a row out; any other row is given as it is."""
    by.require(Permission.KEEP_DIRECTORY)
    with transaction.atomic():
        locked = DirectoryQuarantine.objects.select_for_update().get(pk=row.pk)
        if locked.state == RowState.DROPPED:
            locked.state, locked.reason, locked.settled_at = RowState.WAITING, "", None
            locked.settled_by_id, locked.settled_by_name = None, ""
            locked.save()
            note(by, "directory.wait_again", "directory.row", locked.pk)
    return locked


def _mend(row: DirectoryQuarantine, by: Reader, changed: Mapping[str, str]) -> None:
    known = {name: text.strip() for name, text in changed.items() if name in TABLES[row.table].fields}
    before = {**row.written, **row.mended}
    row.mended = {
        **row.mended,
        **{name: text for name, text in known.items() if text != before.get(name, "")},
        **dict.fromkeys(_left_empty(row, known), ""),
    }
    row.state = RowState.MENDED
    _settled(row, by)
    author, started = Author(by.person_id, by.name, row.source, row.upload), clock.now()
    one = _decided(row)
    carry_out(
        table=row.table, decisions=[one], source=row.source, upload=row.upload, author=author, act=Act.MENDED
    )
    settle(source=row.source, author=author, arrived=[f"{row.table}:{row.source_key}"], act=Act.MENDED)
    refresh_search(services_touched(DirectoryChange.objects.filter(source=row.source, at__gte=started)))
    note(by, "directory.mend", "directory.row", row.pk, {"fields": sorted(row.mended)})


def _decided(row: DirectoryQuarantine) -> Decision:
    """The decision about the row as mended; raises _StillWrongError while something is wrong with it."""
    told = Told.quarantined(row)
    told.problems = []  # whoever mends has the whole line in view
    one = Decider(row.source, None).decide(row.table, [told], again=True)[0]
    if one.checked.problems:
        raise _StillWrongError(one.checked.problems)
    return one


def _left_empty(row: DirectoryQuarantine, known: Mapping[str, str]) -> list[str]:
    """Fields the standard asks for and the person leaves empty knowing it."""
    return [
        problem["field"]
        for problem in row.problems
        if problem["reason"] == Reason.WANTED and not known.get(problem["field"], "")
    ]


def _settled(row: DirectoryQuarantine, by: Reader) -> None:
    row.settled_at, row.settled_by_id, row.settled_by_name = clock.now(), by.person_id, by.name[:150]
    row.save()


def _waiting(row: DirectoryQuarantine) -> DirectoryQuarantine:
    rows = DirectoryQuarantine.objects.select_for_update(of=("self",)).select_related("source", "upload")
    locked = rows.get(pk=row.pk)
    if locked.state != RowState.WAITING:
        raise AlreadySettledError
    return locked
