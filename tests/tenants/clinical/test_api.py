"""Clinical facts over the API: recorded, corrected, ended, struck out; the same rules as on the pages."""

from typing import Any

import pytest
from django.test import Client

from nestwork.practices.active import inside
from tenants.clinical.models import Condition, Medicine
from tenants.patients.models import Child
from tests.factories.clinical import ConditionFactory, MedicineFactory
from tests.factories.patients import ChildFactory
from tests.people import Cast, sign_in

SENT = {"effective_on": "2024-03-05", "source": "mother"}


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.coordinator, cast.blackstone)


@pytest.fixture
def child(cast: Cast) -> Child:
    with inside(cast.blackstone):
        return ChildFactory()


def facts(child: Child, *more: Any) -> str:
    return "/".join([f"/api/v1/children/{child.pk}/facts", *map(str, more), ""])


def post(client: Client, url: str, body: dict[str, Any], **headers: str) -> Any:
    return client.post(url, body, content_type="application/json", headers=headers)


def test_a_fact_is_recorded_once_under_its_key(desk: Client, cast: Cast, child: Child) -> None:
    body = {**SENT, "label": "behavioural", "about": {"text": "Anxiety", "code": "f411"}}
    first = post(desk, facts(child, "conditions"), body, **{"Idempotency-Key": "one"})
    again = post(desk, facts(child, "conditions"), body, **{"Idempotency-Key": "one"})

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    told = first.json()
    assert told["about"]["code"] == "F41.1"
    assert (told["label"], told["source"], told["recorded_by_id"]) == (
        "behavioural",
        "mother",
        str(cast.coordinator.pk),
    )
    with inside(cast.blackstone):
        assert Condition.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "body", "field"),
    [
        ("conditions", {**SENT, "about": {}}, "about.text"),
        ("conditions", {**SENT, "about": {"text": "x", "code": "nonsense"}}, "about.code"),
        ("conditions", {"about": {"text": "x"}, "source": "chart"}, "effective_on"),
        ("conditions", {**SENT, "label": "substance_use", "about": {"text": "x"}}, "label"),
        ("conditions", {**SENT, "effective_on": "2999-01-01", "about": {"text": "x"}}, "effective_on"),
        ("immunizations", {**SENT, "about": {"text": "MMR", "code": "abc"}}, "about.code"),
        ("allergies", {**SENT, "about": {"text": "Nuts", "severity": "awful"}}, "about.severity"),
        ("allergies", {**SENT, "about": {"text": "Nuts", "severity": "severe"}}, "reaction"),
        ("measurements", {**SENT, "about": {"text": "Weight", "code": "29463-7", "unit": "kg"}}, "about.value"),
        ("principal-diagnoses", {**SENT, "about": {"condition_id": "no"}}, "about.condition_id"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(
    desk: Client, cast: Cast, child: Child, kind: str, body: dict[str, Any], field: str
) -> None:
    answer = post(desk, facts(child, kind), body)
    assert answer.status_code == 400
    assert field in answer.json()["error"]["fields"]


def test_a_correction_is_a_new_row_and_the_second_comes_too_late(
    desk: Client, cast: Cast, child: Child
) -> None:
    with inside(cast.blackstone):
        row = MedicineFactory(child=child, text="Albuterol", dose="1 puff", reason="asthma")
    url = facts(child, "medicines", row.pk)
    body = {"because": "the new plan", "about": {"dose": "2 puffs", "reason": "wheezing"}}
    done = desk.patch(url, body, content_type="application/json")

    assert done.status_code == 200
    told = done.json()
    assert (told["about"]["dose"], told["about"]["reason"], told["about"]["text"]) == (
        "2 puffs", "wheezing", "Albuterol",
    )  # fmt: skip
    assert (told["replaces_id"], told["replaced_because"]) == (str(row.pk), "the new plan")
    assert desk.patch(url, body, content_type="application/json").status_code == 409
    assert desk.patch(url, {"about": {"dose": "3"}}, content_type="application/json").status_code == 400
    rows = desk.get(url).json()
    assert [one["id"] for one in rows] == [str(row.pk), told["id"]]


def test_a_fact_ends_and_another_is_struck_out(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        medicine, wrong = MedicineFactory(child=child), ConditionFactory(child=child)
    ended = post(desk, facts(child, "medicines", medicine.pk, "end"), {"ended_on": "2024-06-01"})
    assert (ended.status_code, ended.json()["ended_on"]) == (200, "2024-06-01")
    assert (
        post(
            desk, facts(child, "medicines", ended.json()["id"], "end"), {"ended_on": "2024-06-02"}
        ).status_code
        == 400
    )

    url = facts(child, "conditions", wrong.pk, "strike")
    assert post(desk, url, {}).status_code == 400
    assert post(desk, url, {"reason": "entered for the wrong child"}).json()["is_struck"] is True
    assert post(desk, url, {"reason": "again"}).status_code == 409
    assert desk.get(facts(child, "conditions")).json()["results"] == []
    with inside(cast.blackstone):
        assert Medicine.objects.count() == 2


def test_the_principal_diagnosis_is_named_over_the_api(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        mine, others = ConditionFactory(child=child, label="behavioural"), ConditionFactory()
    url = facts(child, "principal-diagnoses")
    foreign = post(desk, url, {**SENT, "about": {"condition_id": str(others.pk)}})
    assert foreign.status_code == 400

    named = post(desk, url, {**SENT, "about": {"condition_id": str(mine.pk)}})

    assert named.status_code == 201
    assert (named.json()["about"], named.json()["label"]) == ({"condition_id": str(mine.pk)}, "behavioural")


def test_nobody_writes_from_outside_or_without_the_right(cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        row = ConditionFactory(child=child)
    outsider = sign_in(Client(), cast.outsider, cast.harbor)
    partner = sign_in(Client(), cast.parent_partner, cast.blackstone)
    body = {**SENT, "about": {"text": "x"}}
    for url, sent in (
        (facts(child, "conditions"), body),
        (facts(child, "conditions", row.pk, "end"), {"ended_on": "2024-06-01"}),
        (facts(child, "conditions", row.pk, "strike"), {"reason": "x"}),
    ):
        assert post(outsider, url, sent).status_code == 404
        assert post(partner, url, sent).status_code == 403
    with inside(cast.blackstone):
        assert Condition.objects.count() == 1
