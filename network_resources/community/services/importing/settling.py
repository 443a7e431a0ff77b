"""Rows that wait for another row go in once that one is there."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from network_resources.community.models import DirectoryQuarantine, DirectorySource
from network_resources.community.rules.hsds import TABLES
from network_resources.community.rules.states import Act, RowState
from network_resources.community.services.history import Author
from network_resources.community.services.importing.deciding import Decider
from network_resources.community.services.importing.told import Told
from network_resources.community.services.importing.writing import carry_out

_BATCH = 500


def settle(
    *, source: DirectorySource, author: Author, arrived: Iterable[str] | None = None, act: Act = Act.IMPORTED
) -> int:
    """Take in what waits for rows that are there now; gives how many lines of the quarantine were settled.

    `arrived` names the rows that came ("service:key"); without it everything that waits for a row is looked at. What
    goes in may be what others wait for, so it goes on until nothing more comes.
    """
    settled = 0
    names = list(arrived) if arrived is not None else None
    while True:
        came = _pass(source, author, names, act)
        if not came:
            return settled
        settled += len(came)
        names = came if names is not None else None


def _pass(source: DirectorySource, author: Author, names: list[str] | None, act: Act) -> list[str]:
    waiting = DirectoryQuarantine.objects.filter(source=source, state=RowState.WAITING).exclude(waits_for=[])
    if names is not None:
        wanted = Q(pk__in=[])
        for name in names[:2000]:
            wanted |= Q(waits_for__contains=[name])
        waiting = waiting.filter(wanted)
    by_table: dict[str, list[DirectoryQuarantine]] = defaultdict(list)
    for row in waiting.select_related("upload").order_by("put_at", "pk"):
        by_table[row.table].append(row)
    came: list[str] = []
    for table in TABLES:
        rows = by_table.get(table, [])
        for start in range(0, len(rows), _BATCH):
            came += _take_in(source, author, rows[start : start + _BATCH], act)
    return came


def _take_in(source: DirectorySource, author: Author, rows: list[DirectoryQuarantine], act: Act) -> list[str]:
    decider, table = Decider(source, None), rows[0].table
    with transaction.atomic():
        decisions = decider.decide(table, [Told.quarantined(row) for row in rows], again=True)
        better = [one for one in decisions if _is_better(one.told.digest, len(one.waits_for), rows)]
        carry_out(table=table, decisions=better, source=source, upload=rows[0].upload, author=author, act=act)
    return [f"{table}:{one.told.key}" for one in better]


def _is_better(digest: str, still: int, rows: list[DirectoryQuarantine]) -> bool:
    """Whether at least one of the rows it waited for has come."""
    return any(row.digest == digest and still < len(row.waits_for) for row in rows)
