"""How a service is reached: people, telephones, languages, hours, further web addresses."""

from django.db import models

from network_resources.community.models.base import DirectoryRow, day, number, text
from network_resources.community.models.offers import Service, ServiceAtLocation
from network_resources.community.models.organizations import Organization
from network_resources.community.models.places import Location


class Contact(DirectoryRow):
    """A person or desk to ask for."""

    hsds_table = "contact"

    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    service_at_location = models.ForeignKey(
        ServiceAtLocation, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    name = text()
    title = text()
    department = text()
    email = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_contact"


class Phone(DirectoryRow):
    """A telephone number of one of the rows it names. `extension` keeps leading zeros."""

    hsds_table = "phone"

    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    service_at_location = models.ForeignKey(
        ServiceAtLocation, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    number = text()
    extension = text()
    type = text()
    description = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_phone"


class Language(DirectoryRow):
    """A language spoken at a service, a location or a telephone. `code` is ISO 639."""

    hsds_table = "language"

    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="languages"
    )
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.CASCADE, related_name="languages"
    )
    phone = models.ForeignKey(
        Phone, null=True, blank=True, on_delete=models.CASCADE, related_name="languages"
    )
    name = text()
    code = models.CharField(max_length=20, blank=True, default="", db_index=True)
    note = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_language"


class Schedule(DirectoryRow):
    """When a service or location is open, in the words of RRULE."""

    hsds_table = "schedule"

    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="schedules"
    )
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.CASCADE, related_name="schedules"
    )
    service_at_location = models.ForeignKey(
        ServiceAtLocation, null=True, blank=True, on_delete=models.CASCADE, related_name="schedules"
    )
    valid_from = day()
    valid_to = day()
    dtstart = day()
    timezone = number(5, 2)  # hours from UTC
    until = day()
    count = number(9, 0)
    wkst = text()
    freq = text()
    interval = number(9, 0)
    byday = text()
    byweekno = text()
    bymonthday = text()
    byyearday = text()
    description = text()
    opens_at = models.TimeField(null=True, blank=True)  # local time of the place
    closes_at = models.TimeField(null=True, blank=True)  # local time of the place
    schedule_link = text()
    attending_type = text()
    notes = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_schedule"


class Url(DirectoryRow):
    """A further web address (HSDS 3.1)."""

    hsds_table = "url"

    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="additional_websites"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="additional_urls"
    )
    label = text()
    url = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_url"
