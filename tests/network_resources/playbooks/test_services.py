"""From draft to adoption, told as stories of two facilitators and a practice."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from nestwork.access.passage import wearing
from nestwork.audit.models import AuditEvent
from nestwork.audit.network.models import NetworkAuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from network_resources.playbooks import services, starts
from network_resources.playbooks.models import PlaybookEvent, PlaybookVersion
from network_resources.playbooks.rules.problems import ContentError
from network_resources.playbooks.rules.states import State
from network_resources.playbooks.selectors import practice as reads
from network_resources.playbooks.selectors import versions
from tests.network_resources.playbooks.stories import (
    SEED,
    drafted,
    facilitating,
    in_review,
    next_draft,
    published,
    second_version,
    seed_content,
)
from tests.people import Cast, working_as


@pytest.mark.duty("1.P2")
def test_a_standard_travels_from_a_draft_to_a_practice(cast: Cast) -> None:
    version = published(cast)

    with working_as(cast.coordinator, cast.blackstone) as by:
        assert reads.method_in_force() is None
        assert [one.pk for one in reads.waiting_versions()] == [version.pk]
        services.adopt(version_id=version.pk, by=by)
        method = reads.method_in_force()

        assert method is not None
        assert (method.label, method.number, method.adopted_on) == (
            "five-axis-index v1", 1, clock.today(),
        )  # fmt: skip
        assert reads.waiting_versions() == []
        assert AuditEvent.objects.filter(action="standard.adopted", subject_id=version.pk).count() == 1
    with working_as(cast.outsider, cast.harbor):
        assert reads.method_in_force() is None


def test_every_step_stands_in_the_history_and_in_the_networks_audit(cast: Cast) -> None:
    version = published(cast)
    with wearing("nw_library"):
        steps = [(step.step, step.by_name, step.said) for step in reversed(versions.history(version))]
    assert steps == [
        ("drafted", "Dana Moreau", ""),
        ("sent", "Dana Moreau", "First version."),
        ("published", "Ivo Petrov", "First version."),
    ]
    with wearing("nw_admin"):
        lines = NetworkAuditEvent.objects.filter(subject_id=version.pk).order_by("at")
        assert [(line.action, line.person_id) for line in lines] == [
            ("standard.drafted", cast.facilitator.pk),
            ("standard.sent", cast.facilitator.pk),
            ("standard.published", cast.second_facilitator.pk),
        ]


def test_a_standard_without_a_name_is_not_begun(cast: Cast) -> None:
    data = {"kind": "identification_method", "content": seed_content()}
    with facilitating(cast.facilitator) as by:
        with pytest.raises(ContentError) as refused:
            services.draft(by=by, given=starts.from_data(data))
        assert not PlaybookVersion.objects.exists()
    assert refused.value.pairs == (("key", "missing"),)


def test_nobody_publishes_what_she_wrote(cast: Cast) -> None:
    version = drafted(cast)
    with facilitating(cast.second_facilitator) as second:
        content = {**version.content, "about": {"en": "Written anew."}}
        version = services.change_draft(by=second, version_id=version.pk, revision=1, content=content)
    version = in_review(cast, version)
    for person in (cast.facilitator, cast.second_facilitator):
        with facilitating(person) as by, pytest.raises(services.AuthorPublishesError):
            services.publish(by=by, version_id=version.pk, revision=version.revision)


def test_nobody_publishes_without_the_second_factor(cast: Cast) -> None:
    version = in_review(cast)
    with facilitating(cast.second_facilitator, stepped_up=False) as by:
        with pytest.raises(PermissionDenied):
            services.publish(by=by, version_id=version.pk, revision=version.revision)
        assert versions.version_of(version.pk).state == State.REVIEW


def test_saving_without_a_change_makes_nobody_an_author(cast: Cast) -> None:
    version = drafted(cast)
    with facilitating(cast.second_facilitator) as second:
        services.change_draft(by=second, version_id=version.pk, revision=1, content=version.content)
    version = in_review(cast, version)
    with facilitating(cast.second_facilitator) as second:
        assert services.publish(by=second, version_id=version.pk, revision=version.revision).published_at


def test_the_later_of_two_saves_is_refused_with_what_stands_now(cast: Cast) -> None:
    version = drafted(cast)
    first, second = seed_content(), seed_content()
    first["title"]["en"], second["title"]["en"] = "Of the first", "Of the second"
    with facilitating(cast.facilitator) as by:
        services.change_draft(by=by, version_id=version.pk, revision=1, content=first)
    with facilitating(cast.second_facilitator) as by:
        with pytest.raises(services.StaleDraftError) as refused:
            services.change_draft(by=by, version_id=version.pk, revision=1, content=second)
        stands = versions.version_of(version.pk)
    assert refused.value.current.content["title"]["en"] == "Of the first" == stands.content["title"]["en"]


def test_an_unfinished_draft_is_kept_but_not_sent(cast: Cast) -> None:
    content = seed_content()
    del content["bands"][1]
    with facilitating(cast.facilitator) as by:
        version = services.draft(by=by, given=starts.empty("identification_method"), key="new-one")
        version = services.change_draft(by=by, version_id=version.pk, revision=1, content=content)
        with pytest.raises(services.UnfinishedError) as refused:
            services.send_for_review(by=by, version_id=version.pk, revision=2, what_changed="New.")
        assert versions.version_of(version.pk).state == State.DRAFT
    assert refused.value.pairs == (("bands", "no_band"),)


def test_a_version_sent_back_can_be_mended_and_sent_again(cast: Cast) -> None:
    version = in_review(cast)
    with facilitating(cast.second_facilitator) as by:
        version = services.send_back(
            by=by, version_id=version.pk, revision=version.revision, reason="Say what a contact is."
        )
        last = versions.last_step(version)
    assert (version.state, last.said if last else "") == (State.DRAFT, "Say what a contact is.")
    assert published(cast, version).state == State.PUBLISHED


def test_a_newer_version_supersedes_and_waits_in_the_practice(cast: Cast) -> None:
    first = published(cast)
    with working_as(cast.coordinator, cast.blackstone) as by:
        services.adopt(version_id=first.pk, by=by)
    second = second_version(cast, first)

    with working_as(cast.coordinator, cast.blackstone) as by:
        method = reads.method_in_force()
        assert method is not None
        assert method.version_id == first.pk
        assert [one.pk for one in reads.waiting_versions()] == [second.pk]
        assert reads.method_of(first.pk).method.raises == ()
        with pytest.raises(services.WrongStateError):
            services.adopt(version_id=first.pk, effective_on=clock.today() + dt.timedelta(days=9), by=by)


def test_a_plan_for_a_day_holds_from_that_day_and_can_be_taken_back(cast: Cast) -> None:
    first = published(cast)
    with working_as(cast.coordinator, cast.blackstone) as by:
        services.adopt(version_id=first.pk, by=by)
    second = second_version(cast, first)
    later = clock.today() + dt.timedelta(days=30)
    with working_as(cast.coordinator, cast.blackstone) as by:
        plan = services.adopt(version_id=second.pk, effective_on=later, by=by)
        before, then = reads.method_in_force(later - dt.timedelta(days=1)), reads.method_in_force(later)
        assert before is not None
        assert then is not None
        assert (before.number, then.number, reads.waiting_versions()) == (1, 2, [])
        services.withdraw_adoption(adoption_id=plan.pk, by=by)
        after = reads.method_in_force(later)
        assert after is not None
        assert (after.number, len(reads.waiting_versions()), reads.adoption_history().count()) == (1, 1, 3)


def test_what_cannot_be_adopted(cast: Cast) -> None:
    version = published(cast)
    waiting = next_draft(cast, version)
    with working_as(cast.coordinator, cast.blackstone) as by:
        services.adopt(version_id=version.pk, by=by)
        with pytest.raises(services.NotNewerError):
            services.adopt(version_id=version.pk, by=by)
        with pytest.raises(ValueError, match="passed"):
            services.adopt(version_id=version.pk, effective_on=clock.today() - dt.timedelta(days=1), by=by)
        with pytest.raises(PlaybookVersion.DoesNotExist):
            services.adopt(version_id=waiting.pk, by=by)
    with facilitating(cast.facilitator) as facilitator:
        services.retire(by=facilitator, version_id=version.pk, revision=version.revision, reason="Withdrawn.")
    with working_as(cast.outsider, cast.harbor) as by, pytest.raises(services.WrongStateError):
        services.adopt(version_id=version.pk, by=by)
    with working_as(cast.coordinator, cast.blackstone):
        kept = reads.method_in_force()
        assert kept is not None
        assert kept.version_id == version.pk  # whoever uses a retired version keeps it


def test_a_draft_set_aside_makes_room_for_another(cast: Cast) -> None:
    version = drafted(cast)
    with facilitating(cast.facilitator) as by:
        with pytest.raises(services.KeyTakenError):
            services.draft(by=by, given=starts.from_seed(SEED), playbook_id=version.playbook_id)
        services.retire(by=by, version_id=version.pk, revision=1, reason="Begun twice.")
        again = services.draft(by=by, given=starts.from_seed(SEED), playbook_id=version.playbook_id)
    assert again.number == 2
    with inside(cast.blackstone):
        assert not reads.published_versions().exists()


def test_who_may_do_none_of_it(cast: Cast) -> None:
    version = in_review(cast)
    with facilitating(cast.steward) as by:
        with pytest.raises(PermissionDenied):
            services.draft(by=by, given=starts.from_seed(SEED), key="own")
        with pytest.raises(PermissionDenied):
            services.publish(by=by, version_id=version.pk, revision=version.revision)
    done = published(cast, next_draft_of(cast, version))
    with working_as(cast.nurse, cast.blackstone) as nurse, pytest.raises(PermissionDenied):
        services.adopt(version_id=done.pk, by=nurse)


def next_draft_of(cast: Cast, version: PlaybookVersion) -> PlaybookVersion:
    """The version in review, back as a draft."""
    with facilitating(cast.second_facilitator) as by:
        return services.send_back(by=by, version_id=version.pk, revision=version.revision, reason="Again.")


def test_text_that_may_point_at_a_child_is_refused_and_nothing_kept(cast: Cast) -> None:
    version = drafted(cast)
    content = seed_content()
    content["axes"][0]["choices"][1]["text"]["en"] = "As for Maria, 7, born 03/09/2015"
    with facilitating(cast.facilitator) as by:
        with pytest.raises(services.GuardError) as refused:
            services.change_draft(by=by, version_id=version.pk, revision=1, content=content)
        with pytest.raises(services.GuardError):
            services.send_for_review(
                by=by, version_id=version.pk, revision=1, what_changed="Call 401-555-0173."
            )
        assert PlaybookEvent.objects.filter(version=version).count() == 1
    assert ("content.axes[0].choices[1].text.en", "day") in refused.value.pairs
