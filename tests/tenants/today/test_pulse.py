"""The frame around every page: counts beside the menu and the call that runs, from one statement."""

import datetime as dt
import re

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nestwork.practices.active import inside
from tenants.registry.services import leave
from tenants.today import pulse as of
from tenants.today.models import OpenCall
from tenants.worklist.models import Item
from tests.factories.work import ItemFactory, child_on_registry
from tests.people import Cast, sign_in, working_as
from tests.tenants.today.conftest import Due


def counts(page: bytes) -> dict[str, int]:
    found = re.findall(r'id="count-(\w+)">(\d+)<', page.decode())
    return {key: int(number) for key, number in found}


def url(name: str, *args: object) -> str:
    return reverse(name, urlconf="nestwork.urls.practice", args=args)


def test_the_menu_counts_own_work_and_the_registry(coordinator: Client, due: Due, cast: Cast) -> None:
    with inside(cast.blackstone):
        ItemFactory(child=due.child, owner_id=cast.nurse.pk)
        noah = child_on_registry(1)
    assert counts(coordinator.get("/registry/").content) == {"today": 2, "registry": 2}

    with working_as(cast.coordinator, cast.blackstone) as by:
        leave(child=noah, by=by, reason="moved")
    assert counts(coordinator.get("/registry/").content) == {"today": 1, "registry": 1}


def test_a_running_call_stands_in_the_bar_of_every_page_of_its_person(
    coordinator: Client, due: Due, cast: Cast
) -> None:
    assert b"data-start" not in coordinator.get("/registry/").content
    coordinator.get("/", {"open": str(due.item.id)})

    page = coordinator.get("/registry/").content.decode()

    assert f'class="timer" href="/?open={due.item.id}"' in page
    assert "data-start" in page
    nurse = sign_in(Client(), cast.nurse, cast.blackstone)
    assert b"data-start" not in nurse.get("/registry/").content


def test_closing_the_panel_without_saving_ends_the_call_and_nothing_else(
    coordinator: Client, due: Due, cast: Cast
) -> None:
    coordinator.get("/", {"open": str(due.item.id)})

    answer = coordinator.post(url("hang_up", due.item.id), {"who": "team", "note": "typed"})

    assert (answer.status_code, answer["Location"]) == (302, "/?who=team")
    with inside(cast.blackstone):
        assert not OpenCall.objects.exists()
        assert Item.objects.get(id=due.item.id).is_open
    assert b"data-start" not in coordinator.get("/registry/").content


def test_a_finished_item_or_a_panel_left_open_is_no_running_call(
    coordinator: Client, due: Due, cast: Cast
) -> None:
    coordinator.get("/", {"open": str(due.item.id)})
    with working_as(cast.coordinator, cast.blackstone) as by:
        call = of.pulse(by).running_call
        assert call is not None
        OpenCall.objects.update(started_at=timezone.now() - dt.timedelta(hours=3))
        assert of.pulse(by).running_call is None
        OpenCall.objects.update(started_at=timezone.now())
    with working_as(cast.nurse, cast.blackstone) as by:
        from tenants.today.services import finish

        finish(item=Item.objects.get(id=due.item.id), by=by)
    with working_as(cast.coordinator, cast.blackstone) as by:
        assert of.pulse(by).running_call is None


def test_a_parent_partner_is_told_no_number(cast: Cast) -> None:
    with working_as(cast.parent_partner, cast.blackstone) as by:
        assert of.pulse(by) == of.Pulse()
