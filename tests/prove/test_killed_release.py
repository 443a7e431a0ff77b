"""The release worker killed with -9 while it writes a table: nothing of it stays, and the next one writes it once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from nestwork.audit.network.models import NetworkAuditEvent
from nestwork.jobs.rows import JobState
from reporting.disclosure.models import LedgerLine, ReleasedCell, ReleaseEvent
from tests.database import as_owner
from tests.nestwork.jobs.network.stories import row
from tests.people import Cast
from tests.prove.machines import Machines, wait_until
from tests.reporting.disclosure.stories import cells, counted, requested, standing

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]

# The engine stands in the middle of its one transaction: cells are written, the ledger line is not.
_WAITS = "SELECT count(*) FROM pg_locks WHERE relation = 'figure_ledger'::regclass AND NOT granted"


@pytest.fixture
def machines(transactional_db: None, tmp_path: Path) -> Iterator[Machines]:
    made = Machines(tmp_path, settings.CELERY_BROKER_URL)
    yield made
    made.kill_all()


def waits(cursor: Any) -> bool:
    """Whether somebody stands before the ledger."""
    cursor.execute(_WAITS)
    return bool(cursor.fetchone()[0])


def test_a_release_survives_the_death_of_its_worker(machines: Machines, cast: Cast) -> None:
    counted(cast)
    release = requested(cast)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE figure_ledger IN SHARE ROW EXCLUSIVE MODE")
        first = machines.worker("release")
        machines.worker()  # the ordinary worker sweeps both queues
        machines.beat()
        wait_until(lambda: waits(cursor), machines)
        machines.kill(first)
        cursor.execute("ROLLBACK")
    assert (standing(release.pk).state, cells(release)) == ("computing", {})
    assert row(release.job_id).state == JobState.RUNNING
    machines.worker("release")
    wait_until(lambda: row(release.job_id).state == JobState.DONE, machines)
    assert standing(release.pk).state == "ready"
    with as_owner():
        assert ReleasedCell.objects.count() == len(cells(release)) == 12
        assert [line.kind for line in LedgerLine.objects.all()] == ["frozen"]
        steps = ReleaseEvent.objects.filter(release=release).order_by("at").values_list("step", flat=True)
        assert list(steps) == ["requested", "protected"]
        assert NetworkAuditEvent.objects.filter(action="release.protected").count() == 1
