"""What every audit line holds, in a practice and in the network."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

SEAL_FORMAT = 1  # the list of columns a seal is made over; see nestwork.audit.seal.canonical


class AuditLine(models.Model):
    """Who did or saw what, when, why and through which door. Rows are only ever inserted and read."""

    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)
    person_id = models.UUIDField(_("person"), null=True, editable=False)  # empty: a system task, see purpose
    role = models.CharField(_("role"), max_length=40, blank=True)
    action = models.CharField(_("what was done"), max_length=60)
    subject = models.CharField(_("page or kind of record"), max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    purpose = models.CharField(_("why"), max_length=200, blank=True)
    through = models.CharField(_("door"), max_length=12, blank=True)  # web, api, job, command
    detail = models.JSONField(default=dict)
    request_id = models.UUIDField(null=True)  # joins the lines of one request or one job

    class Meta:
        abstract = True


class SealLine(models.Model):
    """One seal: an HMAC over audit lines and over the seal before it. Written by the sealer's login alone."""

    number = models.PositiveBigIntegerField(unique=True)  # 1, 2, 3 ... without a gap
    sealed_at = models.DateTimeField()
    covers_until = models.DateTimeField()  # the time of its newest line
    format = models.PositiveSmallIntegerField(default=SEAL_FORMAT)
    event_ids = ArrayField(models.UUIDField())  # the lines under this seal, in their order
    event_digests = ArrayField(models.CharField(max_length=64))  # one HMAC a line: names the changed one
    previous = models.CharField(max_length=64)  # head of the seal before; sixty-four zeros for the first
    head = models.CharField(max_length=64)

    class Meta:
        abstract = True
