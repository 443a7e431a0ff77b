"""Words of the directory's keeping: tables, fields, reasons, states."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network_resources.community.rules.problems import Reason
from network_resources.community.rules.states import Act, RowState, UploadState

TABLES: dict[str, Promise] = {
    "organization": _("Organizations"),
    "organization_identifier": _("Identifiers of organizations"),
    "program": _("Programs"),
    "service": _("Services"),
    "service_at_location": _("Services at locations"),
    "location": _("Locations"),
    "address": _("Addresses"),
    "phone": _("Telephone numbers"),
    "contact": _("Contacts"),
    "schedule": _("Hours"),
    "service_area": _("Service areas"),
    "language": _("Languages"),
    "accessibility": _("Accessibility"),
    "cost_option": _("Costs"),
    "required_document": _("Required documents"),
    "funding": _("Funding"),
    "url": _("Web addresses"),
    "unit": _("Units"),
    "service_capacity": _("Capacities"),
    "taxonomy": _("Classifications"),
    "taxonomy_term": _("Words of a classification"),
    "attribute": _("Classified rows"),
    "metadata": _("The source's own history"),
    "meta_table_description": _("The source's own descriptions"),
}

FIELDS: dict[str, Promise] = {
    "": _("The row"),
    "id": _("Id"),
    "name": _("Name"),
    "alternate_name": _("Other name"),
    "description": _("Description"),
    "email": _("E-mail"),
    "website": _("Web address"),
    "url": _("Web address"),
    "uri": _("Web address"),
    "status": _("Status"),
    "organization_id": _("Organization"),
    "parent_organization_id": _("Parent organization"),
    "program_id": _("Program"),
    "service_id": _("Service"),
    "location_id": _("Location"),
    "service_at_location_id": _("Service at a location"),
    "contact_id": _("Contact"),
    "phone_id": _("Telephone"),
    "taxonomy_id": _("Classification"),
    "taxonomy_term_id": _("Word of a classification"),
    "parent_id": _("Broader word"),
    "number": _("Number"),
    "extension": _("Extension"),
    "eligibility_description": _("Who it is for"),
    "minimum_age": _("From age"),
    "maximum_age": _("Up to age"),
    "application_process": _("How to apply"),
    "fees_description": _("Fees"),
    "wait_time": _("Waiting time"),
    "interpretation_services": _("Interpreting"),
    "alert": _("Notice"),
    "assured_date": _("Checked on"),
    "assurer_email": _("Checked by"),
    "year_incorporated": _("Founded in"),
    "location_type": _("Kind of location"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "transportation": _("How to get there"),
    "is_confidential": _("Confidential"),
    "address_1": _("Street"),
    "address_2": _("Second line"),
    "city": _("City"),
    "state_province": _("State"),
    "postal_code": _("Postal code"),
    "country": _("Country"),
    "address_type": _("Kind of address"),
    "valid_from": _("Valid from"),
    "valid_to": _("Valid to"),
    "opens_at": _("Opens at"),
    "closes_at": _("Closes at"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "code": _("Code"),
    "document": _("Document"),
    "link_id": _("Belongs to"),
    "link_entity": _("Belongs to a row of"),
    "resource_id": _("Is about"),
    "resource_type": _("Is about a row of"),
    "last_modified": _("Last changed"),
    "available": pgettext_lazy("places not taken", "Free"),
    "maximum": _("At most"),
    "unit_id": _("Unit"),
}

REASONS: dict[str, Promise] = {
    Reason.MISSING: _("is missing, and the row cannot stand without it."),
    Reason.WANTED: _("is empty. The standard asks for it; you may leave it empty."),
    Reason.TOO_LONG: _("is longer than it may be."),
    Reason.NO_NUMBER: _("is not a number."),
    Reason.NO_AGE: _("is not an age. Write years, like 3 or 1.5, or “18 months”."),
    Reason.AGE_TOO_HIGH: _("is higher than 120 years. Leave it empty when there is no limit."),
    Reason.AGES_CROSSED: _("is higher than the age it goes up to."),
    Reason.NO_DATE: _("is not a date. Write it like 2026-03-19."),
    Reason.DATES_CROSSED: _("is later than the day it ends."),
    Reason.NO_TIME: _("is not a time of day. Write it like 9:30 or 5:30 pm."),
    Reason.NO_YEAR: _("is not a year of four digits."),
    Reason.NO_URL: _("is not a web address. Write it like www.example.org."),
    Reason.NO_EMAIL: _("is not an e-mail address."),
    Reason.NO_PHONE: _("is not a number a telephone can dial. Write it like 401-555-0142 x12."),
    Reason.NO_POSTAL_CODE: _("is not a postal code."),
    Reason.NO_YES_NO: _("is neither yes nor no."),
    Reason.UNKNOWN_WORD: _("is none of the words that may stand here."),
    Reason.NOT_ON_EARTH: _("lies outside the globe: latitude is at most 90, longitude at most 180 degrees."),
    Reason.SWAPPED: _("and longitude have changed places."),
    Reason.NULL_ISLAND: _("and longitude are both 0, a place in the ocean."),
    Reason.HALF_A_POINT: _("is missing; latitude and longitude belong together."),
    Reason.NO_SUCH_ROW: _("names a row that is neither in the file nor in the directory."),
    Reason.ROW_WAITS: _("names a row that waits itself. When that one is mended, this goes in with it."),
    Reason.NO_OWNER: _("says to nothing what it belongs to."),
    Reason.TOLD_TWICE: _("is told twice with different words. The first was taken."),
    Reason.MISPLACED: _("has cells under no heading: the row has slipped. Put each value where it belongs."),
    Reason.NO_ID: _("has no id, so it could not be known again."),
    Reason.NO_ADDRESS: _("is not an address."),
}

UPLOAD_STATES: dict[str, tuple[Promise, str]] = {
    UploadState.WAITING: (_("being read"), "info"),
    UploadState.PROFILE: (_("columns to name"), "soon"),
    UploadState.PREVIEW: (_("ready to import"), "soon"),
    UploadState.IMPORTING: (_("being imported"), "info"),
    UploadState.DONE: (_("imported"), "ok"),
    UploadState.REFUSED: (_("refused"), "late"),
    UploadState.CANCELLED: (_("set aside"), "plain"),
}

ROW_STATES: dict[str, tuple[Promise, str]] = {
    RowState.WAITING: (_("waiting"), "soon"),
    RowState.MENDED: (_("mended"), "ok"),
    RowState.DROPPED: (_("left out"), "plain"),
    RowState.ARRIVED: (_("came in by itself"), "ok"),
    RowState.REPLACED: (_("sent anew"), "plain"),
}

STATUSES: dict[str, tuple[Promise, str]] = {
    "active": (_("active"), "ok"),
    "inactive": (_("inactive"), "plain"),
    "defunct": (_("closed for good"), "plain"),
    "temporarily closed": (_("closed for now"), "soon"),
}

ACTS: dict[str, Promise] = {
    Act.ADDED: _("Added"),
    Act.IMPORTED: _("Changed by a file"),
    Act.MENDED: _("Mended"),
    Act.EDITED: _("Changed by hand"),
    Act.CHECKED: _("Checked"),
    Act.WITHDRAWN: _("No longer listed"),
    Act.RETURNED: _("Listed again"),
}

COUNTS: dict[str, Promise] = {
    "new": _("new"),
    "changed": _("changed"),
    "unchanged": _("unchanged"),
    "waiting": _("wait"),
    "values_waiting": _("taken, with a value waiting"),
    "left_out": _("left out before"),
    "withdrawn": _("no longer named"),
}

NOTES: dict[str, Promise] = {
    "passed_over": _("Not a table, passed over: %(detail)s"),
    "broken_descriptor": _("datapackage.json could not be read; the files were told apart by their names."),
    "one_page": _("The file is one page of several, so nothing is taken as no longer named."),
    "one_row": _("The file holds a single row, so nothing is taken as no longer named."),
    "no_rows": _("No rows in %(detail)s."),
}


def field_words(name: str) -> str:
    """A field in words; one without words of its own by its name in the standard."""
    return str(FIELDS[name]) if name in FIELDS else name.replace("_", " ").capitalize()


def problem_words(problem: Mapping[str, str], table: str = "") -> str:
    """What is wrong, as a sentence that begins with the field."""
    return f"{field_words(problem['field'])} {REASONS[problem['reason']]}"
