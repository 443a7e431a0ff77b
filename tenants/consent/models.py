"""Consents, their withdrawal, and what left the practice."""

from typing import Any, ClassVar, Self

from django.db import models

from tenants.consent import rules
from tenants.patients.facts import ChildFact, ChildFactQuerySet
from tenants.patients.models import Contact


class ConsentQuerySet(ChildFactQuerySet["Consent"]):
    """Consents on a day."""

    def signatures(self) -> Self:
        """Consents given, without the rows that withdraw one."""
        return self.filter(withdraws__isnull=True)

    def in_force(self, day: Any) -> Self:
        """Consents given, begun, not ended and not withdrawn on the day."""
        return self.signatures().filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day),
            models.Q(withdrawn_by__isnull=True) | models.Q(withdrawn_by__effective_on__gt=day),
            effective_on__lte=day,
        )


class Consent(ChildFact):
    """A signature that lets named facts go to a recipient; or, with `withdraws`, the end of one.

    Fields follow 42 CFR 2.31 and 45 CFR 164.508: who, to whom, what, why, until when, signed by whom and when.
    """

    kind = models.CharField(max_length=30)
    recipient_kind = models.CharField(max_length=30)
    recipient_name = models.CharField(max_length=200, blank=True)
    labels = models.JSONField(default=list)
    purpose = models.CharField(max_length=300, blank=True)
    ends_on = models.DateField(null=True, blank=True)  # none: until withdrawn
    signed_by = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="consents"
    )
    signed_by_name = models.CharField(max_length=150, blank=True)  # the young person, or somebody not listed
    signed_on = models.DateField()
    withdraws = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawn_by"
    )
    note = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = ConsentQuerySet.as_manager()

    class Meta(ChildFact.Meta):
        abstract = False
        default_permissions = ()

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Disclosure(ChildFact):
    """Something about a child left the practice: the accounting a family may ask for over six years."""

    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="disclosures"
    )
    basis = models.CharField(max_length=30, default=rules.DisclosureBasis.CONSENT)
    recipient_kind = models.CharField(max_length=30)
    recipient_name = models.CharField(max_length=200)
    what = models.CharField(max_length=300)
    labels = models.JSONField(default=list)
    notice_included = models.BooleanField(default=False)  # the Part 2 notice and the consent's scope

    class Meta(ChildFact.Meta):
        abstract = False
        default_permissions = ()

    def __str__(self) -> str:
        return f"disclosure {self.pk}"
