"""What may leave the practice, as plain rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.consent import rules
from tenants.consent.rules import ConsentKind, RecipientKind, Standing
from tenants.patients.rules import Sensitivity


@pytest.mark.parametrize(
    ("label", "recipient", "leaves"),
    [
        ("general", "health_care", True),
        ("behavioural", "health_care", True),
        ("substance_use", "health_care", False),
        ("psychotherapy_notes", "health_care", False),
        ("adolescent_confidential", "health_care", False),
        ("education_record", "health_care", False),
        ("early_intervention", "health_care", False),
        ("general", "family", True),
        ("adolescent_confidential", "family", False),
        ("reproductive", "family", False),
        ("child_protection", "family", False),
        ("child_protection", "child_welfare", True),
        ("general", "school", False),
        ("general", "payer", False),
        ("general", "court", False),
    ],
)
def test_without_a_signature(label: str, recipient: str, leaves: bool) -> None:
    assert rules.may_leave(label, recipient, []) is leaves


@pytest.mark.parametrize(
    ("kind", "recipient", "label", "leaves"),
    [
        ("release", "school", "general", True),
        ("release", "community", "general", True),
        ("part_2_treatment", "health_care", "substance_use", True),
        ("release", "health_care", "substance_use", False),
        ("part_2_treatment", "court", "substance_use", False),
        ("part_2_legal", "court", "substance_use", True),
        ("part_2_legal", "health_care", "substance_use", False),
        ("psychotherapy", "health_care", "psychotherapy_notes", True),
        ("release", "health_care", "psychotherapy_notes", False),
        ("release", "family", "child_protection", False),
        ("care_coordination", "health_care", "education_record", False),
        ("school", "school", "education_record", True),
        ("messages", "school", "general", False),
    ],
)
def test_under_a_signature(kind: str, recipient: str, label: str, leaves: bool) -> None:
    standing = Standing(kind, recipient, frozenset({label}))

    assert rules.may_leave(label, recipient, [standing]) is leaves


@given(
    st.sampled_from(list(Sensitivity)),
    st.sampled_from(list(RecipientKind)),
    st.sampled_from(list(ConsentKind)),
)
def test_a_signature_never_reaches_beyond_its_recipient_and_labels(
    label: Sensitivity, recipient: RecipientKind, kind: ConsentKind
) -> None:
    others = [
        Standing(kind, other, frozenset({label})) for other in RecipientKind if other is not recipient
    ] + [Standing(kind, recipient, frozenset(set(Sensitivity) - {label}))]

    assert rules.may_leave(label, recipient, others) is rules.may_leave(label, recipient, [])
