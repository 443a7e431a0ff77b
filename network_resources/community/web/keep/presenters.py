"""From rows to what the steward's pages show: words, colours, counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nestwork.uploads.words import fault_words
from network_resources.community import wording
from network_resources.community.models import DirectoryChange, DirectoryQuarantine, DirectoryUpload
from network_resources.community.rules.problems import Reason
from network_resources.community.rules.profiles.again import open_tables
from network_resources.community.rules.states import UploadState

COUNTED = ("new", "changed", "withdrawn", "waiting", "values_waiting", "left_out", "unchanged")
_STEPS: tuple[str | Promise, ...] = (
    gettext_lazy("Send the file"),
    gettext_lazy("Name the columns"),
    gettext_lazy("Look at what it would do"),
    gettext_lazy("Import"),
)
_AT_STEP = {
    UploadState.WAITING: 0,
    UploadState.REFUSED: 0,
    UploadState.PROFILE: 1,
    UploadState.PREVIEW: 2,
    UploadState.CANCELLED: 2,
    UploadState.IMPORTING: 3,
    UploadState.DONE: 4,
}
_TITLES = ("name", "number", "address_1", "url", "document", "description", "code")


@dataclass(frozen=True, slots=True)
class TableCount:
    """One table's line of a preview or report."""

    table: str
    words: str
    counts: list[tuple[str, int]]  # word and number, only those that are not zero


def state_tag(upload: DirectoryUpload) -> tuple[str, str]:
    """The word and colour of a file's state."""
    word, colour = wording.UPLOAD_STATES[upload.state]
    return str(word), colour


def status_tag(status: str) -> tuple[str, str]:
    """The word and colour of a service's status."""
    word, colour = wording.STATUSES[status]
    return str(word), colour


def steps(upload: DirectoryUpload, state: UploadState | None = None) -> list[tuple[str, str]]:
    """The four steps with the one the file is at, or the one of the state that a page leads back to."""
    now = _AT_STEP[state or UploadState(upload.state)]
    return [
        (str(label), "done" if at < now else "now" if at == now else "next")
        for at, label in enumerate(_STEPS)
    ]


def may_name_columns(upload: DirectoryUpload) -> bool:
    """Whether the file has columns that a person names, and nobody imports it yet."""
    before = upload.profile.content if upload.profile else {}
    waits = upload.state in (UploadState.PROFILE, UploadState.PREVIEW)
    return waits and bool(open_tables(upload.facts.get("tables", ()), before))


def refused(upload: DirectoryUpload) -> str:
    """Why and where the file was refused."""
    words, line = fault_words(upload.fault["fault"]), upload.fault.get("line")
    return _("Line %(line)s: %(reason)s") % {"line": line, "reason": words} if line else words


def counts(report: Mapping[str, Any]) -> list[TableCount]:
    """What happened or would happen, table by table."""
    told = report.get("counts", {})
    return [
        TableCount(
            table,
            str(words),
            [(str(wording.COUNTS[act]), told[table][act]) for act in COUNTED if told[table].get(act)],
        )
        for table, words in wording.TABLES.items()
        if table in told
    ]


def reasons(report: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Why rows and values wait, the most frequent first."""
    found = []
    for path, times in report.get("reasons", {}).items():
        place, _colon, reason = path.rpartition(":")
        table, _dot, field = place.partition(".")
        place_words = f"{wording.TABLES[table]}, {wording.field_words(field)}"
        found.append((f"{place_words}: {wording.REASONS[reason]}", times))
    return sorted(found, key=lambda one: -one[1])


def without_status(report: Mapping[str, Any]) -> int:
    """How many services have no status."""
    return int(report.get("reasons", {}).get(f"service.status:{Reason.MISSING}", 0))


def notes(upload: DirectoryUpload) -> list[str]:
    """What was passed over."""
    told = [
        str(wording.NOTES[one["note"]]) % {"detail": one["detail"] or _("the file")}
        for one in upload.facts.get("notes", [])
    ]
    unread = [table["file"] for table in upload.facts.get("tables", []) if not table["read"]]
    told += [_("Not read, as nobody said what its columns hold: %(file)s") % {"file": one} for one in unread]
    unknown = upload.facts.get("unknown", {})
    if unknown:
        listed = ", ".join(f"{name} ({times})" for name, times in unknown.items())
        told.append(_("Not part of the standard, left out: %(fields)s") % {"fields": listed})
    return told


def row_title(row: DirectoryQuarantine) -> str:
    """What a waiting row is called: what the source calls it, else its table."""
    told = {**row.written, **row.mended}
    name = next((told[field] for field in _TITLES if told.get(field)), "")
    table = str(wording.TABLES[row.table])
    return f"{table}: {name[:80]}" if name else table


def where(row: DirectoryQuarantine) -> str:
    """Where in which file a row stands."""
    told = {"source": row.source.name, "file": row.file_name, "line": row.line}
    if row.file_name:
        return _("%(source)s, %(file)s, line %(line)s") % told
    return _("%(source)s, entry %(line)s") % told


def problem_view(problem: Mapping[str, str]) -> dict[str, str]:
    """A problem for the page."""
    return {
        "field": problem["field"],
        "label": wording.field_words(problem["field"]),
        "value": problem["detail"],
        "what": str(wording.REASONS[problem["reason"]]),
    }


def change_view(change: DirectoryChange) -> dict[str, Any]:
    """A line of history."""
    return {
        "at": change.at,
        "act": wording.ACTS[change.act],
        "table": wording.TABLES[change.table],
        "field": wording.field_words(change.field) if change.field else "",
        "old": "" if change.old is None else str(change.old),
        "new": "" if change.new is None else str(change.new),
        "by": change.by_name,
        "source": change.source.name if change.source else "",
    }
