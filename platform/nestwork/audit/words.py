"""Actions and pages of the audit in words. Each room writes its own in `audit_words.py`."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

type Word = str | Promise

_actions: dict[str, Word] = {
    "view": _("Opened"),
    "start job": _("Started a job"),
    "end job": _("A job ended"),
    "cancel job": _("Cancelled a job"),
    "export audit": _("Exported the audit"),
}
_subjects: dict[str, Word] = {
    "audit": _("The audit"),
    "audit search": _("Search for a child in the audit"),
    "job": _("A job"),
}
_read_rooms: list[bool] = []


def register(
    *, actions: Mapping[str, Word] | None = None, subjects: Mapping[str, Word] | None = None
) -> None:
    """Add words for the actions, and for the pages and kinds of record, of a room."""
    _actions.update(actions or {})
    _subjects.update(subjects or {})


def action_words() -> Mapping[str, Word]:
    """Every action with its words; reads each room's audit_words.py once."""
    _read()
    return _actions


def subject_words() -> Mapping[str, Word]:
    """Every page and kind of record with its words."""
    _read()
    return _subjects


def action_word(action: str) -> str:
    """The action in words; the action itself where no room gave any."""
    return str(action_words().get(action, action.replace("_", " ")))


def subject_word(subject: str) -> str:
    """The page or kind of record in words; an address of the API has those of its page."""
    page = subject.removeprefix("api.")
    return str(subject_words().get(page, page.replace("_", " ")))


def action_choices() -> list[tuple[str, str]]:
    """Every action with words, by its words."""
    return sorted(((action, str(word)) for action, word in action_words().items()), key=lambda pair: pair[1])


def _read() -> None:
    if not _read_rooms:
        _read_rooms.append(True)
        autodiscover_modules("audit_words")
