"""The engine protects each practice's counts and writes the whole table, or nothing of it."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError

from nestwork.audit.network.models import NetworkAuditEvent
from nestwork.jobs.network import runner
from nestwork.jobs.network import services as jobs
from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.rows import JobState
from reporting.disclosure import services
from reporting.disclosure.engine import work as engine
from reporting.disclosure.engine.ledger import faults
from reporting.disclosure.models import LedgerLine, ReleasedCell, ReleaseEvent
from reporting.disclosure.selectors import releases
from tests.database import as_login, as_owner
from tests.nestwork.jobs.network.stories import at_work, row
from tests.people import Cast
from tests.reporting.disclosure.stories import (
    BLACKSTONE,
    HARBOR,
    approved,
    cells,
    computed,
    count_in,
    counted,
    last_quarter,
    ready,
    rejected,
    requested,
    standing,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_small_counts_are_hidden_and_nothing_is_added_up(cast: Cast) -> None:
    release = ready(cast)
    assert release.state == "ready"
    found = cells(release)
    for name, counts in (("Blackstone Pediatrics", BLACKSTONE), ("Harbor Children's Health", HARBOR)):
        for stratum, count in counts.items():
            expected = ("hidden", None) if 1 <= count <= 10 else ("shown", count)
            assert found[name, stratum] == expected
    assert len(found) == 12, "no line and no column more: no totals"
    with as_owner():
        assert [event.step for event in ReleaseEvent.objects.order_by("at")] == ["requested", "protected"]
        lines = NetworkAuditEvent.objects.filter(subject="release").order_by("at")
        assert [(line.action, line.person_id, line.through) for line in lines] == [
            ("release.requested", cast.network_administrator.pk, "web"),
            ("release.protected", cast.network_administrator.pk, "job"),
        ]


def test_the_newest_closed_count_is_taken_and_named_in_the_ledger(cast: Cast) -> None:
    count_in(cast.blackstone, {**BLACKSTONE, "0": 90})
    newest = count_in(cast.blackstone, BLACKSTONE)
    release = computed(requested(cast))
    assert cells(release)["Blackstone Pediatrics", "0"] == ("shown", 24)
    with as_owner():
        (line,) = LedgerLine.objects.all()
    (block,) = line.blocks
    assert (line.kind, line.number, line.method) == ("frozen", 1, "hide-small-counts v1")
    assert (block["practice"], block["generation"]) == (str(cast.blackstone.pk), str(newest))
    assert len(block["digest"]) == 64


def test_a_practice_without_a_closed_count_is_listed_as_not_counted(cast: Cast) -> None:
    count_in(cast.blackstone, BLACKSTONE)
    count_in(cast.harbor, HARBOR, is_closed=False)  # counted while the quarter still ran
    found = cells(computed(requested(cast)))
    assert {found["Harbor Children's Health", key] for key in HARBOR} == {("not_counted", None)}


def test_where_nobody_counted_nothing_is_kept_and_it_is_said(cast: Cast) -> None:
    release = computed(requested(cast))
    assert (release.state, release.failure, cells(release)) == ("failed", "nobody_counted", {})
    job = row(release.job_id)
    assert job.state == JobState.FAILED
    assert "No practice has counted this quarter" in job.error
    counted(cast)
    assert computed(requested(cast)).state == "ready", "it can be started again"


def test_a_running_quarter_is_refused(cast: Cast) -> None:
    with pytest.raises(services.NotClosedError):
        requested(cast, last_quarter().following)


def test_a_second_release_of_the_shape_is_refused_whatever_the_quarter(cast: Cast) -> None:
    first = ready(cast)
    for quarter in (last_quarter(), last_quarter().moved(-1)):
        with pytest.raises(services.PlaceTakenError) as refused:
            requested(cast, quarter)
        assert refused.value.standing.pk == first.pk
    with at_work(cast.network_administrator) as by:
        services.reject(by=by, release_id=first.pk, reason="Two practices were late.")
    second = computed(requested(cast))
    with at_work(cast.network_administrator) as by:
        services.approve(by=by, release_id=second.pk)
    with pytest.raises(services.PlaceTakenError):
        requested(cast)


def test_what_was_seen_in_a_rejected_table_stays_as_it_was_seen(cast: Cast) -> None:
    """11 children that are hidden a day later were 10: what an administrator saw once counts as seen."""
    seen = count_in(cast.blackstone, {**BLACKSTONE, "0": 11})
    first = rejected(cast)
    count_in(cast.blackstone, {**BLACKSTONE, "0": 10})
    count_in(cast.harbor, HARBOR)  # was not counted then, so nothing of it was seen
    again = computed(requested(cast))
    assert cells(again)["Blackstone Pediatrics", "0"] == ("shown", 11)
    assert cells(again)["Harbor Children's Health", "0"] == ("shown", 11)
    ours = "Blackstone Pediatrics"
    assert {key: cell for key, cell in cells(again).items() if key[0] == ours} == {
        key: cell for key, cell in cells(first).items() if key[0] == ours
    }
    with as_owner():
        line = LedgerLine.objects.get(kind="frozen", release=again)
    assert str(seen) in {block["generation"] for block in line.blocks}
    with as_login("release"):
        assert list(faults()) == []


def test_another_quarter_takes_its_own_newest_count(cast: Cast) -> None:
    count_in(cast.blackstone, BLACKSTONE)
    rejected(cast)
    earlier = last_quarter().moved(-1)
    count_in(cast.blackstone, {**BLACKSTONE, "0": 60}, quarter=earlier)
    count_in(cast.blackstone, {**BLACKSTONE, "0": 61}, quarter=earlier)
    assert cells(computed(requested(cast, earlier)))["Blackstone Pediatrics", "0"] == ("shown", 61)


def test_where_the_frozen_count_is_gone_nothing_is_released(cast: Cast) -> None:
    from django.db import connection

    count_in(cast.blackstone, BLACKSTONE)
    rejected(cast)
    count_in(cast.blackstone, {**BLACKSTONE, "0": 60})
    with as_owner(), connection.cursor() as cursor:  # an older copy of the practice was restored
        cursor.execute(f'DELETE FROM "{cast.blackstone.schema_name}".rollup_cell WHERE number = 1')
    release = computed(requested(cast))
    assert (row(release.job_id).state, cells(release)) == (JobState.FAILED, {})


def test_stopped_work_leaves_nothing_and_makes_room(cast: Cast) -> None:
    counted(cast)
    release = requested(cast)
    with at_work(cast.network_administrator) as by:
        jobs.cancel(job=NetworkJob.objects.get(pk=release.job_id), by=by)
    assert computed(release).state == "computing", "the engine never ran"
    again = requested(cast)
    assert (standing(release.pk).state, standing(release.pk).failure) == ("failed", "stopped")
    assert computed(again).state == "ready"


def test_of_two_who_end_stopped_work_at_once_one_starts_and_the_other_is_told(
    cast: Cast, monkeypatch: Any
) -> None:
    counted(cast)
    stopped = requested(cast)
    with at_work(cast.network_administrator) as by:
        jobs.cancel(job=NetworkJob.objects.get(pk=stopped.job_id), by=by)
    look, begun = releases.in_the_way, []
    with at_work(cast.network_administrator) as by:

        def look_and_be_late(*asked: Any) -> Any:
            found = look(*asked)
            if not begun:
                begun.append(found)
                begun.append(services.request_release(by=by, quarter=last_quarter()))
            return found

        monkeypatch.setattr(releases, "in_the_way", look_and_be_late)
        with pytest.raises(services.PlaceTakenError) as refused:
            services.request_release(by=by, quarter=last_quarter())
    assert refused.value.standing.pk == begun[1].pk


def test_stopping_between_two_practices_keeps_nothing(cast: Cast, monkeypatch: Any) -> None:
    counted(cast)
    release = requested(cast)
    take = engine._take

    def stop_after(*arguments: Any) -> None:
        take(*arguments)
        NetworkJob.objects.filter(pk=release.job_id).update(cancel_asked_at=release.requested_at)

    monkeypatch.setattr(engine, "_take", stop_after)
    assert computed(release).state == "computing"
    assert cells(release) == {}
    assert row(release.job_id).state == JobState.CANCELLED


def test_a_run_that_dies_while_it_writes_leaves_nothing_and_the_next_one_starts_over(
    cast: Cast, monkeypatch: Any
) -> None:
    counted(cast)
    release = requested(cast)
    told = engine.told

    def die(*_arguments: Any, **_more: Any) -> None:
        raise OperationalError("the connection is gone")

    monkeypatch.setattr(engine, "told", die)
    assert computed(release).state == "computing"
    with as_owner():
        assert not ReleasedCell.objects.exists()
        assert not LedgerLine.objects.exists()
        NetworkJob.objects.filter(pk=release.job_id).update(claimed_until=release.requested_at)
    monkeypatch.setattr(engine, "told", told)
    assert computed(release).state == "ready"
    assert len(cells(release)) == 12


def test_a_second_run_of_finished_work_changes_nothing(cast: Cast) -> None:
    release = ready(cast)
    before = cells(release)
    with as_owner():
        NetworkJob.objects.filter(pk=release.job_id).update(state="waiting")
    assert computed(release).protected_at == release.protected_at
    assert cells(release) == before


def test_a_torn_generation_stops_the_release(cast: Cast) -> None:
    count_in(cast.blackstone, {"0": 24, "1": 7})
    release = computed(requested(cast))
    assert (release.state, row(release.job_id).state) == ("computing", JobState.FAILED)
    assert cells(release) == {}


def test_only_the_release_worker_does_the_work(cast: Cast) -> None:
    counted(cast)
    release = requested(cast)
    with as_login("worker"):
        runner.run(release.job_id)
    assert row(release.job_id).state == JobState.WAITING


def test_the_ledger_is_a_chain_that_answers_to_the_frozen_counts(cast: Cast, capsys: Any) -> None:
    approved(cast)
    count_in(cast.blackstone, {**BLACKSTONE, "1": 8})  # a later generation changes nothing of the frozen one
    with as_login("release"):
        call_command("verify_releases")
    assert "is intact" in capsys.readouterr().out
    with as_owner():
        lines = list(LedgerLine.objects.all())
    assert [line.kind for line in lines] == ["frozen", "approved"]
    assert [line.previous_hash for line in lines] == ["", lines[0].line_hash]


def test_another_release_key_is_called_that_and_not_a_changed_count(cast: Cast, settings: Any) -> None:
    approved(cast)
    settings.RELEASE_KEY = "another key of the release worker"
    with as_login("release"):
        found = list(faults())
    assert found == ["Line 1 was written under another release key: its counts cannot be checked."]


def test_a_changed_ledger_or_a_changed_count_is_found(cast: Cast) -> None:
    from django.db import connection

    approved(cast)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE figure_ledger DISABLE TRIGGER figure_ledger_stands")
        cursor.execute("UPDATE figure_ledger SET method = 'none' WHERE kind = 'frozen'")
        cursor.execute(f'UPDATE "{cast.blackstone.schema_name}".rollup_cell SET count = 12 WHERE count = 7')
    with as_login("release"):
        found = list(faults())
    assert found == [
        "Line 1 was changed after it was written.",
        "The counts of Blackstone Pediatrics behind line 1 are not those that were released.",
    ]
