"""Another version comes into force: stored answers are scored by it, and physicians are asked, once."""

import copy
import datetime as dt
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nestwork.audit.models import AuditEvent
from nestwork.jobs import runner, sweeping
from nestwork.jobs.models import Job, JobState
from nestwork.practices import clock
from nestwork.practices.active import door, inside
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.rules.method import build_method
from network_resources.playbooks.rules.scoring import score
from network_resources.playbooks.selectors.practice import adoptions, method_of
from network_resources.playbooks.services import adopt, withdraw_adoption
from tenants.patients.models import Child
from tenants.registry import selectors, services
from tenants.registry.models import NeedLevel, Rescoring, Scoring
from tenants.registry.rules import Decision
from tenants.registry.services import rescoring
from tenants.worklist.models import Item
from tenants.worklist.rules import Kind
from tests.factories.patients import BlockFactory
from tests.factories.work import child_on_registry, okafor
from tests.network_resources.playbooks.stories import next_draft, published, second_version, seed_content
from tests.people import Cast, reader_for, token_for, working_as
from tests.tenants.registry.scoring_stories import FIVE, NINE, NOTHING, text_of

# Level 2 by version 1; an urgent social situation gives at least level 3 by version 2.
URGENT = {**NOTHING, "social": "urgent", "medical": "one_stable"}


@pytest.fixture
def second(cast: Cast, index: PlaybookVersion) -> PlaybookVersion:
    """Version 2, published; Blackstone still uses version 1."""
    return second_version(cast, index)


@pytest.fixture
def children(cast: Cast, index: PlaybookVersion, second: PlaybookVersion) -> Iterator[dict[str, Child]]:
    """Inside Blackstone: one child whose level version 2 changes, and two whose it does not."""
    with inside(cast.blackstone):
        made = {}
        for name, answers in (("urgent", URGENT), ("five", FIVE), ("nine", NINE)):
            made[name] = child_on_registry(1, primary_clinician_id=cast.physician.pk)
            services.score_child(
                child=made[name], by=okafor(), version_id=index.pk, answers=answers, reason="yearly review",
                effective_on=clock.today() - dt.timedelta(days=40),
            )  # fmt: skip
        made["never"] = child_on_registry(2)
        yield made


def adopted(cast: Cast, version: PlaybookVersion, on: dt.date | None = None) -> Job:
    """Blackstone takes the version into use; the job that this starts."""
    with door(), working_as(cast.coordinator, cast.blackstone) as by:
        adopt(version_id=version.pk, effective_on=on, by=by)
    with inside(cast.blackstone):
        return Job.objects.get(pk=Rescoring.objects.latest("started_at").job_id)


def proposals() -> list[NeedLevel]:
    return list(selectors.open_proposals(okafor()))


@pytest.mark.duty("3.A2")
def test_a_new_version_makes_one_proposal_for_each_child_it_changes_and_no_level(
    cast: Cast, children: dict[str, Child], second: PlaybookVersion
) -> None:
    before = selectors.levels_of([child.pk for child in children.values()])
    job = adopted(cast, second)
    runner.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.percent, job.message) == (JobState.DONE, 100, "")
    [row] = proposals()
    assert (row.child, row.level, row.decision) == (children["urgent"], 3, Decision.PROPOSED)
    assert row.reason.startswith("Version 2 of ")
    assert row.scoring is not None
    assert (row.scoring.version_id, row.scoring.answers) == (second.pk, URGENT)
    assert (row.proposed_by_id, row.recorded_by_id, row.confirmed_by_id) == (None, None, None)
    asked = Item.objects.open().get(kind=Kind.CONFIRM_LEVEL)
    assert (asked.source_id, asked.owner_id) == (row.id, cast.physician.pk)
    assert selectors.levels_of([child.pk for child in children.values()]) == before
    line = AuditEvent.objects.get(action="registry.level_proposed", child_id=children["urgent"].pk)
    assert (line.person_id, line.purpose) == (None, "rescoring")


def test_scoring_again_makes_nothing_new_even_after_a_refusal(
    cast: Cast, children: dict[str, Child], second: PlaybookVersion
) -> None:
    runner.run(adopted(cast, second).pk)
    rows = (NeedLevel.objects.count(), Scoring.objects.count())
    with door():
        by = reader_for(cast.coordinator, cast.blackstone)
    runner.run(services.start_rescoring(by=by, version_id=second.pk).pk)
    assert (NeedLevel.objects.count(), Scoring.objects.count()) == rows
    services.decline_level(proposal=proposals()[0], by=okafor(), reason="known and cared for")
    runner.run(services.start_rescoring(by=by, version_id=second.pk).pk)
    assert proposals() == []


def test_a_killed_worker_goes_on_from_its_batch(
    cast: Cast, children: dict[str, Child], second: PlaybookVersion, index: PlaybookVersion
) -> None:
    for _number in range(3):
        services.score_child(
            child=child_on_registry(), by=okafor(), version_id=index.pk, answers=URGENT, reason="first"
        )
    job = adopted(cast, second)
    seen = 0
    whole = rescoring.propose_anew

    def dies(*args: object) -> NeedLevel | None:
        nonlocal seen
        seen += 1
        if seen == 3:
            raise OperationalError("the server went away")
        return whole(*args)  # type: ignore[arg-type]  # as it was called

    with patch.object(rescoring, "BATCH", 1), patch.object(rescoring, "propose_anew", dies):
        runner.run(job.pk)
        job.refresh_from_db()
        assert job.state == JobState.RUNNING
        assert len(proposals()) == 2
        Job.objects.filter(pk=job.pk).update(claimed_until=clock.now() - dt.timedelta(seconds=1))
        runner.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert len({row.child_id for row in proposals()}) == len(proposals()) == 4


