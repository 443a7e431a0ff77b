"""Words and colours of referrals."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nestwork.practices import clock
from nestwork.web import days
from network_resources.community.words import need_name
from tenants.referrals import words
from tenants.referrals.models import Referral, ReferralStep
from tenants.referrals.rules.answers import Evidence
from tenants.referrals.rules.stages import ENDED, Outcome, Stage, Urgency
from tenants.referrals.selectors import Standing

type Tag = tuple[str, str, str]  # kind, words, icon


@dataclass(frozen=True, slots=True)
class CardView:
    """One referral as a card or a row."""

    now: Standing
    url: str
    to: str
    need: str
    lane: str
    stage: str
    next_step: str
    due: str
    tags: list[Tag]


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the history."""

    step: ReferralStep
    what: str
    evidence: str
    by: str
    more: list[str]
    is_undone: bool


def card(now: Standing) -> CardView:
    """A referral with its lane, its one next step and the day."""
    referral, step = now.referral, now.step
    names = dict.fromkeys((referral.service_name, referral.organization))
    due = days.day(now.due_on, clock.today()) if now.due_on else ""
    return CardView(
        now=now,
        url=reverse("referral", args=[referral.pk]),
        to=", ".join(name for name in names if name),
        need=need_name(referral.need) if referral.need else "",
        lane=str(words.LANE[now.lane]) if now.lane else "",
        stage=words.stage_said(step.stage, step.outcome, step.books),
        next_step=str(words.NEXT[now.next_step]) if now.next_step else "",
        due=due,
        tags=_tags(now),
    )


def _tags(now: Standing) -> list[Tag]:
    found: list[Tag] = []
    if now.is_late and now.due_on:
        found.append(("late", days.lateness(now.due_on, clock.today()), "triangle-alert"))
    elif now.due_on == clock.today():
        found.append(("soon", _("Today"), "clock"))
    if now.is_open and now.referral.urgency == Urgency.URGENT:
        found.append(("strong", _("Urgent"), ""))
    if now.step.stage == Stage.BOOKED and now.step.appointment_on:
        found.append(("ok", days.day(now.step.appointment_on, clock.today()), "calendar"))
    elif now.step.stage == Stage.COULD_NOT_GO:
        found.append(("info", words.reason_said(now.step.reason), ""))
    elif now.is_open and now.step.outcome == Outcome.WAITING_LIST:
        found.append(("info", _("Waiting list"), ""))
    if now.due_on and not found:
        found.append(("plain", days.day(now.due_on, clock.today()), ""))
    return found[:3]


def history(steps: list[ReferralStep], people: Mapping[uuid.UUID, str]) -> list[StepLine]:
    """The steps as they came, the latest first."""
    return [_line(step, people) for step in reversed(steps)]


def _line(step: ReferralStep, people: Mapping[uuid.UUID, str]) -> StepLine:
    more = [words.reason_said(step.reason)] if step.reason else []
    if step.appointment_on and step.stage == Stage.BOOKED:
        more.append(_("Appointment %(day)s") % {"day": days.day(step.appointment_on, clock.today())})
    if step.left_house and step.undoes_id is None:
        more.append(_("The service was told; it stands under disclosures"))
    if step.note and step.undoes_id is None:
        more.append(step.note)
    what = words.stage_said(step.stage, step.outcome, step.books)
    if step.undoes_id is not None:
        what = _("Taken back. It stands as before: %(stage)s") % {"stage": what}
    said = f"{words.EVIDENCE[Evidence(step.evidence)]} {step.said_by}" if step.said_by else ""
    by = people.get(step.recorded_by_id, "") if step.recorded_by_id else ""
    return StepLine(
        step=step,
        what=what,
        evidence="" if step.undoes_id or step.evidence == Evidence.ORDER else said,
        by=by,
        more=more,
        is_undone=hasattr(step, "undone_by"),
    )


def started(now: Standing, others: list[Referral]) -> str:
    """What the start did, what it did not do, and what comes next."""
    said = _("Referral started: %(to)s. Nothing has left the practice. Next: %(next)s, by %(day)s.") % {
        "to": now.referral.service_name,
        "next": words.NEXT[now.next_step] if now.next_step else "",
        "day": days.day(now.due_on, clock.today()) if now.due_on else "",
    }
    if others:
        said += " " + _("There is one open for the same need: %(other)s.") % {"other": others[0].service_name}
    return said


def stepped(now: Standing) -> str:
    """Where the referral stands after a step."""
    stage = words.stage_said(now.step.stage, now.step.outcome, now.step.books)
    who = now.child.display_name
    if now.next_step is None or now.due_on is None:
        return _("%(who)s: %(stage)s.") % {"who": who, "stage": stage}
    return _("%(who)s: %(stage)s. Next: %(next)s, by %(day)s.") % {
        "who": who,
        "stage": stage,
        "next": words.NEXT[now.next_step],
        "day": days.day(now.due_on, clock.today()),
    }


def undo_url(step: ReferralStep) -> str:
    """Where Undo posts to."""
    return f"{reverse('referral_undo', args=[step.referral_id])}?number={step.number}"


def lead(total: int, late: int) -> str:
    """One sentence on how the loops stand."""
    opened = ngettext("%(n)d open", "%(n)d open", total) % {"n": total}
    if late:
        opened = _("%(open)s, %(late)d late") % {"open": opened, "late": late}
    return _("%(open)s. A referral closes only when somebody said what came of it.") % {"open": opened}


@dataclass(frozen=True, slots=True)
class Figures:
    """The four figures above the board."""

    ended: int
    helped: int
    late: int
    oldest_days: int
    could_not_go: int


def figures(ended: list[ReferralStep], dues: list[dt.date], could_not_go: int) -> Figures:
    """Counted from the rows of the page itself."""
    today = clock.today()
    late = [(today - due).days for due in dues if due < today]
    tried = [step for step in ended if step.stage in ENDED and step.stage != Stage.CANCELLED]
    return Figures(
        ended=len(tried),
        helped=sum(step.outcome == Outcome.GOT_HELP for step in tried),
        late=len(late),
        oldest_days=max(late, default=0),
        could_not_go=could_not_go,
    )
