"""Signatures are recorded, end and are taken back; what may not leave is not recorded as left."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nestwork.access.readers import Reader
from tenants.consent import selectors, services
from tenants.consent.models import Consent, Disclosure
from tenants.consent.services import MayNotLeaveError
from tenants.patients.models import Child
from tests.factories.patients import family_of
from tests.people import Cast
from tests.tenants.consent.signatures import SIGNED, may, signed


def test_a_signature_lets_facts_leave_from_its_day_until_it_is_taken_back(
    nurse: Reader, child: Child
) -> None:
    consent = signed(child, nurse)
    taken_back = SIGNED + timedelta(days=10)

    services.withdraw_consent(consent=consent, by=nurse, from_day=taken_back)

    assert not may(child, "general", day=SIGNED - timedelta(days=1))
    assert may(child, "general", day=SIGNED)
    assert may(child, "general", day=taken_back - timedelta(days=1))
    assert not may(child, "general", day=taken_back)
    with pytest.raises(ValidationError):
        services.withdraw_consent(consent=consent, by=nurse)


def test_a_signature_ends_on_its_day(nurse: Reader, child: Child) -> None:
    signed(child, nurse, ends_on=SIGNED + timedelta(days=1))

    assert may(child, "general", day=SIGNED + timedelta(days=1))
    assert not may(child, "general", day=SIGNED + timedelta(days=2))


def test_every_label_must_be_covered_and_no_label_at_all_is_refused(nurse: Reader, child: Child) -> None:
    signed(child, nurse)

    assert may(child, "general")
    assert not may(child, "general", "behavioural")
    assert not may(child)


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("labels", {"labels": []}),
        ("labels", {"labels": ["child_protection"]}),
        ("labels", {"labels": ["psychotherapy_notes", "general"]}),
        ("labels", {"kind": "psychotherapy", "labels": ["psychotherapy_notes", "general"]}),
        ("labels", {"kind": "part_2_treatment", "labels": ["substance_use", "general"]}),
        ("signed_on", {"signed_on": date(2999, 1, 1)}),
        ("ends_on", {"ends_on": SIGNED - timedelta(days=1)}),
        ("signed_by", {"signed_by_name": ""}),
    ],
)
def test_what_no_paper_can_say_is_refused(
    nurse: Reader, child: Child, field: str, fields: dict[str, object]
) -> None:
    with pytest.raises(ValidationError) as refusal:
        signed(child, nurse, **fields)

    assert set(refusal.value.message_dict) == {field}
    assert not Consent.objects.exists()


def test_only_who_may_decide_signs(nurse: Reader, child: Child) -> None:
    mother = family_of(child)
    other = family_of(child)
    type(other).objects.filter(pk=other.pk).update(may_decide=False)

    assert signed(child, nurse, signed_by=mother.contact, signed_by_name="").signed_by == mother.contact
    with pytest.raises(ValidationError):
        signed(child, nurse, signed_by=other.contact, signed_by_name="")


def test_an_administrator_records_no_consent(administrator: Reader, child: Child) -> None:
    with pytest.raises(PermissionDenied):
        signed(child, administrator)


def test_what_may_not_leave_is_not_recorded_as_left(nurse: Reader, child: Child) -> None:
    form = {"recipient_kind": "school", "recipient_name": "School", "what": "Form", "labels": ["general"]}
    with pytest.raises(MayNotLeaveError):
        services.record_disclosure(by=nurse, child=child, **form)
    assert not Disclosure.objects.exists()

    consent = signed(child, nurse)
    row = services.record_disclosure(by=nurse, child=child, consent=consent, **form)

    assert list(selectors.disclosures_of(child, nurse)) == [row]


def test_substance_use_facts_leave_with_the_notice_only(cast: Cast, nurse: Reader, child: Child) -> None:
    signed(child, nurse, kind="part_2_treatment", recipient_kind="health_care", labels=["substance_use"])
    form = {
        "recipient_kind": "health_care",
        "recipient_name": "Clinic",
        "what": "Summary",
        "labels": ["general", "substance_use"],
    }
    with pytest.raises(ValidationError):
        services.record_disclosure(by=nurse, child=child, **form)

    row = services.record_disclosure(by=nurse, child=child, notice_included=True, **form)

    assert row.label == "substance_use"  # the list is read by those who may read the facts


def test_a_report_required_by_law_needs_no_consent(nurse: Reader, child: Child) -> None:
    row = services.record_disclosure(
        by=nurse,
        child=child,
        basis="required_by_law",
        recipient_kind="child_welfare",
        recipient_name="Hotline",
        what="Report",
        labels=["child_protection"],
    )

    assert row.basis == "required_by_law"
