"""What HSDS 3.0 says about tables, fields and words, as facts.

Source: openreferral/specification, schema of 3.0 and the additions of the 3.1 draft (url, unit, service_capacity,
attribute.label, service_area.service_at_location_id). `location.is_confidential` is ours.

A field is written `name:kind`, with `!` when its row cannot stand without it, `+` when the standard asks for it but the
row may stand while it waits. A kind `@table` names a row of that table.
"""

from dataclasses import dataclass

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
LOCATION_TYPES = ("physical", "postal", "virtual")
ADDRESS_TYPES = LOCATION_TYPES
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("WEEKLY", "MONTHLY")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a table: what kind of value it holds and what happens when there is none."""

    name: str
    kind: str
    stops: bool  # the row waits whole without it
    wanted: bool  # the standard asks for it; the row stands while it waits

    @property
    def names_table(self) -> str:
        """The table whose row it names, or nothing."""
        return self.kind[1:] if self.kind.startswith("@") else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the standard, its fields by name, and the fields of which one at least must name a row."""

    name: str
    fields: dict[str, Field]
    owners: tuple[str, ...] = ()

    @property
    def references(self) -> tuple[Field, ...]:
        """Its fields that name rows of other tables."""
        return tuple(one for one in self.fields.values() if one.names_table)


def _field(word: str) -> Field:
    name, _colon, kind = word.rstrip("!+").partition(":")
    return Field(name, kind or "text", stops=word.endswith("!"), wanted=word.endswith("+"))


def _table(name: str, fields: str, owners: str = "") -> Table:
    made = [_field(word) for word in fields.split()]
    return Table(name, {one.name: one for one in made}, tuple(owners.split()))


_ALL = (
    _table("taxonomy", "name:name! description+ uri:uri version"),
    _table(
        "taxonomy_term",
        "code name:name! description+ parent_id:@taxonomy_term taxonomy language taxonomy_id:@taxonomy term_uri:url",
    ),
    _table("unit", "name:name! scheme identifier uri:uri"),
    _table(
        "organization",
        "name:name! alternate_name description+ email:email website:url tax_status tax_id year_incorporated:year"
        " legal_status logo uri:uri parent_organization_id:@organization",
    ),
    _table(
        "organization_identifier",
        "organization_id:@organization! identifier_scheme identifier_type+ identifier!",
    ),
    _table("program", "organization_id:@organization! name:name! alternate_name description+"),
    _table(
        "location",
        "location_type:location_type! url:url organization_id:@organization name alternate_name description"
        " transportation latitude:latitude longitude:longitude external_identifier external_identifier_type"
        " is_confidential:yes_no",
    ),
    _table(
        "service",
        "organization_id:@organization! program_id:@program name:name! alternate_name description url:url email:email"
        " status:status! interpretation_services application_process fees_description wait_time fees accreditations"
        " eligibility_description minimum_age:age maximum_age:age assured_date:date assurer_email:email licenses"
        " alert last_modified:moment",
    ),
    _table("service_at_location", "service_id:@service! location_id:@location! description"),
    _table(
        "service_area",
        "service_id:@service service_at_location_id:@service_at_location name description extent extent_type uri",
        "service_id service_at_location_id",
    ),
    _table(
        "address",
        "location_id:@location! attention address_1+ address_2 city+ region state_province+ postal_code:postal+"
        " country+ address_type:address_type!",
    ),
    _table("accessibility", "location_id:@location! description details url:url"),
    _table(
        "contact",
        "organization_id:@organization service_id:@service service_at_location_id:@service_at_location"
        " location_id:@location name title department email:email",
        "organization_id service_id service_at_location_id location_id",
    ),
    _table(
        "phone",
        "location_id:@location service_id:@service organization_id:@organization contact_id:@contact"
        " service_at_location_id:@service_at_location number:phone! extension:extension type description",
        "location_id service_id organization_id contact_id service_at_location_id",
    ),
    _table(
        "language",
        "service_id:@service location_id:@location phone_id:@phone name code:language_code note",
        "service_id location_id phone_id",
    ),
    _table(
        "schedule",
        "service_id:@service location_id:@location service_at_location_id:@service_at_location valid_from:date"
        " valid_to:date dtstart:date timezone:number until:date count:whole wkst:weekday freq:frequency"
        " interval:whole byday byweekno bymonthday byyearday description opens_at:time closes_at:time"
        " schedule_link:url attending_type notes",
        "service_id location_id service_at_location_id",
    ),
    _table(
        "funding", "organization_id:@organization service_id:@service source", "organization_id service_id"
    ),
    _table(
        "cost_option",
        "service_id:@service! valid_from:date valid_to:date option currency:currency amount:number"
        " amount_description",
    ),
    _table("required_document", "service_id:@service! document uri:uri"),
    _table(
        "url",
        "organization_id:@organization service_id:@service label url:url!",
        "organization_id service_id",
    ),
    _table(
        "service_capacity",
        "service_id:@service! unit_id:@unit! available:number! maximum:number description updated:moment",
    ),
    _table(
        "attribute", "link_id:@! taxonomy_term_id:@taxonomy_term! link_type link_entity:table! value label"
    ),
    _table(
        "metadata",
        "resource_id:@! resource_type:table! last_action_date:date last_action_type field_name previous_value"
        " replacement_value updated_by",
    ),
    _table("meta_table_description", "name language character_set"),
)

TABLES: dict[str, Table] = {table.name: table for table in _ALL}
"""Every table in an order in which a row comes after the rows it names, but for rows of its own table."""

LINKS = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}
"""Fields that name a row of any table, and the field beside them that says which."""

SELF_NAMING = ("taxonomy_term", "organization")
"""Tables whose rows may name a row of the same table that comes later."""

OLD_TABLES = {
    "physical_address": ("address", {"address_type": "physical"}),
    "postal_address": ("address", {"address_type": "postal"}),
    "regular_schedule": ("schedule", {}),
    "accessibility_for_disabilities": ("accessibility", {}),
    "service_taxonomy": ("attribute", {"link_entity": "service"}),
}
"""Tables of HSDS 1.x and 2.x under the name they have today, with what their rows do not say any more."""


_PLURALS = {
    "accessibility": "accessibilities",
    "address": "addresses",
    "funding": "fundings",
    "metadata": "metadatas",
    "taxonomy": "taxonomies",
    "service_capacity": "service_capacities",
    "physical_address": "physical_addresses",
    "postal_address": "postal_addresses",
    "service_taxonomy": "services_taxonomy",
}
_NAMED = {
    word: name
    for name in (*TABLES, *OLD_TABLES)
    for word in (name, name + "s", _PLURALS.get(name, name + "s"))
}


def table_of(word: str) -> str:
    """The table that a file or resource name means, in the singular or plural; nothing for a name nobody knows.

    A table of an older version keeps its old name: `OLD_TABLES` says what it is today.
    """
    plain = word.rsplit("/", 1)[-1].lower().removesuffix(".csv").removesuffix(".json").replace("-", "_")
    return _NAMED.get(plain.strip(), "")
