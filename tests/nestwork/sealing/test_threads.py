"""Four threads serve mixed requests of two practices on shared connections: not one answer comes from the wrong place."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import DatabaseError, connection, connections, transaction

from nestwork.practices.active import door, inside
from nestwork.practices.models import Practice
from tenants.patients.models import Child
from tests.factories.patients import ChildFactory

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 4
Answer = set[str]


def names() -> Answer:
    """Family names that can be seen now."""
    return set(Child.objects.values_list("family_name", flat=True))


def plain(practice: Practice) -> Answer:
    with inside(practice):
        return names()


def at_the_door_first(practice: Practice) -> Answer:
    Practice.objects.get(pk=practice.pk)
    with inside(practice):
        return names()


def rolled_back(practice: Practice) -> Answer:
    with inside(practice):
        with transaction.atomic():
            ChildFactory(family_name="Never")
            transaction.set_rollback(True)
        return names()


def entered_in_a_rolled_back_savepoint(practice: Practice) -> Answer:
    with transaction.atomic(), inside(practice):
        with transaction.atomic():
            names()
            transaction.set_rollback(True)
        return names()


def failed_statement(practice: Practice) -> Answer:
    with inside(practice):
        try:
            with transaction.atomic():
                Child.objects.raw("SELECT no_such_column FROM patients_child")[0]
        except DatabaseError:
            pass
        return names()


def streamed(practice: Practice) -> Answer:
    with inside(practice):
        return {child.family_name for child in Child.objects.iterator(chunk_size=2)}


def stream_dropped_half_way(practice: Practice) -> Answer:
    with inside(practice):
        rows = Child.objects.iterator(chunk_size=1)
        next(rows)
        return names()


def door_in_the_middle(practice: Practice) -> Answer:
    with inside(practice):
        names()
        with door():
            Practice.objects.count()
        return names()


def written(practice: Practice) -> Answer:
    with inside(practice), transaction.atomic():
        child = Child.objects.select_for_update(skip_locked=True).first()
        if child is not None:
            child.save(update_fields=["school"])
        return names()


def stranger(practice: Practice) -> Answer:
    """No membership: the request stays at the door and can see nobody's children."""
    try:
        with transaction.atomic():
            return names()
    except DatabaseError:
        return {practice.name}


def aborted(practice: Practice) -> Answer:
    """The view ends in the middle of a transaction that has failed."""
    try:
        with inside(practice), transaction.atomic():
            found = names()
            Child.objects.raw("SELECT 1/0 AS id")[0]
    except DatabaseError:
        return found
    return set()


KINDS: tuple[Callable[[Practice], Answer], ...] = (
    plain, at_the_door_first, rolled_back, entered_in_a_rolled_back_savepoint, failed_statement, streamed,
    stream_dropped_half_way, door_in_the_middle, written, stranger, aborted,
)  # fmt: skip


def serve(practices: list[Practice], count: int, seed: int, wrong: list[str], served: Counter[str]) -> None:
    """One thread's requests."""
    order = random.Random(seed)
    try:
        for _ in range(count):
            practice, kind = order.choice(practices), order.choice(KINDS)
            found = kind(practice)
            if found != {practice.name}:
                wrong.append(f"{kind.__name__} of {practice.slug} saw {found}")
            request_finished.send(sender=None)
            connection.close_if_unusable_or_obsolete()
            served[kind.__name__] += 1
    except Exception as error:  # noqa: BLE001 - a thread's error must reach the test
        wrong.append(f"{type(error).__name__}: {error}")
    finally:
        connection.close()


def serve_all(practices: list[Practice], requests: int) -> tuple[list[str], Counter[str]]:
    """Fill both practices, then serve from four threads."""
    for practice in practices:
        with inside(practice):
            ChildFactory.create_batch(3, family_name=practice.name)
    connection.leave()
    wrong: list[str] = []
    served: Counter[str] = Counter()
    threads = [
        threading.Thread(target=serve, args=(practices, requests // THREADS, seed, wrong, served))
        for seed in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong, served


@contextmanager
def pooled() -> Iterator[None]:
    """Connections come from psycopg's pool of three for four threads."""
    entry: dict[str, Any] = connection.settings_dict
    before = {"OPTIONS": entry["OPTIONS"], "CONN_MAX_AGE": entry["CONN_MAX_AGE"]}
    connection.close()
    pool = {"min_size": 1, "max_size": 3, "timeout": 60}
    entry.update(OPTIONS={**entry["OPTIONS"], "pool": pool}, CONN_MAX_AGE=0)
    try:
        yield
    finally:
        connection.close()
        connection.close_pool()
        entry.update(before)


def resting_places() -> set[tuple[str, str]]:
    """Role and path of every connection that rests in the pool."""
    found = set()
    taken = []
    for _ in range(connection.pool.get_stats()["pool_size"]):
        raw = connection.pool.getconn()
        taken.append(raw)
        result = raw.pgconn.exec_(b"SELECT current_user, current_setting('search_path')")
        found.add((result.get_value(0, 0).decode(), result.get_value(0, 1).decode()))
    for raw in taken:
        connection.pool.putconn(raw)
    return found


def test_two_hundred_mixed_requests_on_kept_connections(blackstone: Practice, harbor: Practice) -> None:
    wrong, served = serve_all([blackstone, harbor], 200)
    assert wrong == []
    assert set(served) == {kind.__name__ for kind in KINDS}


def test_two_hundred_mixed_requests_on_a_pool(blackstone: Practice, harbor: Practice) -> None:
    with pooled():
        wrong, _ = serve_all([blackstone, harbor], 200)
        connection.close()
        assert wrong == []
        assert resting_places() == {("nw_web", "public")}


@pytest.mark.prove
def test_two_thousand_mixed_requests_on_kept_connections(blackstone: Practice, harbor: Practice) -> None:
    assert serve_all([blackstone, harbor], 2000)[0] == []


@pytest.mark.prove
def test_two_thousand_mixed_requests_on_a_pool(blackstone: Practice, harbor: Practice) -> None:
    with pooled():
        assert serve_all([blackstone, harbor], 2000)[0] == []


class TestTheTestHasTeeth:
    """With one part of the seal taken out the same requests go wrong."""

    def test_without_forgetting_after_a_rollback(
        self, blackstone: Practice, harbor: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(type(connections["default"]), "forget_room", lambda self: None)
        assert serve_all([blackstone, harbor], 400)[0] != []

    def test_without_scrubbing_what_goes_back_to_the_pool(
        self, blackstone: Practice, harbor: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with pooled():
            wrapper = type(connections["default"])
            monkeypatch.setattr(wrapper, "_scrub_for_pool", lambda self: None)
            monkeypatch.setattr(wrapper, "leave", lambda self: self.set_schema_to_public())
            serve_all([blackstone, harbor], 100)
            connection.close()
            assert resting_places() != {("nw_web", "public")}
