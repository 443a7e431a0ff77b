"""One thing of every kind that an address can name, made in Blackstone by the people of the cast."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from nestwork.practices import clock
from tests.factories.patients import (
    BlockFactory,
    BreakGlassFactory,
    ResidenceFactory,
    family_of,
)
from tests.leaks.addresses import Address
from tests.leaks.childless_things import Things, invitation_id, person_id, service_id, token_id
from tests.leaks.children import child
from tests.leaks.file_things import (
    file_id,
    match_id,
    merge_id,
    roster,
    row_id,
    upload_id,
    waiting_records,
)
from tests.network_resources.playbooks import things as standards
from tests.people import Cast, working_as


def _of_child(make: Callable[[Cast, Any, Any], UUID]) -> Callable[[Cast], Things]:
    """A thing that hangs on a child: both ids."""

    def made(cast: Cast) -> Things:
        one = child(cast)
        with working_as(cast.coordinator, cast.blackstone) as by:
            return {"child_id": one.pk, make.__name__: make(cast, one, by)}

    return made


def link_id(cast: Cast, one: Any, by: Any) -> UUID:
    return family_of(one).pk


def residence_id(cast: Cast, one: Any, by: Any) -> UUID:
    return ResidenceFactory(child=one).pk


def block_id(cast: Cast, one: Any, by: Any) -> UUID:
    return BlockFactory(child=one, person_id=cast.nurse.pk).pk


def consent_id(cast: Cast, one: Any, by: Any) -> UUID:
    from tenants.consent.services import record_consent

    return record_consent(
        child=one, by=by, kind="release", recipient_kind="school", recipient_name="School",
        signed_on=clock.today(), signed_by_name="A parent", purpose="School nurse", labels=["general"],
    ).pk  # fmt: skip


def appointment_id(cast: Cast, one: Any, by: Any) -> UUID:
    from tenants.schedule.services import add_appointment

    return add_appointment(
        child=one, by=by, starts_at=clock.now() + dt.timedelta(days=2), kind="well_visit"
    ).pk


def item_id(cast: Cast, one: Any, by: Any) -> UUID:
    from tenants.worklist.services import push

    return push(
        by=by, child=one, kind="follow_up", title="Ask about the note", due_on=clock.today(), source="test",
        owner_id=cast.coordinator.pk,
    ).pk  # fmt: skip


def entry_id(cast: Cast, one: Any, by: Any) -> UUID:
    from tenants.activity.services import log

    return log(by=by, child=one, kind="call", outcome="talked", minutes=None, note="All is well").pk


def opening_id(cast: Cast, one: Any, by: Any) -> UUID:
    return BreakGlassFactory(child=one, person_id=cast.nurse.pk).pk


def fact_id(cast: Cast) -> Things:
    """A condition of a child."""
    from tests.factories.clinical import ConditionFactory

    one = child(cast)
    with working_as(cast.coordinator, cast.blackstone):
        return {"child_id": one.pk, "kind": "conditions", "fact_id": ConditionFactory(child=one).pk}


def shift_id(cast: Cast) -> Things:
    """A shift on the on-call roster."""
    from tenants.schedule.services import add_shift

    with working_as(cast.physician, cast.blackstone) as by:
        start = clock.now() + dt.timedelta(days=1)
        shift = add_shift(
            by=by, person_id=by.person_id, starts_at=start, ends_at=start + dt.timedelta(hours=12)
        )
        return {"shift_id": shift.pk}


def job_id(cast: Cast) -> Things:
    """A job the coordinator started."""
    from nestwork.jobs.models import Job

    with working_as(cast.coordinator, cast.blackstone) as by:
        return {"job_id": Job.objects.create(kind="roster_import", started_by_id=by.person_id).pk}


def proposal_id(cast: Cast) -> Things:
    """A need level the coordinator proposed."""
    from tenants.registry.services import set_level

    one = child(cast)
    with working_as(cast.coordinator, cast.blackstone) as by:
        return {"proposal_id": set_level(child=one, by=by, level=3, reason="More hospital stays").pk}


def decision_id(cast: Cast) -> Things:
    """A need level the physician confirmed today."""
    from tenants.registry.models import NeedLevel
    from tenants.registry.services import confirm_level

    proposed = proposal_id(cast)["proposal_id"]
    with working_as(cast.physician, cast.blackstone) as by:
        return {"decision_id": confirm_level(proposal=NeedLevel.objects.get(pk=proposed), by=by).pk}


def request_id(cast: Cast) -> Things:
    """A question the coordinator put to the physician."""
    from tenants.registry.services import ask_physician_for

    one = child(cast)
    with working_as(cast.coordinator, cast.blackstone) as by:
        asked = ask_physician_for(child=one, by=by, asks=["diagnoses"], reason="Before the yearly review")
        return {"request_id": asked.pk}


def answer_id(cast: Cast) -> Things:
    """An answer the physician gave today."""
    from tenants.registry.models import PhysicianAnswer, PhysicianRequest
    from tenants.registry.rules import Tap
    from tenants.registry.services import answer_request

    asked = request_id(cast)["request_id"]
    with working_as(cast.physician, cast.blackstone) as by:
        request = PhysicianRequest.objects.get(pk=asked)
        answer_request(request=request, by=by, tap=Tap.DIAGNOSES_RIGHT)
        return {"answer_id": PhysicianAnswer.objects.get(request=request).pk}


def rescoring(cast: Cast) -> Things:
    """A version in use in Blackstone, by which stored answers are scored, and its job."""
    from network_resources.playbooks.services import adopt
    from tenants.registry.services import start_rescoring

    version = standards.version_id(cast)["version_id"]
    with working_as(cast.coordinator, cast.blackstone) as by:
        adopt(version_id=version, by=by)
        return {"version_id": version, "job_id": start_rescoring(by=by, version_id=version).pk}


def view_id(cast: Cast) -> Things:
    """A saved view of the coordinator."""
    from tenants.registry.services import save_view

    with working_as(cast.coordinator, cast.blackstone) as by:
        return {"view_id": save_view(by=by, name="Level three", filters={"level": "3"}).pk}


def act_id(cast: Cast) -> Things:
    """A bulk act of the coordinator."""
    from tenants.registry.services import put_on_call_list

    one = child(cast)
    with working_as(cast.coordinator, cast.blackstone) as by:
        return {"act_id": put_on_call_list(children=[one], by=by).pk}


def confidential_child(cast: Cast) -> Any:
    """A child whom nobody opens without a grant or breaking the glass."""
    from tenants.patients.services import set_confidential

    one = child(cast)
    with working_as(cast.physician, cast.blackstone) as by:
        return set_confidential(child=one, by=by, is_confidential=True, reason="The family asked for it")


def referral_id(cast: Cast) -> Things:
    """A referral of a child to a service of the directory."""
    from tenants.referrals.services import Order, start

    service, one = service_id(cast)["service_id"], child(cast)
    with working_as(cast.coordinator, cast.blackstone) as by:
        order = Order(service_id=UUID(str(service)), need="respite")
        return {"referral_id": start(child=one, by=by, order=order).referral.pk}


# The words of a path, and what makes the things they name. A new word without a maker fails the suite.
MAKERS: dict[frozenset[str], Callable[[Cast], Things]] = {
    frozenset(): lambda cast: {},
    frozenset({"child_id"}): lambda cast: {"child_id": child(cast).pk},
    frozenset({"child_id", "person_id"}): lambda cast: {
        "child_id": child(cast).pk,
        "person_id": cast.nurse.pk,
    },
    frozenset({"shift_id"}): shift_id,
    frozenset({"job_id"}): job_id,
    frozenset({"person_id"}): person_id,
    frozenset({"invitation_id"}): invitation_id,
    frozenset({"token_id"}): token_id,
    frozenset({"service_id"}): service_id,
    frozenset({"referral_id"}): referral_id,
    frozenset({"proposal_id"}): proposal_id,
    frozenset({"decision_id"}): decision_id,
    frozenset({"request_id"}): request_id,
    frozenset({"answer_id"}): answer_id,
    frozenset({"view_id"}): view_id,
    frozenset({"act_id"}): act_id,
    frozenset({"upload_id"}): upload_id,
    frozenset({"upload_id", "outcome"}): lambda cast: {**upload_id(cast), "outcome": "new"},
    frozenset({"file_id"}): file_id,
    frozenset({"file_id", "came"}): lambda cast: {**file_id(cast), "came": "new"},
    frozenset({"row_id"}): row_id,
    frozenset({"row_id", "field"}): lambda cast: {**row_id(cast), "field": "birth_date"},
    frozenset({"match_id"}): match_id,
    frozenset({"merge_id"}): merge_id,
    frozenset({"child_id", "kind", "fact_id"}): fact_id,
    frozenset({"version_id"}): standards.version_id,
    frozenset({"adoption_id"}): standards.adoption_id,
    frozenset({"child_id", "kind"}): lambda cast: {"child_id": child(cast).pk, "kind": "conditions"},
}

# Addresses of what every practice shares: the outsider reads it at home, and gets nothing at another one's door.
SHARED = {"directory_service", "api_directory_service"}
SHARED |= {"practice_standard", "adopt_standard", "api_standard", "api_adopt_standard"}

# Addresses that want a thing of a particular sort.
SPECIAL: dict[str, Callable[[Cast], Things]] = {
    "records_of_job": lambda cast: {"job_id": waiting_records(cast).job_id},
    "rescoring": lambda cast: {"version_id": rescoring(cast)["version_id"]},
    "api_rescoring": lambda cast: {"version_id": rescoring(cast)["version_id"]},
    "rescoring_of_job": lambda cast: {"job_id": rescoring(cast)["job_id"]},
    "roster_of_job": lambda cast: {"job_id": roster(cast).job_id},
    "api_break_glass": lambda cast: {"child_id": confidential_child(cast).pk},
}
for _make in (link_id, residence_id, block_id, consent_id, appointment_id, item_id, entry_id, opening_id):
    _word, _maker = _make.__name__, _of_child(_make)
    MAKERS[frozenset({"child_id", _word})] = _maker
    MAKERS[frozenset({_word})] = lambda cast, maker=_maker, word=_word: {word: maker(cast)[word]}


def things_for(address: Address, cast: Cast) -> Things:
    """Make what the address names; a word that nobody here can make fails the suite."""
    make = SPECIAL.get(address.name) or MAKERS.get(frozenset(address.words))
    assert make is not None, f"{address.pattern}: say in tests/leaks/things.py how to make what it names"
    return make(cast)
