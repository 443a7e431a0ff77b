"""From a file's counts to what a page shows: words, colours, sums."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nestwork.practices import clock
from nestwork.web import days
from tenants.incoming.models import RecordFile
from tenants.incoming.rules.readers import takes_in_unasked
from tenants.incoming.rules.states import Came, Did, FileState
from tenants.incoming.wording import CAME, DID, DROPPED, FORMATS, KINDS, STATES, TYPES, WHY
from tenants.roster.wording import field_words

_STEPS = (
    gettext_lazy("Send the file"),
    gettext_lazy("Look at the dry run"),
    gettext_lazy("Import"),
)
_AT_STEP = {
    FileState.WAITING: 0,
    FileState.REFUSED: 0,
    FileState.CHECKED: 1,
    FileState.SET_ASIDE: 1,
    FileState.IMPORTING: 2,
    FileState.DONE: 3,
}
LISTED = frozenset({Came.NEW, Came.CHANGED, Came.NEWS})
DIDS = (Did.ADDED, Did.CORRECTED, Did.STRUCK, Did.KEPT, Did.UNCHANGED, Did.REFUSED)


@dataclass(frozen=True, slots=True)
class PeopleLine:
    """One count of patients with its words; `shows` when its children can be listed."""

    key: str
    label: str
    explained: str
    count: int
    shows: bool


@dataclass(frozen=True, slots=True)
class FactLine:
    """One kind of fact: its name, and how many were new, corrected and so on, in the order of `columns`."""

    label: str
    counts: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Left:
    """Something of the file that was not taken: what, why, how often, and where first."""

    what: str
    why: str
    count: int
    places: list[str]


def state_tag(file: RecordFile) -> tuple[str, str]:
    """The word and colour of a file's state."""
    word, colour = STATES[file.state]
    return str(word), colour


def format_words(file: RecordFile) -> str:
    """What kind of file it is."""
    return str(FORMATS.get(file.format, file.format))


def steps(file: RecordFile) -> list[tuple[str, str]]:
    """The three steps with the one the file is at."""
    now = _AT_STEP[FileState(file.state)]
    return [
        (str(label), "done" if at < now else "now" if at == now else "next")
        for at, label in enumerate(_STEPS)
    ]


def file_facts(file: RecordFile) -> list[tuple[str, str]]:
    """What the file is."""
    told = [(_("File"), file.file_name), (_("Kind"), format_words(file))]
    if file.records:
        told.append((_("Records in it"), str(file.records)))
    return told


def counts_of(file: RecordFile) -> Mapping[str, Any]:
    """Of the import when there is one, else of the dry run."""
    counts: Mapping[str, Any] = file.report or file.plan
    return counts


def people_lines(file: RecordFile, with_news: int) -> list[PeopleLine]:
    """Patients by what they led or would lead to; `with_news` counts known ones of whom an import told something."""
    patients = {**counts_of(file).get("patients", {}), Came.NEWS: with_news}
    listed = LISTED if file.state == FileState.DONE else frozenset()
    return [
        PeopleLine(came.value, str(CAME[came][0]), str(CAME[came][1]), patients[came], came in listed)
        for came in Came
        if patients.get(came)
    ]


@dataclass(frozen=True, slots=True)
class Choice:
    """Children not known here: whether they come in, as it stands when nobody chose, and what depends on it."""

    yes: str
    no: str
    takes_in: bool


def choice(file: RecordFile) -> Choice | None:
    """The choice before the import; None where every child is known."""
    counts = counts_of(file)
    count = counts.get("patients", {}).get(Came.NEW, 0)
    if not count:
        return None
    yes = ngettext(
        "Take in the %(count)s child who is not known here",
        "Take in the %(count)s children who are not known here",
        count,
    ) % {"count": count}
    left = ngettext(
        "Leave them out, with %(count)s fact or contact of theirs: the report lists them",
        "Leave them out, with %(count)s facts and contacts of theirs: the report lists them",
        counts.get("theirs", 0),
    ) % {"count": counts.get("theirs", 0)}
    return Choice(yes, left, takes_in_unasked(file.format))


