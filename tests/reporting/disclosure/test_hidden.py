"""No hidden number is given back anywhere: whatever is hidden, every page, file, row and message is the same."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from reporting.disclosure import services
from tests.database import as_owner, renew_database
from tests.leaks.answers import answer_of
from tests.leaks.test_canary import shared_rows
from tests.nestwork.jobs.network.stories import at_work
from tests.people import NETWORK, Cast, sign_in, token_for
from tests.reporting.disclosure.stories import computed, count_in, requested

pytestmark = pytest.mark.django_db(transaction=True)

ONE_WORLD = {"0": 24, "1": 7, "2": 31, "3": 1, "4": 10, "none": 0}
ANOTHER = {"0": 24, "1": 1, "2": 31, "3": 10, "4": 4, "none": 0}
HARBOR = {"0": 11, "1": 10, "2": 12, "3": 40, "4": 0, "none": 3}

_BY_CHANCE = (
    re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
    re.compile(r"\b[0-9a-f]{64}\b"),  # an HMAC over a whole block, a hash of a line
    re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
    re.compile(r"\b\d{1,2}:\d\d [AP]M\b"),
)


def without_chance(text: str) -> str:
    for chance in _BY_CHANCE:
        text = chance.sub("~", text)
    return text


def everything(cast: Cast, counts: Mapping[str, int]) -> dict[str, Any]:
    """All that can be seen outside a practice from the asking to the release, without ids, times and keyed digests."""
    seen: dict[str, Any] = {}
    count_in(cast.blackstone, counts)
    count_in(cast.harbor, HARBOR)
    release = computed(requested(cast))
    admin = sign_in(Client(), cast.network_administrator)
    admin_token = token_for(cast.network_administrator, None)
    reviewer = sign_in(Client(), cast.reviewer)
    reviewer_token = token_for(cast.reviewer, None, may_write=False)
    program = Client(SERVER_NAME=NETWORK)

    def look(client: Client, path: str, **more: Any) -> None:
        answer = answer_of(client.get(path, **more), release.pk, release.job_id)
        assert answer.status == 200, path
        seen[f"{len(seen)} {path}"] = without_chance(answer.text)

    for path in ("", "csv/", "approve/", "reject/"):
        look(admin, f"/releases/{release.pk}/{path}")
    look(admin, "/releases/")
    look(admin, f"/jobs/{release.job_id}/")
    look(program, f"/api/v1/releases/{release.pk}/", headers=admin_token)
    look(program, f"/api/v1/jobs/{release.job_id}/", headers=admin_token)
    with at_work(cast.network_administrator) as by:
        services.approve(by=by, release_id=release.pk)
    look(admin, f"/releases/{release.pk}/")
    for path in ("", f"{release.pk}/", f"{release.pk}/csv/"):
        look(reviewer, f"/released/{path}")
        look(program, f"/api/v1/released/{path}", headers=reviewer_token)
    neighbour = sign_in(Client(), cast.outsider, cast.harbor)
    look(neighbour, "/figures/")
    with as_owner():
        ours = ("network_job", "network_audit", "figure_", "release")
        seen["rows"] = sorted(
            (table, without_chance(row))
            for table, row in shared_rows()
            if table.removeprefix("public.").startswith(ours)
        )
    return {re.sub(r"[0-9a-f-]{36}", "~", name): text for name, text in seen.items()}


def test_another_hidden_number_changes_nothing_that_anybody_outside_sees(cast: Cast) -> None:
    one = everything(cast, ONE_WORLD)
    assert len(one) > 15
    assert any(table == "public.released_cell" for table, _row in one["rows"])
    assert any(table == "public.figure_ledger" for table, _row in one["rows"])
    renew_database()
    another = everything(cast, ANOTHER)
    assert one.keys() == another.keys()
    assert [name for name in one if one[name] != another[name]] == []


def test_a_shown_number_does_change_what_is_seen(cast: Cast) -> None:
    """The control: the comparison above can fail."""
    one = everything(cast, ONE_WORLD)
    renew_database()
    another = everything(cast, {**ONE_WORLD, "0": 25})
    differing = {re.sub(r"^\d+ ", "", name) for name in one if one[name] != another[name]}
    assert {"/releases/~/", "/releases/~/csv/", "/released/", "/released/~/csv/", "rows"} <= differing
    assert "/figures/" not in differing, "a practice sees its own line alone"


def test_the_digest_of_a_block_cannot_be_guessed_without_the_key(cast: Cast, settings: Any) -> None:
    """Ten counts are quickly tried; without the engine's key none of the digests one can compute is the ledger's."""
    from reporting.disclosure.engine.digests import block_digest
    from reporting.disclosure.models import LedgerLine

    generation = count_in(cast.blackstone, ONE_WORLD)
    release = computed(requested(cast))
    with as_owner():
        (block,) = LedgerLine.objects.get(kind="frozen").blocks
    named = {"release_id": release.pk, "practice_id": cast.blackstone.pk, "generation": generation}
    guesses = {
        block_digest(key, **named, counts={**ONE_WORLD, "1": count})
        for key in (b"", b"a guessed key", settings.SECRET_KEY.encode())
        for count in range(1, 11)
    }
    assert block["digest"] not in guesses
    assert block["digest"] == block_digest(settings.RELEASE_KEY.encode(), **named, counts=ONE_WORLD)
