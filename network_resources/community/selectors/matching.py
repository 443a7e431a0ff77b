"""The one statement that finds services, and how its order comes about.

Each service gets points for what it meets; `POINTS` says how many for what, and the reasons on a card name the same
things. Equal points: the nearer first, then by name. Distances are great circles on a sphere of 3,958.8 miles; a box
around the point picks places by an index first. A service without a public place stays in, after those near, because a
help line or a confidential shelter is no farther from one family than from another.
"""

import datetime as dt
import json
import math
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from network_resources.community.models import DirectorySearch
from network_resources.community.rules.asked import Clause
from network_resources.community.rules.fit import Hit

POINTS = {
    "need_listed": 40,  # filed under the need, or its own name says so
    "need_alone": 6,  # filed under this need and no other: a place for it, not one that does it too
    "need_mentioned": 15,  # its description speaks of the need
    "words_somewhere": 10,
    "words_in_name": 30,  # besides one of the above
    "nearness": 20,  # all of it next door, none at the edge; one mile more counts most where it is near
    "speaks": 15,
    "interpreters": 5,
    "ages": 5,  # made for an age that fits
    "checked_this_year": 8,
    "checked_last_year": 3,
}
MILES_A_DEGREE = 69.0
_ROUND = 3958.8  # miles: the earth's radius
_TABLE = "public.directory_search"

_MILES = f"""2 * {_ROUND} * asin(least(1, sqrt(
        power(sin(radians(p.latitude - %(latitude)s) / 2), 2)
        + cos(radians(%(latitude)s)) * cos(radians(p.latitude))
        * power(sin(radians(p.longitude - %(longitude)s) / 2), 2))))"""

_NOWHERE = """
    UNION ALL
    SELECT n.service_id, NULL, NULL FROM public.directory_search n WHERE n.is_listed AND NOT n.has_places"""

_NEAR = f"""near AS MATERIALIZED (
    (SELECT DISTINCT ON (place.service_id) place.service_id, place.id, place.miles
    FROM (
        SELECT p.service_id, p.service_at_location_id AS id, {_MILES} AS miles
        FROM public.directory_place p
        WHERE p.latitude BETWEEN %(south)s AND %(north)s AND p.longitude BETWEEN %(west)s AND %(east)s
    ) place
    WHERE place.miles <= %(reach)s
    ORDER BY place.service_id, place.miles
    )"""  # noqa: S608 - put together from our own text


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the earth, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Ask:
    """What is looked for; `reach` is how far nearness counts, `within` what is not to be exceeded, in miles."""

    clauses: tuple[Clause, ...]
    nothing: bool  # only words that no listing holds
    point: Point | None
    within: float | None
    reach: float
    language: str
    only_speakers: bool
    years: Decimal | None
    free: bool
    today: dt.date


@dataclass(frozen=True, slots=True)
class Row:
    """A find: its row, how it met each clause, and its nearest public place."""

    row: DirectorySearch
    hits: tuple[str, ...]
    place_id: uuid.UUID | None
    miles: float | None


def page_of(ask: Ask, *, limit: int, offset: int) -> tuple[list[Row], int]:
    """The finds of one page and how many there are in all, in one statement."""
    if ask.nothing:
        return [], 0
    sql, parameters = statement(ask)
    with connection.cursor() as cursor:
        cursor.execute(sql, {**parameters, "limit": limit, "offset": offset})
        names = [column.name for column in cursor.description or ()]
        found = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    return [_row(values) for values in found], found[0]["total"] if found else 0


def statement(ask: Ask) -> tuple[str, dict[str, Any]]:
    """The statement and its parameters; everything that came from outside is a parameter."""
    parameters: dict[str, Any] = {"today": ask.today}
    points, wanted, hits = [_freshness()], ["s.is_listed"], []
    for number, clause in enumerate(ask.clauses):
        match, score, hit = _clause(number, clause, parameters)
        wanted.append(match)
        points.append(score)
        hits.append(hit)
    _language(ask, wanted, points, parameters)
    _age(ask, wanted, points, parameters)
    if ask.free:
        wanted.append("s.cost IN ('free', 'sliding')")
    near = _place(ask, points, parameters)
    join = "" if not near else f"{'JOIN' if ask.within is not None else 'LEFT JOIN'} near USING (service_id)"
    place = "near.id AS place_id, near.miles" if near else "NULL::uuid AS place_id, NULL::float8 AS miles"
    sql = f"""
        WITH {near}met AS MATERIALIZED (
            SELECT service_id, {" + ".join(points)} AS points, s.name, {place}
            FROM {_TABLE} s {join}
            WHERE {" AND ".join(wanted)}
        ), page AS (
            SELECT met.*, (SELECT count(*) FROM met) AS total FROM met
            ORDER BY points DESC, miles NULLS LAST, name, service_id LIMIT %(limit)s OFFSET %(offset)s
        )
        SELECT s.service_id, s.is_listed, s.name, s.organization, s.needs, s.languages, s.has_interpreters, s.cost,
            s.assured_on, s.edition::text AS edition, page.total, page.place_id, page.miles,
            ARRAY[{", ".join(hits)}]::text[] AS hits
        FROM page JOIN {_TABLE} s ON s.service_id = page.service_id
        ORDER BY page.points DESC, page.miles NULLS LAST, s.name, s.service_id"""  # noqa: S608 - our own text; values are parameters
    return sql, parameters