def strangers(file: RecordFile) -> list[tuple[str, str]]:
    """Name and birth date, as the file tells them, of children who are not known here and did not come in."""
    if file.state == FileState.DONE and file.takes_in:
        return []
    told = counts_of(file).get("strangers", [])
    return [
        (name or _("No name told"), days.day(date.fromisoformat(born), clock.today()) if born else "")
        for name, born in told
    ]


def columns_of(file: RecordFile) -> list[tuple[str, str]]:
    """The columns that have a number in them, as key and heading."""
    rows = [*counts_of(file).get("facts", {}).values(), counts_of(file).get("contacts", {})]
    return [(did.value, str(DID[did])) for did in DIDS if any(row.get(did) for row in rows)]


def fact_lines(file: RecordFile) -> list[FactLine]:
    """Facts by kind, contacts last."""
    counts, columns = counts_of(file), columns_of(file)
    found = counts.get("facts", {})
    lines = [
        FactLine(str(words), [(heading, found[kind].get(did, 0)) for did, heading in columns])
        for kind, words in KINDS.items()
        if kind in found
    ]
    if near := counts.get("contacts"):
        lines.append(
            FactLine(
                _("People around the children"), [(heading, near.get(did, 0)) for did, heading in columns]
            )
        )
    return lines


def problems(file: RecordFile) -> list[Left]:
    """What was not taken and may need somebody, the most frequent first."""
    groups = [*file.problems, *counts_of(file).get("problems", [])]
    lines = [
        Left(_what(one), str(WHY.get(one["why"], one["why"])), one["count"], _readable(one["places"]))
        for one in groups
    ]
    return sorted(lines, key=lambda line: -line.count)


def skipped(file: RecordFile) -> list[Left]:
    """Records that are not kept here, counted."""
    return [
        Left(_type_words(what), str(WHY.get(why, why)), count, [])
        for what, why, count in sorted(file.skipped, key=lambda one: (one[1], -one[2]))
    ]


def _type_words(what: str) -> str:
    return f"{TYPES[what]} ({what})" if what in TYPES else what


def dropped_sentences(file: RecordFile) -> list[str]:
    """Numbers that never enter."""
    return [
        ngettext("%(count)s of %(kind)s", "%(count)s of %(kind)s", count)
        % {"count": count, "kind": DROPPED.get(kind, kind)}
        for kind, count in sorted(file.dropped.items())
    ]


def detail_words(detail: Mapping[str, Any]) -> list[str]:
    """What of a child was changed, kept, or looks like another one."""
    said = []
    for key, sentence in (("changed", _("Changed: %(fields)s")), ("kept", _("Your edit stands: %(fields)s"))):
        if detail.get(key):
            said.append(sentence % {"fields": ", ".join(field_words(name) for name in detail[key])})
    if detail.get("alike"):
        said.append(_("Looks like a child you have. The pair waits for you."))
    return said


def child_words(detail: Mapping[str, Any], told: Sequence[Mapping[str, Any]]) -> list[str]:
    """All that a file did to one child, in sentences."""
    return detail_words(detail) + _news_words(told)


def _news_words(details: Sequence[Mapping[str, Any]]) -> list[str]:
    """What a file told of a child, by kind: "Conditions: 1 new"."""
    told: dict[str, Counter[str]] = {}
    for detail in details:
        for kind, counted in detail["facts"].items():
            told.setdefault(kind, Counter()).update(counted)
    return [
        f"{words}: " + ", ".join(f"{told[kind][did]} {DID[did]}" for did in DIDS if told[kind][did])
        for kind, words in KINDS.items()
        if kind in told
    ]


def _what(one: Mapping[str, Any]) -> str:
    words = KINDS.get(one["resource"], one["resource"])
    return f"{words}: {one['detail']}" if one["detail"] else str(words)


def _readable(places: Sequence[str]) -> list[str]:
    return [place.removesuffix(".resource") for place in places]
