"""Who offers services."""

from typing import ClassVar

from django.db import models

from network_resources.community.models.base import DirectoryRow, number, text


class Organization(DirectoryRow):
    """An organization that offers services."""

    hsds_table = "organization"

    name = models.CharField(max_length=500)
    alternate_name = text()
    description = text()
    email = text()
    website = text()
    tax_status = text()
    tax_id = text()
    year_incorporated = number(4, 0)
    legal_status = text()
    logo = text()
    uri = text()
    parent_organization = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_organization"
        indexes: ClassVar = [models.Index(fields=["name"], name="hsds_organization_name")]


class OrganizationIdentifier(DirectoryRow):
    """A number under which a register knows an organization."""

    hsds_table = "organization_identifier"

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="identifiers")
    identifier_scheme = text()
    identifier_type = text()
    identifier = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_organization_identifier"


class Program(DirectoryRow):
    """A group of services an organization offers under one name."""

    hsds_table = "program"

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="programs")
    name = models.CharField(max_length=500)
    alternate_name = text()
    description = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_program"


class Unit(DirectoryRow):
    """What a capacity is counted in (HSDS 3.1)."""

    hsds_table = "unit"

    name = models.CharField(max_length=500)
    scheme = text()
    identifier = text()
    uri = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_unit"
