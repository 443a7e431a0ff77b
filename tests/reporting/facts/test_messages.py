"""The worker asks each open practice; the command asks one or all; a closed practice is never asked."""

from io import StringIO
from typing import Any

import pytest
from celery.exceptions import Reject
from django.core.management import call_command
from django.core.management.base import CommandError

from nestwork.celery import app
from nestwork.changes.models import DirtyMark
from nestwork.jobs.messages import envelope
from nestwork.practices import clock
from nestwork.practices.active import active_practice, inside
from nestwork.practices.models import Practice
from reporting.facts import tasks
from reporting.facts.models import RollupCell
from tests.factories.work import child_on_registry


def deliver(task: Any, practice: str) -> int:
    """Hand a signed message to the task as a worker does."""
    message = envelope(name=task.name, args=[], kwargs={}, practice=practice)
    task.push_request(id=message["task_id"], args=[], **message["headers"])
    try:
        return int(task())
    finally:
        task.pop_request()


@pytest.mark.django_db
def test_beat_asks_every_open_practice_and_each_counts_for_itself(
    blackstone: Practice, harbor: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(app, "send_task", lambda name, **options: sent.append({"name": name, **options}))
    with inside(blackstone):
        child_on_registry(3)
    deliver(tasks.count, "")
    asked = {message["headers"]["practice"] for message in sent}
    assert asked == {blackstone.schema_name, harbor.schema_name}
    assert {(one["name"], one["expires"]) for one in sent} == {(tasks.COUNT_PRACTICE, tasks.EVERY)}

    assert deliver(tasks.count_practice, blackstone.schema_name) == 1
    assert active_practice() is None
    with inside(blackstone):
        assert dict(RollupCell.objects.filter(count__gt=0).values_list("stratum", "count")) == {"3": 1}
        assert not DirtyMark.objects.exists()
    with inside(harbor):
        assert not RollupCell.objects.exists()
    assert deliver(tasks.count_practice, blackstone.schema_name) == 0, "nothing changed since"


@pytest.mark.django_db
def test_a_message_without_signature_or_for_no_practice_counts_nothing(blackstone: Practice) -> None:
    with pytest.raises(Reject, match="not open"):
        deliver(tasks.count_practice, "p_000000000000")
    tasks.count_practice.push_request(id="1", args=[], practice=blackstone.schema_name, signature="0" * 64)
    try:
        with pytest.raises(Reject, match="without our signature"):
            tasks.count_practice()
    finally:
        tasks.count_practice.pop_request()


def test_beat_asks_twice_a_minute() -> None:
    entry = app.conf.beat_schedule["figures"]
    assert (entry["task"], entry["schedule"]) == (tasks.COUNT, tasks.EVERY)
    assert tasks.EVERY * 2 <= 60, "a change shows within a minute"


@pytest.mark.django_db
def test_the_command_counts_one_practice_or_says_why_not(blackstone: Practice, harbor: Practice) -> None:
    with inside(blackstone):
        child_on_registry(2)
        running = clock.today()
    quarter = f"{running.year}-Q{(running.month + 2) // 3}"
    out = StringIO()
    call_command("recount_figures", "--practice", "blackstone", "--quarter", quarter, stdout=out)
    call_command("recount_figures", "--practice", "blackstone", stdout=out)
    assert [line.split(":")[0] for line in out.getvalue().splitlines()] == ["blackstone"] * 2
    for words, sentence in (
        (("--quarter", "2026-Q5"), "is no quarter"),
        (("--quarter", f"{running.year + 1}-Q4"), "has not begun"),
        (("--practice", "nobody"), "no open practice"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("recount_figures", *words, stdout=out)
    with inside(blackstone):
        assert dict(RollupCell.objects.filter(count__gt=0).values_list("stratum", "count")) == {"2": 1}
    with inside(harbor):
        assert not RollupCell.objects.exists()
