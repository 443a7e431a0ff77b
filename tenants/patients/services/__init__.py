"""Verbs of the patients room."""

from tenants.patients.services.access import (
    block_person,
    break_glass,
    grant_child,
    lift_block,
    review_opening,
    revoke_grant,
    set_confidential,
)
from tenants.patients.services.children import (
    CHILD_FIELDS,
    add_child,
    change_child,
    correct_death,
    record_death,
)
from tenants.patients.services.contacts import (
    CONTACT_FIELDS,
    LINK_FIELDS,
    add_contact,
    change_contact,
    change_link,
    end_link,
    link_contact,
)
from tenants.patients.services.custody import add_custody_document
from tenants.patients.services.homes import (
    HOUSEHOLD_FIELDS,
    add_household,
    change_household,
    change_residence,
    end_residence,
    set_residence,
)
from tenants.patients.services.intake import Newcomer, add_contacts, take_in
from tenants.patients.services.merging import point_at, stand_alone

__all__ = [
    "CHILD_FIELDS",
    "CONTACT_FIELDS",
    "HOUSEHOLD_FIELDS",
    "LINK_FIELDS",
    "Newcomer",
    "add_child",
    "add_contact",
    "add_contacts",
    "add_custody_document",
    "add_household",
    "block_person",
    "break_glass",
    "change_child",
    "change_contact",
    "change_household",
    "change_link",
    "change_residence",
    "correct_death",
    "end_link",
    "end_residence",
    "grant_child",
    "lift_block",
    "link_contact",
    "point_at",
    "record_death",
    "review_opening",
    "revoke_grant",
    "set_confidential",
    "set_residence",
    "stand_alone",
    "take_in",
]
