"""Searching the directory: three statements, whatever is asked and found (place of the ZIP code, words, finds).

Nothing of a search is written anywhere. Source of the order of finds: `matching.POINTS`.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from nestwork.practices import clock
from network_resources.community.models import DirectorySearch, ZipPlace
from network_resources.community.rules import needs
from network_resources.community.rules.asked import Clause, Understood, understand
from network_resources.community.rules.fit import Hit, Wanted, in_months
from network_resources.community.rules.spelling import words_of
from network_resources.community.selectors import matching
from network_resources.community.selectors.cards import Card, make_card
from network_resources.community.selectors.matching import Ask, Point

PAGE = 20
RANKED_MILES = 60.0  # how far a ZIP code without a limit tells near from far


@dataclass(frozen=True, slots=True)
class Found:
    """One page of finds, and what was made of the words."""

    cards: tuple[Card, ...]
    total: int
    page: int
    pages: int
    understood: Understood
    is_zip_known: bool = True  # False when a ZIP code was given that has no place in the directory

    @property
    def needs(self) -> tuple[str, ...]:
        """The needs the words were taken for."""
        return tuple(dict.fromkeys(key for clause in self.understood.clauses for key in clause.needs))


def search(
    *,
    text: str = "",
    need: str = "",
    zip_code: str = "",
    within_miles: float | None = None,
    language: str = "",
    only_speakers: bool = True,
    age: Decimal | float | None = None,
    free: bool = False,
    page: int = 1,
    today: dt.date | None = None,
) -> Found:
    """Services that fit, best first. `age` is in years, `language` our code, `free` means free or by income.
    Without `only_speakers` a language orders the list and leaves nobody out.

    Words that no listing holds are named in the answer and left out, unless nothing else was asked. A ZIP code that
    is not known counts as not given. Raises ValueError for a need that is not in the vocabulary.
    """
    if need and not needs.is_need(need):
        raise ValueError(f"{need!r} is not a need of the vocabulary")
    point = point_of(zip_code)
    understood = _understood(text)
    months, day = in_months(age), today or clock.today()
    chosen = (Clause((need,), ()),) if need else ()
    ask = Ask(
        clauses=(*chosen, *understood.clauses),
        nothing=bool(understood.unknown) and not understood.clauses and not chosen,
        point=point,
        within=None if point is None else within_miles,
        reach=within_miles or RANKED_MILES,
        language=language,
        only_speakers=only_speakers,
        years=None if months is None else Decimal(months) / 12,
        free=free,
        today=day,
    )
    rows, total, page = _page(ask, max(1, page))
    asked = (ask, language, months, day)
    return Found(
        cards=_cards(rows, *asked),
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE)),
        understood=understood,
        is_zip_known=point is not None or not zip_code.strip(),
    )


def card_of(
    service_id: uuid.UUID,
    *,
    zip_code: str = "",
    age: Decimal | float | None = None,
    language: str = "",
    today: dt.date | None = None,
) -> Card:
    """The card of one service, listed or not, with the nearest of its public places.

    Raises DirectorySearch.DoesNotExist for an unknown service.
    """
    row = DirectorySearch.objects.get(pk=service_id)
    point = point_of(zip_code)
    place_id, miles = matching.nearest_place(service_id, point) if point else (None, None)
    wanted = Wanted(language=language, months=in_months(age), has_place=point is not None)
    return make_card(row, wanted, today=today or clock.today(), place_id=place_id, miles=miles)


def point_of(zip_code: str) -> Point | None:
    """The middle of a ZIP code, or None when it is not known."""
    code = zip_code.strip()[:5]
    found = ZipPlace.objects.filter(pk=code).first() if len(code) == 5 and code.isdigit() else None
    return Point(found.latitude, found.longitude) if found else None


def _understood(text: str) -> Understood:
    words = words_of(text)
    if not words:
        return Understood()
    listed: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT asked, word FROM public.directory_words_like(%s::text[])", [list(set(words))])
        for asked, word in cursor.fetchall():
            listed.setdefault(asked, []).append(word)
    return understand(words, listed=listed)


def _page(ask: Ask, page: int) -> tuple[list[matching.Row], int, int]:
    rows, total = matching.page_of(ask, limit=PAGE, offset=PAGE * (page - 1))
    if rows or page == 1:
        return rows, total, page
    rows, total = matching.page_of(ask, limit=PAGE, offset=0)  # the page asked for lies behind the last one
    return rows, total, 1


def _cards(
    rows: list[matching.Row], ask: Ask, language: str, months: int | None, day: dt.date
) -> tuple[Card, ...]:
    def card(row: matching.Row) -> Card:
        hits = tuple(_hit(clause, Hit(word)) for clause, word in zip(ask.clauses, row.hits, strict=True))
        wanted = Wanted(hits=hits, language=language, months=months, has_place=ask.point is not None)
        return make_card(row.row, wanted, today=day, place_id=row.place_id, miles=row.miles)

    return tuple(card(row) for row in rows)


def _hit(clause: Clause, hit: Hit) -> tuple[str, str, Hit]:
    return (clause.needs[0] if clause.needs else "", clause.said, hit)


def listed_count() -> int:
    """How many services the directory lists."""
    return DirectorySearch.objects.filter(is_listed=True).count()
