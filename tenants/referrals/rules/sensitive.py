"""What a need tells about a family, as the label of the referral; and the needs asked for most. Plain Python.

The name of a shelter or of a clinic for substance use says as much as a diagnosis does.
"""

from collections.abc import Collection

from tenants.patients.rules import Sensitivity

LABELS = {
    "substance_use": Sensitivity.SUBSTANCE_USE,
    "safety": Sensitivity.CAREGIVER,  # violence at home, a shelter
    "immigration": Sensitivity.CAREGIVER,
    "behavioral_health": Sensitivity.BEHAVIOURAL,
}
_STRICTEST = (Sensitivity.SUBSTANCE_USE, Sensitivity.CAREGIVER, Sensitivity.BEHAVIOURAL)

EARLY_YEARS_MONTHS = 36  # Early Intervention ends on the third birthday (34 CFR 303.21)
_QUICK = ("food", "housing", "behavioral_health", "child_care", "family_support", "transport", "benefits")


def label_of(need: str, filed_under: Collection[str]) -> Sensitivity:
    """The label of a referral for this need to a service filed under these.

    The need decides where one is named; the service's own, where none is, or where it helps with nothing else.
    """
    named = {need} if need else set(filed_under)
    if filed_under and all(one in LABELS for one in filed_under):
        named |= set(filed_under)
    labels = {LABELS[one] for one in named if one in LABELS}
    return next((label for label in _STRICTEST if label in labels), Sensitivity.GENERAL)


def quick_needs(age_months: int) -> tuple[str, ...]:
    """The needs asked for most at this age, for one press: health, learning, child care, family, daily life."""
    learning = "early_intervention" if age_months < EARLY_YEARS_MONTHS else "special_education"
    school = () if age_months < EARLY_YEARS_MONTHS else ("school_support",)
    return (*_QUICK[:3], learning, *school, *_QUICK[3:])
