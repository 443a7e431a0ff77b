"""A made-up HSDS 3.0 data package of any size: organizations, services, places and everything that hangs on them."""

import csv
import io
import uuid
import zipfile
from collections.abc import Iterable

_SPACE = uuid.UUID("8f0f8a30-0b54-5d3e-9a52-3a8e6e0d7a11")
_LANGUAGES = (("en", "English"), ("es", "Spanish"), ("pt", "Portuguese"))


def package(services: int) -> bytes:
    """The zip: an organization for every five services, a place for every two, three rows of parts for each."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (headings, rows) in _tables(services).items():
            archive.writestr(f"{name}.csv", _text(headings, rows))
    return whole.getvalue()


def _tables(services: int) -> dict[str, tuple[str, Iterable[tuple[object, ...]]]]:
    numbers = range(services)
    organizations, places = range(max(1, services // 5)), range(max(1, services // 2))
    return {
        "organizations": (
            "id,name,description,website",
            [(_id("o", n), f"Organization {n}", "Helps families", f"www.o{n}.example.org") for n in organizations],
        ),
        "locations": (
            "id,location_type,organization_id,name,latitude,longitude",
            [
                (_id("l", n), "physical", _id("o", n % len(organizations)), f"House {n}", 41 + n % 900 / 1000, -71.4)
                for n in places
            ],
        ),
        "addresses": (
            "id,location_id,address_1,city,state_province,postal_code,country,address_type",
            [
                (_id("a", n), _id("l", n), f"{n} Loom Street", "Pawtucket", "RI", "02860", "US", "physical")
                for n in places
            ],
        ),
        "services": (
            "id,organization_id,name,description,status,minimum_age,maximum_age,email,url,assured_date",
            [
                (_id("s", n), _id("o", n % len(organizations)), f"Service {n}", f"What service {n} does for families",
                 "active", n % 6, 12 + n % 9, f"s{n}@example.org", f"https://s{n}.example.org", "2026-01-15")
                for n in numbers
            ],
        ),
        "service_at_locations": (
            "id,service_id,location_id",
            [(_id("x", n), _id("s", n), _id("l", n % len(places))) for n in numbers],
        ),
        "phones": (
            "id,service_id,number,type",
            [(_id("p", n), _id("s", n), f"401-555-01{n % 100:02d} x{n % 900}", "voice") for n in numbers],
        ),
        "languages": (
            "id,service_id,name,code",
            [(_id("g", n), _id("s", n), *reversed(_LANGUAGES[n % 3])) for n in numbers],
        ),
        "schedules": (
            "id,service_id,freq,byday,opens_at,closes_at",
            [(_id("t", n), _id("s", n), "WEEKLY", "MO,TU", "09:00", "17:00") for n in numbers],
        ),
    }  # fmt: skip


def _id(kind: str, number: int) -> str:
    return str(uuid.uuid5(_SPACE, f"{kind}{number}"))


def _text(headings: str, rows: Iterable[tuple[object, ...]]) -> str:
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(headings.split(","))
    writer.writerows(rows)
    return page.getvalue()
