"""Actions and pages of the audit in words. Rooms add theirs when the program starts."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Word = str | Promise

_actions: dict[str, Word] = {
    "view": _("Opened"),
    "start job": _("Started a job"),
    "end job": _("A job ended"),
    "cancel job": _("Cancelled a job"),
    "export audit": _("Exported the audit"),
}
_subjects: dict[str, Word] = {"audit": _("The audit"), "job": _("A job")}


def register(
    *, actions: Mapping[str, Word] | None = None, subjects: Mapping[str, Word] | None = None
) -> None:
    """Add words for the actions and the pages of a room."""
    _actions.update(actions or {})
    _subjects.update(subjects or {})


def action_word(action: str) -> str:
    """The action in words; the action itself where no room gave any."""
    return str(_actions.get(action, action.replace("_", " ")))


def subject_word(subject: str) -> str:
    """The page or kind of record in words."""
    return str(_subjects.get(subject, subject.replace("_", " ")))


def action_choices() -> list[tuple[str, str]]:
    """Every action with words, by its words."""
    return sorted(((action, str(word)) for action, word in _actions.items()), key=lambda pair: pair[1])
