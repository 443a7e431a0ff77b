"""Words for kinds and outcomes of work."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.activity.rules import Kind, Outcome

KIND_LABELS = {
    Kind.CALL: _("Calls"),
    Kind.MESSAGE: _("Messages"),
    Kind.MEETING: _("Meetings"),
    Kind.REFERRAL: _("Referrals"),
    Kind.RECORDS: _("Records"),
    Kind.CARE_PLAN: _("Care plans"),
    Kind.PAPERWORK: _("Letters and forms"),
    Kind.OTHER: _("Other work"),
}

OUTCOME_LABELS = {
    Outcome.TALKED: _("Talked"),
    Outcome.LEFT_MESSAGE: _("Left message"),
    Outcome.NO_ANSWER: _("No answer"),
    Outcome.CALL_BACK: _("Call back"),
    Outcome.DONE: _("Done"),
}


# One piece of work, where KIND_LABELS names a heap of them.
ENTRY_LABELS = {
    Kind.CALL: pgettext_lazy("one piece of work", "Call"),
    Kind.MESSAGE: pgettext_lazy("one piece of work", "Message"),
    Kind.MEETING: pgettext_lazy("one piece of work", "Meeting"),
    Kind.REFERRAL: pgettext_lazy("one piece of work", "Referral"),
    Kind.RECORDS: pgettext_lazy("one piece of work", "Records"),
    Kind.CARE_PLAN: pgettext_lazy("one piece of work", "Care plan"),
    Kind.PAPERWORK: pgettext_lazy("one piece of work", "Letter or form"),
    Kind.OTHER: pgettext_lazy("one piece of work", "Other work"),
}


def entry_words(kind: str, outcome: str) -> str:
    """Call: talked. Work that was simply done is named alone."""
    label = str(ENTRY_LABELS[Kind(kind)])
    if outcome == Outcome.DONE:
        return label
    return f"{label}: {outcome_label(outcome).lower()}"


def kind_label(kind: str) -> str:
    """The kind's words."""
    return str(KIND_LABELS[Kind(kind)])


def outcome_label(outcome: str) -> str:
    """The outcome's words."""
    return str(OUTCOME_LABELS[Outcome(outcome)])
