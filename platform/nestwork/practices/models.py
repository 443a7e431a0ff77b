"""The practices of the network, their hosts, and what practices are made from."""

import uuid
import zoneinfo

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from nestwork.sealing.names import new_schema_name


def check_time_zone(name: str) -> None:
    """Raise ValidationError for a time zone the system does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("%(name)s is not a time zone."), params={"name": name})


class Practice(TenantMixin):  # type: ignore[misc]  # django-tenants has no types
    """A tenant: one practice with its own sealed schema. A practice is closed, never deleted."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    auto_create_schema = (
        False  # services.open_practice makes the schema, with role and seal, in one transaction
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    slug = models.CharField(
        _("Short name"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")],
        help_text=_("The first part of the practice's web address."),
    )
    schema_name = models.CharField(max_length=63, unique=True, default=new_schema_name, editable=False)
    time_zone = models.CharField(max_length=64, default="America/New_York", validators=[check_time_zone])
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64)  # of the schema, kept by opening and migrating

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at=None)
                | models.Q(state="closed", closed_at__isnull=False),
                name="practice_closed_at_when_closed",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_open(self) -> bool:
        """Whether people may work in the practice."""
        return bool(self.state == self.State.OPEN)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The practice's time zone."""
        return zoneinfo.ZoneInfo(self.time_zone)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refuse: nothing drops a practice's schema. Close the practice."""
        raise NotImplementedError("A practice is closed, never deleted.")


class Domain(DomainMixin):  # type: ignore[misc]  # django-tenants has no types
    """A host name, without port, that belongs to a practice."""


class Template(models.Model):
    """The description every practice is made from; the owner rebuilds it when a migration changes."""

    source = models.CharField(
        max_length=64, primary_key=True
    )  # digest of the migrations and the seal it came from
    fingerprint = models.CharField(max_length=64)
    ddl = models.TextField()
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.fingerprint[:12]


class SpareSchema(models.Model):
    """A ready-made, sealed schema under its final name; taking one for a practice is an INSERT."""

    schema_name = models.CharField(max_length=63, primary_key=True, default=new_schema_name, editable=False)
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.schema_name
