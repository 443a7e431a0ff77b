"""Words for kinds and outcomes of work."""

from django.utils.translation import gettext_lazy as _

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


def kind_label(kind: str) -> str:
    """The kind's words."""
    return str(KIND_LABELS[Kind(kind)])


def outcome_label(outcome: str) -> str:
    """The outcome's words."""
    return str(OUTCOME_LABELS[Outcome(outcome)])