def nearest_place(service_id: uuid.UUID, point: Point) -> tuple[uuid.UUID | None, float | None]:
    """The nearest public place of a service and its miles from here; None twice where it has none."""
    sql = f"""SELECT p.service_at_location_id, {_MILES} AS miles FROM public.directory_place p
        WHERE p.service_id = %(service_id)s ORDER BY miles LIMIT 1"""  # noqa: S608 - our own text; values are parameters
    with connection.cursor() as cursor:
        cursor.execute(
            sql, {"service_id": service_id, "latitude": point.latitude, "longitude": point.longitude}
        )
        found = cursor.fetchone()
    return (found[0], found[1]) if found else (None, None)


def _clause(number: int, clause: Clause, parameters: dict[str, Any]) -> tuple[str, str, str]:
    """Its condition, its points, and how a find met it, as SQL."""
    listed = mentioned = said = named = "false"
    if clause.needs:
        parameters[f"needs{number}"] = list(clause.needs)
        listed = f"s.needs && %(needs{number})s::varchar[]"
        mentioned = f"s.mentions && %(needs{number})s::varchar[]"
    if clause.words:
        parameters[f"words{number}"] = " & ".join(f"({' | '.join(any_of)})" for any_of in clause.words)
        query = f"to_tsquery('pg_catalog.english', %(words{number})s)"
        said, named = f"s.vector @@ {query}", f"s.name_vector @@ {query}"
    conditions = [one for one in (listed, mentioned, said) if one != "false"]
    score = (
        f"CASE WHEN {listed} THEN {POINTS['need_listed']}"
        f" + CASE WHEN cardinality(s.needs) = 1 THEN {POINTS['need_alone']} ELSE 0 END"
        f" WHEN {mentioned} THEN {POINTS['need_mentioned']} ELSE {POINTS['words_somewhere']} END + CASE WHEN {named} THEN {POINTS['words_in_name']} ELSE 0 END"
    )
    hit = (
        f"CASE WHEN {listed} THEN '{Hit.LISTED}' WHEN {named} THEN '{Hit.NAMED}'"
        f" WHEN {mentioned} THEN '{Hit.MENTIONED}' ELSE '{Hit.SAID}' END"
    )
    return f"({' OR '.join(conditions)})", score, hit


def _language(ask: Ask, wanted: list[str], points: list[str], parameters: dict[str, Any]) -> None:
    """English is spoken everywhere and narrows nothing."""
    if ask.language in ("", "en"):
        return
    parameters["language"] = [ask.language]
    speaks = "s.languages @> %(language)s::varchar[]"
    if ask.only_speakers:
        wanted.append(f"({speaks} OR s.has_interpreters)")
    points.append(
        f"CASE WHEN {speaks} THEN {POINTS['speaks']} WHEN s.has_interpreters THEN {POINTS['interpreters']} ELSE 0 END"
    )


def _age(ask: Ask, wanted: list[str], points: list[str], parameters: dict[str, Any]) -> None:
    if ask.years is None:
        return
    parameters["years"] = ask.years
    wanted.append("(s.minimum_age IS NULL OR s.minimum_age <= %(years)s)")
    wanted.append("(s.age_before IS NULL OR s.age_before > %(years)s)")
    limited = "s.age_before IS NOT NULL OR s.minimum_age > 0"
    points.append(f"CASE WHEN {limited} THEN {POINTS['ages']} ELSE 0 END")


def _place(ask: Ask, points: list[str], parameters: dict[str, Any]) -> str:
    """The common table of places around the point, with a comma behind it; nothing without a point.

    With a limit it also holds the services without a place, and only what it holds is looked at.
    """
    if ask.point is None:
        return ""
    north = ask.reach / MILES_A_DEGREE
    east = north / max(0.1, math.cos(math.radians(ask.point.latitude)))
    parameters |= {
        "latitude": ask.point.latitude, "longitude": ask.point.longitude, "reach": ask.reach,
        "south": ask.point.latitude - north, "north": ask.point.latitude + north,
        "west": ask.point.longitude - east, "east": ask.point.longitude + east,
    }  # fmt: skip
    points.append(
        f"coalesce(round({POINTS['nearness']} * (1 - ln(1 + near.miles) / ln(1 + %(reach)s)))::int, 0)"
    )
    return f"{_NEAR}{_NOWHERE if ask.within is not None else ''}\n), "


def _freshness() -> str:
    return (
        f"CASE WHEN s.assured_on > %(today)s - 366 THEN {POINTS['checked_this_year']}"
        f" WHEN s.assured_on > %(today)s - 731 THEN {POINTS['checked_last_year']} ELSE 0 END"
    )


def _row(values: dict[str, Any]) -> Row:
    kept = {name: value for name, value in values.items() if name in _FIELDS}
    kept["edition"] = json.loads(kept["edition"])
    row = DirectorySearch.from_db("default", list(kept), list(kept.values()))
    return Row(row, tuple(values["hits"]), values["place_id"], values["miles"])


_FIELDS = {field.attname for field in DirectorySearch._meta.concrete_fields}
