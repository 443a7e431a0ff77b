"""The words of the physician's list."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nestwork.practices import clock
from network_resources.playbooks.selectors.practice import AdoptedMethod
from tenants.clinical.models import Condition
from tenants.registry.models import NeedLevel, Scoring
from tenants.registry.rules import Waiting, waiting
from tenants.registry.web import score_words

_TAGS = {Waiting.FRESH: "plain", Waiting.SOON: "soon", Waiting.LATE: "late"}


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposal with all a physician needs to answer it in one tap."""

    proposal: NeedLevel
    now: int | None
    by: str
    waits: str
    waits_tag: str
    total: Decimal | None
    most: Decimal | None
    band: str
    method: str
    inputs: list[score_words.Input]
    changed: list[score_words.Input]
    scored_before: bool
    diagnoses: list[Condition]
    failed: bool


@dataclass(frozen=True, slots=True)
class DecidedView:
    """A decision of today that may be taken back."""

    decision: NeedLevel
    words: str


def proposal_view(
    proposal: NeedLevel,
    *,
    now: int | None,
    people: Mapping[uuid.UUID, str],
    methods: Mapping[uuid.UUID, AdoptedMethod],
    before: Mapping[uuid.UUID, Scoring],
    diagnoses: list[Condition],
    failed: bool,
    late_after: int,
) -> ProposalView:
    """The words of one proposal."""
    scoring = proposal.scoring
    adopted = methods[scoring.version_id] if scoring else None
    days = (clock.today() - clock.local(proposal.recorded_at).date()).days
    earlier = before.get(scoring.id) if scoring else None
    inputs = score_words.inputs(adopted, scoring, earlier) if adopted and scoring else []
    return ProposalView(
        proposal=proposal,
        now=now,
        by=proposer_of(proposal, people),
        waits=waits(days),
        waits_tag=waits_tag(days, late_after),
        total=score_words.points(proposal.score) if proposal.score is not None else None,
        most=score_words.points(adopted.method.most_points) if adopted else None,
        band=score_words.band_of(adopted, scoring) if adopted and scoring else "",
        method=proposal.method_version,
        inputs=inputs,
        changed=[one for one in inputs if one.before],
        scored_before=earlier is not None,
        diagnoses=diagnoses,
        failed=failed,
    )


def proposer_of(proposal: NeedLevel, people: Mapping[uuid.UUID, str]) -> str:
    """Who proposes: a colleague, or another version of the method by the answers given before."""
    if proposal.proposed_by_id:
        return people.get(proposal.proposed_by_id, "")
    return _("the version now in use") if proposal.scoring and proposal.scoring.rescoring_id else ""


def waits_tag(days: int, late_after: int) -> str:
    """The colour of having waited so many days."""
    return _TAGS[waiting(days, late_after)]


def waits(days: int) -> str:
    """How long a proposal or a request has waited."""
    if days <= 0:
        return _("asked today")
    return ngettext("waits %(days)d day", "waits %(days)d days", days) % {"days": days}


def lead(count: int, oldest: dt.datetime | None) -> str:
    """One sentence on the list."""
    if not count:
        return _("A need level counts once a physician confirms it.")
    days = (clock.today() - clock.local(oldest).date()).days if oldest else 0
    words = ngettext("%(count)d waits for a physician.", "%(count)d wait for a physician.", count)
    return words % {"count": count} + (
        " " + _("The oldest %(waits)s.") % {"waits": waits(days)} if days else ""
    )


def decided_view(decision: NeedLevel) -> DecidedView:
    """What was decided, in a few words."""
    told = {"level": decision.level}
    said = (
        _("level %(level)d confirmed") if decision.decision == "confirmed" else _("level %(level)d declined")
    )
    return DecidedView(decision, said % told)
