"""Releases in words, the same on pages and over the API."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network_resources.guard import Finding, Sign
from reporting.disclosure.models import FigureRelease, ReleasedCell
from reporting.disclosure.rules.protection import Status
from reporting.disclosure.rules.states import Failure, State, Step
from reporting.measures.words import quarter_name

STATES: dict[str, str | Promise] = {
    State.COMPUTING: gettext_lazy("Being protected"),
    State.READY: gettext_lazy("Waits for approval"),
    State.APPROVED: gettext_lazy("Released"),
    State.REJECTED: gettext_lazy("Rejected"),
    State.FAILED: gettext_lazy("Came to nothing"),
}
TONES = {
    State.COMPUTING: "info",
    State.READY: "soon",
    State.APPROVED: "ok",
    State.REJECTED: "plain",
    State.FAILED: "plain",
}
STEPS: dict[str, str | Promise] = {
    Step.REQUESTED: gettext_lazy("started it"),
    Step.PROTECTED: gettext_lazy("had the table protected"),
    Step.FAILED: gettext_lazy("got no table"),
    Step.APPROVED: gettext_lazy("approved it: it left"),
    Step.REJECTED: gettext_lazy("rejected it"),
}
FAILURES: dict[str, str | Promise] = {
    Failure.NOBODY_COUNTED: gettext_lazy(
        "No practice had counted this quarter, so there was nothing to protect. Nothing was kept. Start it again once"
        " practices have counted."
    ),
    Failure.STOPPED: gettext_lazy("The work was stopped before the table was whole. Nothing was kept."),
    Failure.FAULT: gettext_lazy(
        "The work met a fault before the table was whole. Nothing was kept. Start it again."
    ),
}
SIGNS: dict[str, str | Promise] = {
    Sign.DAY: gettext_lazy("“%(words)s” looks like a day."),
    Sign.PHONE: gettext_lazy("“%(words)s” looks like a telephone number."),
    Sign.RECORD: gettext_lazy("“%(words)s” looks like a record number."),
    Sign.MAIL: gettext_lazy("“%(words)s” is an e-mail address."),
    Sign.NAMED_AGE: gettext_lazy("“%(words)s” looks like a name with an age."),
}


def status_word(status: str) -> str:
    """The one word of a cell without a number."""
    return _("hidden") if status == Status.HIDDEN else _("not counted")


def cell_word(cell: ReleasedCell) -> str:
    """The number of a shown cell; the one word of any other, whatever is behind it."""
    return status_word(cell.status) if cell.value is None else str(cell.value)


def taken(standing: FigureRelease) -> str:
    """Why a second release of the same figure is refused."""
    when = quarter_name(standing.quarter)
    if standing.state == State.APPROVED:
        return _(
            "This figure was released for %(quarter)s. A second release of it is refused: two tables side"
            " by side could give hidden numbers away, and the check of releases against each other is not built yet."
        ) % {"quarter": when}
    return _(
        "A release of this figure for %(quarter)s is under way. Approve or reject that one before another is started."
    ) % {"quarter": when}


def not_closed() -> str:
    """Why a running quarter is refused."""
    return _(
        "This quarter is not over in every practice yet. Choose one that has ended; nothing was started."
    )


def decided(standing: FigureRelease) -> str:
    """What somebody is told who came too late."""
    words = {"who": standing.decided_by_name}
    if standing.state == State.APPROVED:
        return _("%(who)s has approved this release already. Nothing was changed by you.") % words
    if standing.state == State.REJECTED:
        return _("%(who)s has rejected this release already. Nothing was changed by you.") % words
    return _("There is no protected table to decide on. Nothing was changed.")


def guarded(finding: Finding) -> str:
    """Why a reason is refused."""
    sign = str(SIGNS[finding.sign]) % {"words": finding.words}
    return _("%(sign)s Nothing about a child or a family may stand here.") % {"sign": sign}
