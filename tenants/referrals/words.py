"""Words of referrals; both doors, Today and the child's page say the same."""

from django.utils.translation import gettext_lazy as _

from tenants.referrals.rules.answers import Answer, Evidence
from tenants.referrals.rules.stages import Books, CancelReason, CannotGo, Lane, NextStep, Outcome, Stage

LANE = {
    Lane.TO_SEND: _("To send"),
    Lane.SENT: _("Sent, no date yet"),
    Lane.DATE_SET: _("Date set"),
    Lane.SEEN: _("Seen, no answer yet"),
    Lane.TELL_FAMILY: _("Answer in, tell family"),
}
LANE_RULE = {
    Lane.TO_SEND: _("Ask the family what may be shared, then make the contact."),
    Lane.SENT: _("The service or the family has it. Ask how it went."),
    Lane.DATE_SET: _("Remind the family, sort out the ride. Ask after the day."),
    Lane.SEEN: _("They went. Ask what came of it."),
    Lane.TELL_FAMILY: _("The service answered. Tell the family, then close."),
}
STAGE = {
    Stage.ORDERED: _("Ordered"),
    Stage.TO_SEND: _("Family agreed, we make the contact"),
    Stage.SENT: _("The service has it"),
    Stage.BOOKED: _("Date set"),
    Stage.SEEN: _("Went, more to come"),
    Stage.REPORT_IN: _("The service answered"),
    Stage.READ: _("Read by the physician"),
    Stage.FAMILY_TOLD: _("Family told"),
    Stage.CLOSED: _("Closed"),
    Stage.DECLINED: _("Family does not want it"),
    Stage.UNREACHABLE: _("Family not reached"),
    Stage.COULD_NOT_GO: _("Could not go"),
    Stage.CANCELLED: _("Cancelled"),
}
OUTCOME = {
    Outcome.GOT_HELP: _("got help"),
    Outcome.WAITING_LIST: _("on the waiting list"),
    Outcome.COULD_NOT_GO: _("could not go"),
    Outcome.NOT_HELPFUL: _("not helpful"),
    Outcome.NOT_TAKEN: _("the service could not take them"),
}
NEXT = {
    NextStep.ASK_FAMILY: _("Ask the family"),
    NextStep.CONTACT_SERVICE: _("Contact the service"),
    NextStep.ASK_HOW_IT_WENT: _("Ask how it went"),
    NextStep.ASK_WAITING: _("Ask about the waiting list"),
    NextStep.ASK_AFTER_DATE: _("Ask how the visit went"),
    NextStep.ASK_OUTCOME: _("Ask what came of it"),
    NextStep.HELP_GO: _("Help with what stood in the way"),
    NextStep.TELL_FAMILY: _("Tell the family"),
}
WHAT_TO_DO = {
    NextStep.ASK_FAMILY: _("Ask whether they want this, what may be shared, and who makes the contact."),
    NextStep.CONTACT_SERVICE: _("The family agreed. Share only what the consent allows."),
    NextStep.ASK_HOW_IT_WENT: _("Ask the family whether they reached the service and what came of it."),
    NextStep.ASK_WAITING: _("Ask where they stand, and whether something else would help meanwhile."),
    NextStep.ASK_AFTER_DATE: _("The day is over: ask how it went."),
    NextStep.ASK_OUTCOME: _("They went once. Ask whether it helps."),
    NextStep.HELP_GO: _("Find a way with the family: a ride, another hour, an interpreter."),
    NextStep.TELL_FAMILY: _("Tell the family what the service said and what comes next."),
}
ANSWER = {
    Answer.FAMILY_CALLS: _("Yes, they make the contact"),
    Answer.WE_CALL: _("Yes, we make the contact"),
    Answer.DECLINED: _("They do not want it"),
    Answer.CONTACTED: _("The service has it"),
    Answer.DATE_SET: _("They have a date"),
    Answer.NOT_TAKEN: _("The service cannot take them"),
    Answer.GOT_HELP: _("They got help"),
    Answer.WENT: _("They went, more to come"),
    Answer.WAITING_LIST: _("On the waiting list"),
    Answer.COULD_NOT_GO: _("They could not go"),
    Answer.NOT_HELPFUL: _("It was not helpful"),
    Answer.STOPPED: _("They stop trying"),
    Answer.TOLD: _("The family knows"),
    Answer.UNREACHABLE: _("Not reached, letter sent"),
}
CANNOT_GO = {
    CannotGo.RIDE: _("No ride"),
    CannotGo.WORK: _("Work"),
    CannotGo.COST: _("Cost"),
    CannotGo.LANGUAGE: _("Language"),
    CannotGo.CHILD_CARE: _("Nobody for the other children"),
    CannotGo.HOURS: _("Opening hours"),
    CannotGo.FEAR: _("Fear"),
    CannotGo.DID_NOT_KNOW: _("Did not know about it"),
    CannotGo.ILLNESS: _("Illness"),
    CannotGo.OTHER: _("Something else"),
}
CANCEL = {
    CancelReason.NOT_NEEDED: _("Not needed any more"),
    CancelReason.OTHER_HELP: _("The family found other help"),
    CancelReason.WRONG_SERVICE: _("The wrong service"),
    CancelReason.MISTAKE: _("Started by mistake"),
    CancelReason.CHILD_DIED: _("The child has died"),
}
EVIDENCE = {
    Evidence.ORDER: _("by"),
    Evidence.FAMILY_SAID: _("said by"),
    Evidence.SERVICE_SAID: _("said by the service:"),
    Evidence.LETTER: _("letter sent to"),
}
BOOKS = {Books.FAMILY: _("The family makes the contact"), Books.PRACTICE: _("We make the contact")}
REFUSAL = {
    "not_offered": _("Choose one of the answers."),
    "no_day": _("Say on which day the date is."),
    "day_before": _("The date lies before the day this was said. Choose a later day."),
    "no_reason": _("Say why they could not go."),
    "no_source": _("Say who told you."),
    "no_consent": _(
        "Not saved: no consent in force lets this go to the service. Record the family's consent first, or let them"
        " make the contact."
    ),
    "no_notice": _("Facts about substance use leave with the notice only. Tick that it went along."),
    "few_attempts": _(
        "Call more often first: a letter ends the referral only after calls that reached nobody."
    ),
    "future": _("The day is still to come. Choose today or an earlier day."),
    "before_last": _("The day lies before the last step. Choose a later day."),
}
UNDO_REFUSAL = {
    "not_last": _("Not undone: a newer step was taken. Record what is right as the next step."),
    "already": _("This was taken back already."),
    "not_yours": _("Not undone: only the person who recorded it can take it back."),
    "too_late": _("Not undone: its day is over. Record what is right as the next step."),
    "left_house": _("Not undone: the service has been told. Record what is right as the next step."),
    "worked_on": _("Not undone: somebody has worked on the next step."),
    "child_has_died": _("A death is recorded for this child. Nothing is planned any more."),
}


def next_said(key: str) -> str:
    """The next step in words; the bare key for one this version does not know."""
    return str(NEXT[NextStep(key)]) if key in set(NextStep) else key


def item_said(key: str) -> str:
    """The title of the item that asks for a next step, where it stands among other work."""
    return str(_("Referral: %(step)s")) % {"step": next_said(key)}


def stage_said(stage: str, outcome: str = "", books: str = "") -> str:
    """Where a referral stands, in words."""
    if stage == Stage.SENT and outcome == Outcome.WAITING_LIST:
        return str(_("On the waiting list"))
    if stage == Stage.SENT and books == Books.FAMILY:
        return str(_("The family makes the contact"))
    if stage == Stage.CLOSED and outcome:
        return str(_("Closed: %(outcome)s")) % {"outcome": OUTCOME[Outcome(outcome)]}
    return str(STAGE[Stage(stage)])


def reason_said(reason: str) -> str:
    """The reason of a step in words; empty for none."""
    if reason in set(CannotGo):
        return str(CANNOT_GO[CannotGo(reason)])
    return str(CANCEL[CancelReason(reason)]) if reason in set(CancelReason) else reason
