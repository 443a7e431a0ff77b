"""Consent decides what may leave, never who may see."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from nestwork.access.readers import Reader
from nestwork.practices.active import inside
from tenants.consent import rules, selectors, services
from tenants.consent.models import Consent, Disclosure
from tenants.consent.rules import ConsentKind, RecipientKind, Standing
from tenants.consent.services import MayNotLeaveError
from tenants.patients.models import Child
from tenants.patients.rules import Sensitivity
from tests.factories.patients import ChildFactory, family_of
from tests.people import Cast, reader_for, sign_in

SIGNED = date(2026, 1, 5)


# plain rules


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


# verbs


@pytest.fixture
def nurse(cast: Cast) -> Reader:
    return reader_for(cast.nurse, cast.blackstone)


@pytest.fixture
def administrator(cast: Cast) -> Reader:
    return reader_for(cast.administrator, cast.blackstone)


@pytest.fixture
def practice(cast: Cast, nurse: Reader, administrator: Reader) -> Iterator[None]:
    with inside(cast.blackstone):
        yield


@pytest.fixture
def child(practice: None) -> Child:
    return ChildFactory()


def signed(child: Child, by: Reader, **fields: object) -> Consent:
    form = {
        "kind": "release",
        "recipient_kind": "school",
        "recipient_name": "Slater Park Preschool",
        "labels": ["general"],
        "signed_on": SIGNED,
        "signed_by_name": "A parent",
        **fields,
    }
    return services.record_consent(by=by, child=child, **form)  # type: ignore[arg-type]  # the test says which


def may(child: Child, *labels: str, to: str = "school", day: date | None = None) -> bool:
    return selectors.may_disclose(child, recipient_kind=to, labels=labels, day=day)


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
        services.record_disclosure(by=nurse, child=child, **form)  # type: ignore[arg-type]
    assert not Disclosure.objects.exists()

    consent = signed(child, nurse)
    row = services.record_disclosure(by=nurse, child=child, consent=consent, **form)  # type: ignore[arg-type]

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
        services.record_disclosure(by=nurse, child=child, **form)  # type: ignore[arg-type]

    row = services.record_disclosure(by=nurse, child=child, notice_included=True, **form)  # type: ignore[arg-type]

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


# pages and API


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def amara(cast: Cast) -> Child:
    with inside(cast.blackstone):
        return ChildFactory()


def test_a_consent_is_kept_shown_used_and_taken_back_on_pages(desk: Client, cast: Cast, amara: Child) -> None:
    with inside(cast.blackstone):
        mother = family_of(amara, name="Guerda Baptiste").contact
    url = f"/children/{amara.pk}/consent/"
    form = {
        "kind": "release",
        "recipient_kind": "school",
        "recipient_name": "Slater Park Preschool",
        "labels": ["general"],
        "signed_by": str(mother.pk),
        "signed_on": "2026-01-05",
    }
    left = {"basis": "consent", "recipient_kind": "school", "recipient_name": "School", "what": "Form", "labels": ["general"]}  # fmt: skip
    assert desk.post(f"{url}left/", left).status_code == 422
    assert desk.post(f"{url}new/", {**form, "labels": []}).status_code == 422
    assert desk.post(f"{url}new/", form).status_code == 302
    page = desk.get(url).content.decode()
    assert "Guerda Baptiste" in page
    assert "In force" in page

    assert desk.post(f"{url}left/", left).status_code == 302
    with inside(cast.blackstone):
        consent = Consent.objects.get()
    assert desk.get(f"{url}{consent.pk}/withdraw/").status_code == 200
    assert desk.post(f"{url}{consent.pk}/withdraw/", {}).status_code == 302
    assert "Taken back" in desk.get(url).content.decode()
    assert desk.post(f"{url}left/", left).status_code == 422


def test_consent_over_the_api(desk: Client, cast: Cast, amara: Child) -> None:
    url = f"/api/v1/children/{amara.pk}"
    body = {
        "kind": "release",
        "recipient_kind": "school",
        "labels": ["general"],
        "signed_by_name": "A parent",
        "signed_on": "2026-01-05",
    }
    left = {"basis": "consent", "recipient_kind": "school", "recipient_name": "School", "what": "Form", "labels": ["general"]}  # fmt: skip
    refused = desk.post(f"{url}/disclosures/", left, content_type="application/json")
    assert set(refused.json()["error"]["fields"]) == {"labels"}

    made = desk.post(f"{url}/consents/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    assert desk.post(f"{url}/disclosures/", left, content_type="application/json").status_code == 201
    withdrawn = desk.post(
        f"{url}/consents/{made.json()['id']}/withdraw/", {}, content_type="application/json"
    )

    assert withdrawn.json()["withdrawn_on"] is not None
    assert [row["id"] for row in desk.get(f"{url}/consents/").json()] == [made.json()["id"]]
    assert len(desk.get(f"{url}/disclosures/").json()["results"]) == 1


def test_the_outsider_finds_no_consent(cast: Cast, amara: Child) -> None:
    outside = sign_in(Client(), cast.outsider, cast.harbor)

    assert outside.get(f"/children/{amara.pk}/consent/").status_code == 404
    assert outside.get(f"/api/v1/children/{amara.pk}/consents/").status_code == 404
