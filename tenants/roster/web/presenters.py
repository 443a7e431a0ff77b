"""From rows to what a page shows: words, colours, counts."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nestwork.access.readers import Reader
from nestwork.uploads.words import fault_words
from tenants.patients.models import Child
from tenants.patients.selectors import children_visible_to
from tenants.roster.models import QuarantinedRow, Upload
from tenants.roster.rules.fields import Field
from tenants.roster.rules.problems import Reason
from tenants.roster.rules.states import Outcome, UploadState
from tenants.roster.web.comparing import code_words
from tenants.roster.wording import (
    EXPLAINED,
    IDENTIFIERS,
    OUTCOMES,
    REASONS,
    STATES,
    VERDICTS,
    field_words,
)

# The order in which counts are shown: first what somebody has to do something about.
SHOWN_COUNTS = (
    Outcome.NEW.value,
    Outcome.CHANGED.value,
    "alike",
    Outcome.QUARANTINED.value,
    "partly",
    "kept",
    Outcome.BACK.value,
    Outcome.LEFT.value,
    Outcome.DROPPED.value,
    Outcome.UNCHANGED.value,
)
_STEPS = (
    (UploadState.WAITING, gettext_lazy("Send the file")),
    (UploadState.COLUMNS, gettext_lazy("Name the columns")),
    (UploadState.CHECKED, gettext_lazy("Look at the dry run")),
    (UploadState.DONE, gettext_lazy("Import")),
)
_AT_STEP = {
    UploadState.WAITING: 0,
    UploadState.REFUSED: 0,
    UploadState.COLUMNS: 1,
    UploadState.CHECKING: 1,
    UploadState.CHECKED: 2,
    UploadState.SET_ASIDE: 2,
    UploadState.IMPORTING: 3,
    UploadState.DONE: 4,
}


@dataclass(frozen=True, slots=True)
class CountView:
    """One count with its words and its first rows."""

    key: str
    label: str
    count: int
    explained: str
    rows: list[dict[str, Any]] = field(default_factory=list)


def state_tag(upload: Upload) -> tuple[str, str]:
    """The word and colour of a file's state."""
    word, colour = STATES[upload.state]
    return str(word), colour


def steps(upload: Upload) -> list[tuple[str, str]]:
    """The four steps with the one the file is at."""
    now = _AT_STEP[UploadState(upload.state)]
    return [
        (str(label), "done" if at < now else "now" if at == now else "next")
        for at, (_state, label) in enumerate(_STEPS)
    ]


def refused(upload: Upload) -> str:
    """Why and where the file was refused."""
    line = upload.fault.get("line")
    words = fault_words(upload.fault["fault"])
    if line:
        return _("Line %(line)s: %(reason)s") % {"line": line, "reason": words}
    return words


def file_facts(upload: Upload) -> list[tuple[str, str]]:
    """How the file was read."""
    facts = upload.facts
    told = [(_("File"), upload.file_name), (_("Rows"), str(upload.rows))]
    if facts.get("kind") == "csv":
        delimiters = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar")}
        letters = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252"}
        told += [
            (_("Letters"), letters.get(facts["encoding"], facts["encoding"].upper())),
            (_("Cells parted by"), delimiters[facts["delimiter"]]),
        ]
    elif facts.get("sheet"):
        told.append((_("Sheet"), facts["sheet"]))
    return told


def dropped_sentences(upload: Upload) -> list[str]:
    """What was left out of the file: kinds, headings and counts."""
    told = [
        _("%(kind)s: %(count)s left out (column “%(column)s”)")
        % {"kind": IDENTIFIERS[one["kind"]], "count": one["values"], "column": one["column"]}
        for one in upload.dropped
    ]
    later = upload.plan.get("dropped", {})
    told += [
        _("%(kind)s: %(count)s left out of other columns") % {"kind": IDENTIFIERS[kind], "count": count}
        for kind, count in sorted(later.items())
    ]
    return told


def count_views(
    counts: Mapping[str, int], first: Mapping[str, list[dict[str, Any]]], reader: Reader
) -> list[CountView]:
    """Counts in the order of `SHOWN_COUNTS`, with first rows in words; no row of a child the reader may not open."""
    known = _names_of(_ids(first), reader)
    return [
        CountView(
            key,
            str(OUTCOMES[key]),
            counts[key],
            str(EXPLAINED[key]),
            [
                _row_view(row, known)
                for row in first.get(key, [])
                if not row["child"] or row["child"] in known
            ],
        )
        for key in SHOWN_COUNTS
        if counts.get(key)
    ]


