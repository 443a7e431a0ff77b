"""A made-up directory of any size for the measures of searching, the same each time."""

import random
from decimal import Decimal
from typing import Any

KINDS = (
    ("Respite Care", "respite"), ("Food Pantry", "food"), ("Early Intervention", "early_intervention"),
    ("Family Counseling", "behavioral_health"), ("Legal Aid", "legal"), ("Dental Clinic", "dental"),
    ("Child Care", "child_care"), ("Speech Therapy", "therapies"), ("Housing Help", "housing"),
    ("Heating Assistance", "utilities"), ("Medical Rides", "transport"), ("Parent Group", "family_support"),
    ("Special Education Advocates", "special_education"), ("Summer Camp", "recreation"),
)  # fmt: skip
PLACES = (
    "North",
    "River",
    "Harbor",
    "Valley",
    "Lake",
    "Hill",
    "Bridge",
    "Mill",
    "Garden",
    "Union",
    "Cedar",
    "Bay",
)
BODIES = (
    "Center",
    "Alliance",
    "Network",
    "House",
    "Foundation",
    "Partnership",
    "Council",
    "Project",
    "Cooperative",
)
SAID = (
    "We help families of children with special health needs find rest and care near home. Call first.",
    "Staff answer in several languages and help families with papers. Open to everybody in the county.",
    "A team visits families at home and goes along to school meetings. Free or by income.",
    "Families meet on Tuesday evenings; food and a playroom for brothers and sisters are there.",
)
BATCH = 5000
MIDDLE = (41.8, -71.4)


def fill(count: int) -> None:
    """Write `count` services with organization, place, telephone, languages and a need each, and make them searchable."""
    from network_resources.community.services.refresh import refresh_search
    from network_resources.community.services.vocabulary import ensure_needs

    chance = random.Random(7)
    ensure_needs()
    _zip_codes()
    for start in range(0, count, BATCH):
        _write([_made(number, chance) for number in range(start, min(start + BATCH, count))])
    refresh_search()


def _zip_codes() -> None:
    from network_resources.community.models import ZipPlace

    ZipPlace.objects.bulk_create(
        ZipPlace(zip_code=f"028{number:02}", city="Town", state="RI", latitude=MIDDLE[0] + number / 400,
                 longitude=MIDDLE[1] + number / 400)
        for number in range(100)
    )  # fmt: skip


def _made(number: int, chance: random.Random) -> dict[str, Any]:
    from network_resources.community import models

    kind, need = KINDS[number % len(KINDS)]
    body = f"{chance.choice(PLACES)}{chance.choice(PLACES).lower()} {chance.choice(BODIES)} {number // 12}"
    organization = models.Organization(name=body)
    service = models.Service(
        organization=organization, name=f"{chance.choice(PLACES)} {kind} {number % 977}",
        description=f"{kind}. {chance.choice(SAID)}", status="active",
        minimum_age=Decimal(chance.choice((0, 0, 3, 6))), maximum_age=Decimal(chance.choice((3, 5, 12, 18, 21))),
        fees_description=chance.choice(("Free", "Sliding scale", "Call for fees")),
    )  # fmt: skip
    location = models.Location(
        organization=organization, location_type="physical", name="Office",
        latitude=MIDDLE[0] + chance.gauss(0, 0.8), longitude=MIDDLE[1] + chance.gauss(0, 0.9),
    )  # fmt: skip
    return {
        "need": need, "organization": organization, "service": service, "location": location,
        "languages": chance.sample(("en", "es", "pt", "ht", "kea", "vi"), 2), "number": number,
    }  # fmt: skip


def _write(made: list[dict[str, Any]]) -> None:
    from network_resources.community import models as m
    from network_resources.community.services.vocabulary import term_id

    m.Organization.objects.bulk_create(one["organization"] for one in made)
    m.Service.objects.bulk_create(one["service"] for one in made)
    m.Location.objects.bulk_create(one["location"] for one in made)
    m.ServiceAtLocation.objects.bulk_create(
        m.ServiceAtLocation(service=one["service"], location=one["location"]) for one in made
    )
    m.Phone.objects.bulk_create(
        m.Phone(service=one["service"], number=f"401-555-01{one['number'] % 100:02}", type="voice")
        for one in made
    )
    m.Language.objects.bulk_create(
        m.Language(service=one["service"], code=code) for one in made for code in one["languages"]
    )
    m.Attribute.objects.bulk_create(
        m.Attribute(link_id=one["service"].id, link_entity="service", taxonomy_term_id=term_id(one["need"]))
        for one in made
    )
