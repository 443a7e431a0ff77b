"""Which parts of a nested HSDS answer are rows of which table, and how a part names what it stands in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part under one key: its table; the part's field that names the whole, or the whole's that names the part."""

    table: str
    names_whole: str = ""
    named_by_whole: str = ""


_COMMON = {
    "attributes": Part("attribute", "link_id"),
    "metadata": Part("metadata", "resource_id"),
}

PARTS: dict[str, dict[str, Part]] = {
    "organization": {
        "funding": Part("funding", "organization_id"),
        "contacts": Part("contact", "organization_id"),
        "phones": Part("phone", "organization_id"),
        "locations": Part("location", "organization_id"),
        "programs": Part("program", "organization_id"),
        "organization_identifiers": Part("organization_identifier", "organization_id"),
        "services": Part("service", "organization_id"),
        "additional_websites": Part("url", "organization_id"),
    },
    "service": {
        "organization": Part("organization", named_by_whole="organization_id"),
        "program": Part("program", named_by_whole="program_id"),
        "phones": Part("phone", "service_id"),
        "schedules": Part("schedule", "service_id"),
        "service_areas": Part("service_area", "service_id"),
        "service_at_locations": Part("service_at_location", "service_id"),
        "languages": Part("language", "service_id"),
        "funding": Part("funding", "service_id"),
        "cost_options": Part("cost_option", "service_id"),
        "required_documents": Part("required_document", "service_id"),
        "contacts": Part("contact", "service_id"),
        "additional_urls": Part("url", "service_id"),
        "capacities": Part("service_capacity", "service_id"),
    },
    "service_at_location": {
        "service": Part("service", named_by_whole="service_id"),
        "location": Part("location", named_by_whole="location_id"),
        "contacts": Part("contact", "service_at_location_id"),
        "phones": Part("phone", "service_at_location_id"),
        "schedules": Part("schedule", "service_at_location_id"),
        "service_areas": Part("service_area", "service_at_location_id"),
    },
    "location": {
        "languages": Part("language", "location_id"),
        "addresses": Part("address", "location_id"),
        "contacts": Part("contact", "location_id"),
        "accessibility": Part("accessibility", "location_id"),
        "phones": Part("phone", "location_id"),
        "schedules": Part("schedule", "location_id"),
    },
    "contact": {"phones": Part("phone", "contact_id")},
    "phone": {"languages": Part("language", "phone_id")},
    "taxonomy_term": {"taxonomy_detail": Part("taxonomy", named_by_whole="taxonomy_id")},
    "attribute": {"taxonomy_term": Part("taxonomy_term", named_by_whole="taxonomy_term_id")},
    "service_capacity": {"unit": Part("unit", named_by_whole="unit_id")},
}


def parts_of(table: str) -> dict[str, Part]:
    """The parts a row of the table may carry, by key."""
    return {**_COMMON, **PARTS.get(table, {})}
