"""What changed between two versions, in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nestwork.web.languages import own_name
from network_resources.playbooks.rules.comparison import Change

WORDS: dict[str, Promise] = {
    "title": gettext_lazy("The title was changed"),
    "about": gettext_lazy("The description was changed"),
    "notes": gettext_lazy("The note for everybody was changed"),
    "axis_added": gettext_lazy("New axis “%(last)s”"),
    "axis_removed": gettext_lazy("The axis “%(last)s” is gone"),
    "axis_order": gettext_lazy("The axes stand in another order"),
    "axis_title": gettext_lazy("The axis “%(last)s” has another title"),
    "axis_help": gettext_lazy("“%(last)s”: the explanation was changed"),
    "look_back": gettext_lazy("“%(last)s”: how many months it looks back"),
    "choice_added": gettext_lazy("“%(first)s”: new choice “%(last)s” with %(now)s points"),
    "choice_removed": gettext_lazy("“%(first)s”: the choice “%(last)s” (%(was)s points) is gone"),
    "choice_order": gettext_lazy("“%(last)s”: the choices stand in another order"),
    "choice_text": gettext_lazy("“%(first)s”: the choice “%(last)s” has another text"),
    "choice_points": gettext_lazy("“%(first)s”: the points of “%(last)s”"),
    "band_added": gettext_lazy("New band “%(last)s” (%(now)s)"),
    "band_removed": gettext_lazy("The band “%(last)s” (%(was)s) is gone"),
    "band_order": gettext_lazy("The bands stand in another order"),
    "band_title": gettext_lazy("The band “%(last)s” has another name"),
    "band_range": gettext_lazy("The totals of the band “%(last)s”"),
    "band_level": gettext_lazy("The need level of the band “%(last)s”"),
    "raise_added_at_least": gettext_lazy("New: at least %(was)s points in “%(last)s” give at least level %(now)s"),
    "raise_added_at_most": gettext_lazy("New: at most %(was)s points in “%(last)s” give at least level %(now)s"),
    "raise_added_equals": gettext_lazy("New: exactly %(was)s points in “%(last)s” give at least level %(now)s"),
    "raise_removed_at_least": gettext_lazy("Gone: at least %(was)s points in “%(last)s” gave at least level %(now)s"),
    "raise_removed_at_most": gettext_lazy("Gone: at most %(was)s points in “%(last)s” gave at least level %(now)s"),
    "raise_removed_equals": gettext_lazy("Gone: exactly %(was)s points in “%(last)s” gave at least level %(now)s"),
}  # fmt: skip
SAID_WHOLE = ("_added", "_removed", "_order", "raise_added", "raise_removed")


@dataclass(frozen=True, slots=True)
class SaidChange:
    """A change in words; `was` and `now` are empty where the sentence already says everything."""

    words: str
    was: str
    now: str


def said(change: Change) -> SaidChange:
    """The change in the reader's language; texts of another language say which."""
    names = [name.said() or _("without a title") for name in change.names] or [""]
    values = {"first": names[0], "last": names[-1], "was": change.was or "?", "now": change.now or "?"}
    code = change.code if change.code in WORDS else "raise_added_at_least"
    words = str(WORDS[code]) % values
    if change.language and change.language != "en":
        words = f"{words} ({own_name(change.language)})"
    if code.endswith(SAID_WHOLE[:3]) or code.startswith(SAID_WHOLE[3:]):
        return SaidChange(words, "", "")
    return SaidChange(words, change.was or _("nothing"), change.now or _("nothing"))
