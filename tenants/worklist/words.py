"""Words for kinds and steps of due work."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from tenants.worklist.rules import Kind

KIND_LABELS = {
    Kind.NEEDED_CONTACT: _("Needed contact"),
    Kind.PRE_VISIT_CALL: _("Pre-visit call"),
    Kind.AFTER_VISIT_CALL: _("After-visit call"),
    Kind.HOSPITAL_CALL: _("Hospital call"),
    Kind.CALL_BACK: _("Call back"),
    Kind.FOLLOW_UP: _("Follow-up"),
    Kind.TELL_FAMILY: _("Tell the family"),
    Kind.CONFIRM_LEVEL: _("Confirm a need level"),
    Kind.ANSWER_REQUEST: _("Question to the physician"),
    Kind.MATCH_REVIEW: _("Same child twice?"),
    Kind.DESK_TASK: _("Desk work"),
    Kind.REFERRAL_STEP: _("Referral"),
}


def kind_label(kind: str) -> str:
    """The kind's words; the bare value for a kind this version does not know."""
    return str(KIND_LABELS.get(Kind(kind), kind)) if kind in Kind else kind


_TITLES = {Kind.CONFIRM_LEVEL: _("Confirm need level %(title)s")}
_told: dict[str, Callable[[str], str]] = {}


def register_titles(kind: Kind, words: Callable[[str], str]) -> None:
    """Name who says the titles of a kind whose items carry a key instead of typed words: a room above this one."""
    _told[kind] = words


def item_title(kind: str, title: str) -> str:
    """What the item asks for: the words somebody typed, else the kind's own, in the reader's language."""
    if kind in _told:
        return _told[kind](title)
    if kind in _TITLES:
        return str(_TITLES[Kind(kind)]) % {"title": title}
    return title or kind_label(kind)