def test_a_cancelled_job_keeps_what_it_proposed(
    cast: Cast, children: dict[str, Child], second: PlaybookVersion
) -> None:
    job = adopted(cast, second)
    whole = rescoring.candidates

    def asked_to_stop(*args: object) -> list[Scoring]:
        Job.objects.filter(pk=job.pk).update(cancel_asked_at=clock.now())
        return whole(*args)  # type: ignore[arg-type]  # as it was called

    with patch.object(rescoring, "BATCH", 1), patch.object(rescoring, "candidates", asked_to_stop):
        runner.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.percent) == (JobState.CANCELLED, 25)


def test_a_version_from_a_day_to_come_waits_for_its_day(
    cast: Cast, children: dict[str, Child], second: PlaybookVersion
) -> None:
    later = clock.today() + dt.timedelta(days=3)
    job = adopted(cast, second, on=later)
    assert (job.started_by_id, job.purpose) == (None, "rescoring")
    assert clock.local(job.not_before) == dt.datetime.combine(later, dt.time.min, cast.blackstone.zone)
    assert str(job.pk) not in sweeping.sweep_practice()
    runner.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.WAITING

    with patch.object(clock, "now", return_value=job.not_before + dt.timedelta(minutes=1)):
        Job.objects.filter(pk=job.pk).update(not_before=job.created_at - dt.timedelta(minutes=5))
        assert str(job.pk) in sweeping.sweep_practice()
        runner.run(job.pk)
        assert [row.child for row in proposals()] == [children["urgent"]]


def test_a_plan_taken_back_scores_nothing(
    cast: Cast, children: dict[str, Child], second: PlaybookVersion
) -> None:
    job = adopted(cast, second, on=clock.today() + dt.timedelta(days=1))
    with door(), working_as(cast.coordinator, cast.blackstone) as by:
        withdraw_adoption(adoption_id=adoptions()[0].pk, by=by)
    with inside(cast.blackstone):
        Job.objects.filter(pk=job.pk).update(not_before=clock.now() - dt.timedelta(seconds=1))
        runner.run(job.pk)
        job.refresh_from_db()
        assert "Another version is in use by now." in job.message
        assert proposals() == []


def test_answers_that_do_not_fit_need_new_scoring(
    cast: Cast, children: dict[str, Child], index: PlaybookVersion
) -> None:
    content = copy.deepcopy(index.content)
    content["axes"][4]["choices"][-1]["key"] = "unsafe_now"  # the urgent child's answer is gone
    content["raises"] = [{"axis": "medical", "operator": "at_least", "points": 0, "need_level": 4}]
    with door():
        third = published(cast, next_draft(cast, index, content))
    runner.run(adopted(cast, third).pk)
    assert {row.child for row in proposals()} == {children["five"], children["nine"]}
    assert set(selectors.needs_new_scoring(okafor())) == {children["urgent"], children["never"]}


def test_the_practice_sees_its_own_exact_numbers(
    coordinator: Client, physician: Client, client: Client, cast: Cast, children: dict[str, Child],
    second: PlaybookVersion,
) -> None:  # fmt: skip
    runner.run(adopted(cast, second).pk)
    with door():
        standards = text_of(coordinator.get("/standards/").content)
        assert "1 level proposed by it, 1 children to score anew" in standards
        page = coordinator.get(f"/registry/rescoring/{second.pk}/")
        assert "Proposals made 1 Wait 1 Confirmed 0 Declined 0 Need new scoring 1" in text_of(page.content)
        assert "the version now in use" in text_of(physician.get("/registry/levels/").content)
        with inside(cast.blackstone):
            job_id = Rescoring.objects.get().job_id
        there = coordinator.get(f"/registry/rescoring/of-job/{job_id}/")
        assert there.headers["Location"] == f"/registry/rescoring/{second.pk}/"
        assert coordinator.post(f"/registry/rescoring/{second.pk}/").status_code == 302
        client.defaults["SERVER_NAME"] = "blackstone.localhost"
        mine = token_for(cast.coordinator, cast.blackstone)
        found = client.get(f"/api/v1/rescoring/{second.pk}/", headers=mine).json()
        assert (found["proposed"], found["waiting"], found["needs_new_scoring"]) == (1, 1, 1)
        with inside(cast.blackstone):
            BlockFactory(child=children["urgent"], person_id=cast.coordinator.pk)
        hidden = client.get(f"/api/v1/rescoring/{second.pk}/", headers=mine).json()
        assert (hidden["proposed"], hidden["waiting"]) == (0, 0)
        nurse = token_for(cast.nurse, cast.blackstone)
        assert client.post(f"/api/v1/rescoring/{second.pk}/", headers=nurse).status_code == 403


CHOICES = {axis["key"]: [one["key"] for one in axis["choices"]] for axis in seed_content()["axes"]}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.fixed_dictionaries({key: st.sampled_from(keys) for key, keys in CHOICES.items()}))
def test_scoring_again_is_the_score_of_the_stored_answers(
    cast: Cast, index: PlaybookVersion, second: PlaybookVersion, answers: dict[str, str]
) -> None:
    with inside(cast.blackstone):
        child = child_on_registry()
        services.score_child(child=child, by=okafor(), version_id=index.pk, answers=answers, reason="first")
        stored = selectors.latest_scorings([child.pk])[child.pk]
        again = rescoring.scored_by(method_of(second.pk), stored)
        expected = score(build_method(second.content), answers)
        assert again == expected
        asks = rescoring.candidates(method_of(second.pk), [child.pk])
        assert bool(asks) == (expected.need_level != stored.need_level)
