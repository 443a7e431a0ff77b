"""Dates are the practice's own: the same moment is two days in two practices."""

from datetime import UTC, date, datetime

import time_machine
from django.utils import timezone

from nestwork.practices import clock
from nestwork.practices.active import inside
from nestwork.practices.models import Practice

LATE = datetime(2026, 3, 2, 3, 30, tzinfo=UTC)  # still the evening before in New England


@time_machine.travel(LATE, tick=False)
def test_today_is_the_active_practices_date(blackstone: Practice, harbor: Practice) -> None:
    harbor.time_zone = "Pacific/Auckland"
    with inside(blackstone):
        assert clock.today() == date(2026, 3, 1)
        assert clock.today(harbor) == date(2026, 3, 2)
    with inside(harbor):
        assert clock.today() == date(2026, 3, 2)
        assert timezone.localtime(LATE).hour == 16
    assert clock.today() == date(2026, 3, 2), "on the network host dates are UTC"


def test_a_moment_on_the_practices_wall_clock(blackstone: Practice) -> None:
    with inside(blackstone):
        assert clock.local(LATE).isoformat() == "2026-03-01T22:30:00-05:00"
    assert clock.now().tzinfo is UTC
