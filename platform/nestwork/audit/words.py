"""Actions, pages and purposes of the audit in words. Each room writes its own in `audit_words.py`."""

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
_purposes: dict[str, Word] = {
    "audit review": _("audit review"),
    "export": _("export"),
}
_read_rooms: list[bool] = []


def register(
    *,
    actions: Mapping[str, Word] | None = None,
    subjects: Mapping[str, Word] | None = None,
    purposes: Mapping[str, Word] | None = None,
) -> None:
    """Add words for the actions, for the pages and kinds of record, and for the purposes of a room."""
    _actions.update(actions or {})
    _subjects.update(subjects or {})
    _purposes.update(purposes or {})


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


def purpose_word(purpose: str) -> str:
    """The purpose a page or task names, in the reader's language; what a person typed as a reason stays as it is."""
    _read()
    return str(_purposes.get(purpose, purpose))


def action_choices() -> list[tuple[str, str]]:
    """Every action with words, by its words."""
    return sorted(((action, str(word)) for action, word in action_words().items()), key=lambda pair: pair[1])


def _read() -> None:
    if not _read_rooms:
        _read_rooms.append(True)
        autodiscover_modules("audit_words")
