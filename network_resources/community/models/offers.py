"""What is offered, and where."""

from typing import ClassVar

from django.db import models

from network_resources.community.models.base import DirectoryRow, day, number, text
from network_resources.community.models.organizations import Organization, Program, Unit
from network_resources.community.models.places import Location
from network_resources.community.rules.hsds import STATUSES


class Service(DirectoryRow):
    """Something an organization does for people. Ages are in years, with decimals."""

    hsds_table = "service"

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="services")
    program = models.ForeignKey(
        Program, null=True, blank=True, on_delete=models.SET_NULL, related_name="services"
    )
    name = models.CharField(max_length=500)
    alternate_name = text()
    description = text()
    url = text()
    email = text()
    status = models.CharField(max_length=20, choices=[(status, status) for status in STATUSES])
    interpretation_services = text()
    application_process = text()
    fees_description = text()
    wait_time = text()
    fees = text()
    accreditations = text()
    eligibility_description = text()
    minimum_age = number(6, 2)
    maximum_age = number(6, 2)
    assured_date = day()  # the day somebody last made sure that all of this is true
    assurer_email = text()
    licenses = text()
    alert = text()
    last_modified = models.DateTimeField(null=True, blank=True)

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_service"
        indexes: ClassVar = [
            models.Index(fields=["name"], name="hsds_service_name"),
            models.Index(fields=["status", "assured_date"], name="hsds_service_status"),
        ]


class ServiceAtLocation(DirectoryRow):
    """A service offered at one location."""

    hsds_table = "service_at_location"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="service_at_locations")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="service_at_locations")
    description = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_service_at_location"


class ServiceArea(DirectoryRow):
    """Where people must live to use a service."""

    hsds_table = "service_area"

    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="service_areas"
    )
    service_at_location = models.ForeignKey(  # HSDS 3.1
        ServiceAtLocation, null=True, blank=True, on_delete=models.CASCADE, related_name="service_areas"
    )
    name = text()
    description = text()
    extent = text()
    extent_type = text()
    uri = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_service_area"


class CostOption(DirectoryRow):
    """What a service costs whom."""

    hsds_table = "cost_option"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    valid_from = day()
    valid_to = day()
    option = text()
    currency = text()
    amount = number(12, 2)
    amount_description = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_cost_option"


class RequiredDocument(DirectoryRow):
    """A paper people must bring."""

    hsds_table = "required_document"

    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="required_documents"
    )
    document = text()
    uri = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_required_document"


class Funding(DirectoryRow):
    """Where the money comes from."""

    hsds_table = "funding"

    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="funding"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="funding"
    )
    source = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_funding"


class ServiceCapacity(DirectoryRow):
    """How many places a service has free (HSDS 3.1)."""

    hsds_table = "service_capacity"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="capacities")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="capacities")
    available = number(12, 2)
    maximum = number(12, 2)
    description = text()
    updated = models.DateTimeField(null=True, blank=True)

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_service_capacity"
