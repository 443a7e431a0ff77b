"""The board: five lanes, or the same as a list."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from nestwork.practices import clock
from tenants.referrals import selectors, words
from tenants.referrals.rules.stages import Lane, Stage
from tenants.referrals.selectors import Open
from tenants.referrals.web import presenters
from tenants.referrals.web.presenters import CardView

PURPOSE = "closing loops"
CARDS, ROWS = 6, 60  # in a lane, in the list
LOOK_BACK = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; nothing of a person stands in it."""

    view: str = "mine"  # mine, all, late, ended
    is_list: bool = False
    lane: str = ""
    rows: int = ROWS

    def url(self, **other: Any) -> str:
        """The address of the same page with something else asked."""
        asked = {"view": self.view, "show": "list" if self.is_list else "", "lane": self.lane, **other}
        said = {key: value for key, value in asked.items() if value}
        return f"{reverse('referrals')}?{urlencode(said)}" if said else reverse("referrals")


@dataclass(frozen=True, slots=True)
class LaneView:
    """A column."""

    key: str
    name: str
    rule: str
    count: int
    cards: list[CardView]
    more: int
    url: str


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def page(request: HttpRequest) -> HttpResponse:
    """Open referrals, the late ones first, or those that ended lately."""
    reader, asked = reader_of(request), _read(request)
    every = selectors.open_referrals(reader)
    mine = [one for one in every if one.owner_id in (None, reader.person_id)]
    late = [one for one in every if one.due_on < clock.today()]
    ended = selectors.ended_since(reader, clock.today() - LOOK_BACK)
    chosen = {"mine": mine, "late": late, "ended": []}.get(asked.view, every)
    context = {
        "asked": asked,
        "lead": presenters.lead(len(every), len(late)),
        "figures": presenters.figures(
            ended, [one.due_on for one in every], sum(one.stage == Stage.COULD_NOT_GO for one in every)
        ),
        "chips": _chips(asked, len(mine), len(every), len(late), len(ended)),
        "board_url": asked.url(show="", lane=""),
        "list_url": asked.url(show="list"),
        "may_refer": reader.may(Permission.START_REFERRALS),
    }
    if asked.is_list:
        ids = [step.referral_id for step in ended] if asked.view == "ended" else _of_lane(chosen, asked.lane)
        context |= _list(reader, ids, asked)
    else:
        context |= {"lanes": _lanes(reader, chosen, asked)}
    _note(reader, context)
    return render(request, "referrals/board.html", context)


def _read(request: HttpRequest) -> Asked:
    view = request.GET.get("view", "mine")
    view = view if view in ("mine", "all", "late", "ended") else "mine"
    lane = request.GET.get("lane", "")
    rows = request.GET.get("rows", "")
    return Asked(
        view=view,
        is_list=request.GET.get("show") == "list" or view == "ended",
        lane=lane if lane in set(Lane) else "",
        rows=min(500, max(ROWS, int(rows))) if rows.isascii() and rows.isdigit() else ROWS,
    )


def _chips(asked: Asked, *counts: int) -> list[tuple[str, str, bool]]:
    names = (("mine", _("Mine")), ("all", _("All")), ("late", _("Late")), ("ended", _("Ended in 90 days")))
    return [
        (f"{name} {count}", asked.url(view=key, lane="", show=_show(asked, key)), asked.view == key)
        for (key, name), count in zip(names, counts, strict=True)
    ]


def _show(asked: Asked, view: str) -> str:
    return "list" if view == "ended" or (asked.is_list and asked.view != "ended") else ""


def _of_lane(chosen: list[Open], lane: str) -> list[uuid.UUID]:
    return [one.id for one in chosen if not lane or one.lane == lane]


def _lanes(reader: Reader, chosen: list[Open], asked: Asked) -> list[LaneView]:
    by_lane: dict[str, list[uuid.UUID]] = defaultdict(list)
    for one in chosen:
        by_lane[one.lane].append(one.id)
    wanted = [pk for lane in Lane for pk in by_lane[lane][:CARDS]]
    cards = {now.referral.pk: presenters.card(now) for now in selectors.shown(reader, wanted)}
    return [
        LaneView(
            key=lane,
            name=str(words.LANE[lane]),
            rule=str(words.LANE_RULE[lane]),
            count=len(by_lane[lane]),
            cards=[cards[pk] for pk in by_lane[lane][:CARDS] if pk in cards],
            more=max(0, len(by_lane[lane]) - CARDS),
            url=asked.url(lane=lane, show="list"),
        )
        for lane in Lane
    ]


def _list(reader: Reader, ids: list[uuid.UUID], asked: Asked) -> dict[str, Any]:
    found = selectors.shown(reader, ids[: asked.rows])
    return {
        "rows": [presenters.card(now) for now in found],
        "more": max(0, len(ids) - asked.rows),
        "more_url": asked.url(rows=asked.rows + 100),
        "lane_name": words.LANE[Lane(asked.lane)] if asked.lane else "",
        "whole_url": asked.url(lane=""),
    }


def _note(reader: Reader, context: dict[str, Any]) -> None:
    cards = context.get("rows") or [card for lane in context.get("lanes", []) for card in lane.cards]
    record_view(
        by=reader, page="referrals", shown=sorted({card.now.child.pk for card in cards}), purpose=PURPOSE
    )
