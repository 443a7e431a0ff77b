"""Plain rules of consent: what may leave the practice, to whom, under which paper."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from tenants.patients.rules import Sensitivity


class ConsentKind(StrEnum):
    """What a signature allows."""

    RELEASE = "release"  # HIPAA authorisation: named facts to a named recipient
    CARE_COORDINATION = "care_coordination"  # the practice may speak with the child's team
    PART_2_TREATMENT = "part_2_treatment"  # one consent for all future treatment, payment and operations
    PART_2_LEGAL = "part_2_legal"  # use in a legal proceeding; never joined with another consent
    PSYCHOTHERAPY = "psychotherapy"  # psychotherapy notes; never joined with another consent
    SCHOOL = "school"  # both directions under FERPA
    MESSAGES = "messages"  # text messages and e-mail to the family


class RecipientKind(StrEnum):
    """Who would receive it."""

    HEALTH_CARE = "health_care"  # treats the child
    PAYER = "payer"
    SCHOOL = "school"
    EARLY_INTERVENTION = "early_intervention"
    COMMUNITY = "community"
    CHILD_WELFARE = "child_welfare"
    FAMILY = "family"
    COURT = "court"


class DisclosureBasis(StrEnum):
    """Why something was allowed to leave."""

    CONSENT = "consent"
    TREATMENT = "treatment"  # 45 CFR 164.506(c)
    REQUIRED_BY_LAW = "required_by_law"  # 45 CFR 164.512(a), child abuse reports
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Standing:
    """A consent in force: what the rules below need of it."""

    kind: str
    recipient_kind: str
    labels: frozenset[str]


_S = Sensitivity
# Facts that go to whoever treats the child, or to its own family, without a signature.
_FREE_FOR_TREATMENT = frozenset({_S.GENERAL, _S.BEHAVIOURAL, _S.REPRODUCTIVE, _S.HIV, _S.GENETIC})
_KINDS_FOR: dict[Sensitivity, frozenset[ConsentKind]] = {
    _S.SUBSTANCE_USE: frozenset({ConsentKind.PART_2_TREATMENT}),
    _S.PSYCHOTHERAPY_NOTES: frozenset({ConsentKind.PSYCHOTHERAPY}),
    _S.EDUCATION_RECORD: frozenset({ConsentKind.RELEASE, ConsentKind.SCHOOL}),
}
_ORDINARY = frozenset({ConsentKind.RELEASE, ConsentKind.CARE_COORDINATION, ConsentKind.SCHOOL})
# Kinds a law forbids to join with any other purpose (42 CFR 2.31(d), 45 CFR 164.508(b)(3)(ii)).
ALONE = frozenset({ConsentKind.PART_2_LEGAL, ConsentKind.PSYCHOTHERAPY})


def may_leave(label: str, recipient: str, consents: Collection[Standing]) -> bool:
    """Whether one label of facts may go to one kind of recipient under the consents in force."""
    fact = Sensitivity(label)
    to = RecipientKind(recipient)
    if fact is _S.CHILD_PROTECTION:  # never in a family print; never on a consent form
        return to is RecipientKind.CHILD_WELFARE
    if to is RecipientKind.COURT:
        wanted = {ConsentKind.PART_2_LEGAL} if fact is _S.SUBSTANCE_USE else {ConsentKind.RELEASE}
        return _covered(fact, to, wanted, consents)
    if to is RecipientKind.HEALTH_CARE and fact in _FREE_FOR_TREATMENT:
        return True
    if to is RecipientKind.FAMILY and fact is _S.GENERAL:
        return True
    return _covered(fact, to, _KINDS_FOR.get(fact, _ORDINARY), consents)


def _covered(
    fact: Sensitivity,
    to: RecipientKind,
    kinds: Iterable[ConsentKind],
    consents: Collection[Standing],
) -> bool:
    wanted = set(kinds)
    return any(
        consent.kind in wanted and consent.recipient_kind == to and fact in consent.labels
        for consent in consents
    )


def refuses(kind: str, labels: Collection[str]) -> str:
    """Why a consent of this kind cannot carry these labels, as a key for the words; empty when it can."""
    if kind == ConsentKind.PSYCHOTHERAPY and set(labels) != {_S.PSYCHOTHERAPY_NOTES}:
        return "psychotherapy_alone"
    if kind in {ConsentKind.PART_2_LEGAL, ConsentKind.PART_2_TREATMENT} and set(labels) != {_S.SUBSTANCE_USE}:
        return "part_2_alone"
    if kind not in ALONE and _S.PSYCHOTHERAPY_NOTES in labels:
        return "psychotherapy_alone"
    if _S.CHILD_PROTECTION in labels:
        return "child_protection_never"
    return ""