def _ids(first: Mapping[str, list[dict[str, Any]]]) -> set[str]:
    rows = [row for shown_rows in first.values() for row in shown_rows]
    ids = {one["child"] for row in rows for one in row["alike"]} | {row["child"] for row in rows}
    return {one for one in ids if one and not one.startswith("row ")}


def _names_of(ids: Iterable[str], reader: Reader) -> dict[str, Child]:
    """Children by id, only those the reader may open."""
    found = children_visible_to(reader).filter(head_id__in=[uuid.UUID(one) for one in ids])
    return {str(child.pk): child for child in found}


def _row_view(row: dict[str, Any], known: Mapping[str, Child]) -> dict[str, Any]:
    return {
        **row,
        "on_record": known.get(row["child"]),
        "changes": [(field_words(name), value) for name, value in row["changes"]],
        "kept": [(field_words(name), in_file, here) for name, in_file, here in row["kept"]],
        "problems": [problem_view(problem) for problem in row["problems"]],
        "alike": [_alike_view(one, known) for one in row["alike"] if _may_show(one, known)],
    }


def _may_show(one: dict[str, Any], known: Mapping[str, Child]) -> bool:
    """A child on record only where the reader may open it: even the likeness would tell that it is here."""
    return one["child"].startswith("row ") or one["child"] in known


def _alike_view(one: dict[str, Any], known: Mapping[str, Child]) -> dict[str, Any]:
    word, colour = VERDICTS[one["verdict"]]
    in_file = one["child"].removeprefix("row ") if one["child"].startswith("row ") else ""
    return {
        "child": known.get(one["child"]),
        "in_file": in_file,
        "word": word,
        "colour": colour,
        "twins": one["twins"],
    }


def problem_view(problem: Mapping[str, str]) -> dict[str, str]:
    """One wrong value in words: field, what stood there, what is wrong, what to do."""
    what, instead = REASONS[problem["reason"]]
    return {
        "field": problem["field"],
        "label": field_words(problem["field"]) if problem["field"] else _("The row"),
        "value": problem["value"],
        "what": str(what),
        "instead": problem["detail"]
        if problem["reason"] == "not_saved" and problem["detail"]
        else str(instead),
    }


def leaving_children(upload: Upload, reader: Reader) -> list[Child]:
    """The first children that would leave, those the reader may open."""
    ids = [uuid.UUID(one) for one in upload.plan.get("leaving", {}).get("children", [])]
    return list(children_visible_to(reader).filter(pk__in=ids).order_by("family_name", "given_name"))


def day_first_rows(upload: Upload) -> int:
    """How many of the shown rows suggest that day and month stand the other way round in this file."""
    rows = upload.plan.get("first", {}).get(Outcome.QUARANTINED, [])
    return sum(any(problem["reason"] == Reason.DAY_FIRST for problem in row["problems"]) for row in rows)


def detail_words(detail: Mapping[str, Any]) -> list[str]:
    """What a row changed, kept, left out or still waits for, in words."""
    said = []
    for key, sentence in (
        ("changed", _("Changed: %(fields)s")),
        ("kept", _("Your edit stands: %(fields)s")),
        ("waiting", _("Waits to be mended: %(fields)s")),
    ):
        if detail.get(key):
            said.append(sentence % {"fields": ", ".join(field_words(name) for name in detail[key])})
    return said


def row_title(row: QuarantinedRow) -> str:
    """The name that stands on a quarantined row, or its number."""
    written = {**row.written, **row.mended}
    name = f"{written.get('given_name', '')} {written.get('family_name', '')}".strip()
    return name or written.get("full_name", "") or _("Row %(number)s") % {"number": row.row_number}


def field_choices() -> list[tuple[str, str | Promise]]:
    """Every field a column may fill."""
    return [("", gettext_lazy("Leave out")), *((name.value, field_words(name)) for name in Field)]


def word_choices(name: Field, table: Mapping[str, Any], value: str) -> list[tuple[str, str]]:
    """Known words of a field; what the file wrote comes first and says that it is not one of them."""
    known = [(code, code_words(name, code)) for code in table]
    told = (
        [(value, _("%(value)s (as in the file)") % {"value": value})] if value and value not in table else []
    )
    return [("", _("Not said")), *told, *known]
