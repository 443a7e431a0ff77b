"""Where services are."""

from typing import ClassVar

from django.db import models

from network_resources.community.models.base import DirectoryRow, text
from network_resources.community.models.organizations import Organization
from network_resources.community.rules.hsds import ADDRESS_TYPES, LOCATION_TYPES


class Location(DirectoryRow):
    """A place, a postal address or a virtual one.

    A confidential place (a shelter, say) never shows its address, coordinates or distance: not on a page, in the API,
    in print or on a map. `is_confidential` is ours, not the standard's.
    """

    hsds_table = "location"

    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="locations"
    )
    location_type = models.CharField(max_length=20, choices=[(kind, kind) for kind in LOCATION_TYPES])
    url = text()
    name = text()
    alternate_name = text()
    description = text()
    transportation = text()
    latitude = models.FloatField(null=True, blank=True)  # degrees
    longitude = models.FloatField(null=True, blank=True)  # degrees
    external_identifier = text()
    external_identifier_type = text()
    is_confidential = models.BooleanField(default=False)

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_location"
        indexes: ClassVar = [models.Index(fields=["latitude", "longitude"], name="hsds_location_point")]


class Address(DirectoryRow):
    """A written address of a location."""

    hsds_table = "address"

    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.CASCADE, related_name="addresses"
    )
    attention = text()
    address_1 = text()
    address_2 = text()
    city = text()
    region = text()
    state_province = text()
    postal_code = models.CharField(max_length=20, blank=True, default="", db_index=True)
    country = text()
    address_type = models.CharField(max_length=20, choices=[(kind, kind) for kind in ADDRESS_TYPES])

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_address"


class Accessibility(DirectoryRow):
    """How people with a disability can use a location."""

    hsds_table = "accessibility"

    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.CASCADE, related_name="accessibility"
    )
    description = text()
    details = text()
    url = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_accessibility"


class ZipPlace(models.Model):
    """The middle of a ZIP code area: distances are measured from it, never from a family's address."""

    zip_code = models.CharField(primary_key=True, max_length=5)
    city = models.CharField(max_length=100, blank=True, default="")
    state = models.CharField(max_length=2, blank=True, default="")
    latitude = models.FloatField()  # degrees
    longitude = models.FloatField()  # degrees

    class Meta:
        db_table = "zip_place"
        default_permissions = ()

    def __str__(self) -> str:
        return self.zip_code
