"""Verbs on consents: record a signature, record its withdrawal, record what left."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from tenants.consent import rules
from tenants.consent.models import Consent, Disclosure
from tenants.consent.rules import ConsentKind, DisclosureBasis, RecipientKind
from tenants.consent.selectors import may_disclose
from tenants.patients.models import Child, Contact
from tenants.patients.rules import WHO_READS, Sensitivity
from tenants.patients.selectors import rights_on


class MayNotLeaveError(ValidationError):
    """These facts may not go to this recipient under the consents in force."""


def record_consent(
    *,
    by: Reader,
    child: Child,
    kind: str,
    recipient_kind: str,
    labels: Iterable[str],
    signed_on: date,
    recipient_name: str = "",
    purpose: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    signed_by: Contact | None = None,
    signed_by_name: str = "",
    note: str = "",
    label: str = Sensitivity.GENERAL,
    source: str = "paper",
) -> Consent:
    """Record a signature that lets facts leave. Raises ValidationError by field.

    The signer is a contact who may decide for the child, or somebody named (the young person, an agency).
    """
    by.require(Permission.RECORD_CONSENT)
    covered = sorted({Sensitivity(one) for one in labels})
    consent = Consent(
        child=child,
        kind=ConsentKind(kind),
        recipient_kind=RecipientKind(recipient_kind),
        recipient_name=recipient_name.strip(),
        labels=covered,
        purpose=purpose.strip(),
        effective_on=starts_on or signed_on,
        ends_on=ends_on,
        signed_by=signed_by,
        signed_by_name=signed_by_name.strip(),
        signed_on=signed_on,
        note=note.strip(),
        label=Sensitivity(label),
        source=source,
        recorded_at=clock.now(),
        recorded_by_id=by.person_id,
    )
    _check(consent)
    with transaction.atomic():
        consent.save(force_insert=True)
        record(
            by=by,
            action="consent.record",
            subject="consent",
            subject_id=consent.pk,
            child_id=child.pk,
            detail={"kind": consent.kind, "recipient": consent.recipient_kind, "labels": covered},
        )
    return consent


def withdraw_consent(
    *, consent: Consent, by: Reader, from_day: date | None = None, note: str = ""
) -> Consent:
    """Record that the signature was taken back; what left before stays on the list of disclosures."""
    by.require(Permission.RECORD_CONSENT)
    try:
        with transaction.atomic():
            row = _withdrawal(consent, by, from_day or clock.today(), note)
            record(
                by=by,
                action="consent.withdraw",
                subject="consent",
                subject_id=consent.pk,
                child_id=consent.child_id,
            )
    except IntegrityError as error:  # one withdrawal per consent is a constraint
        raise ValidationError(_("This consent was taken back already.")) from error
    return row


def _withdrawal(consent: Consent, by: Reader, day: date, note: str) -> Consent:
    row: Consent = Consent.objects.create(
        child_id=consent.child_id,
        kind=consent.kind,
        recipient_kind=consent.recipient_kind,
        recipient_name=consent.recipient_name,
        labels=consent.labels,
        effective_on=day,
        signed_on=day,
        withdraws=consent,
        note=note.strip(),
        label=consent.label,
        recorded_at=clock.now(),
        recorded_by_id=by.person_id,
    )
    return row


def record_disclosure(
    *,
    by: Reader,
    child: Child,
    recipient_kind: str,
    recipient_name: str,
    what: str,
    labels: Iterable[str],
    basis: str = DisclosureBasis.CONSENT,
    consent: Consent | None = None,
    notice_included: bool = False,
) -> Disclosure:
    """Record that something left. Under consent or for treatment it must be allowed, else MayNotLeaveError.

    Facts under 42 CFR Part 2 leave with the notice and the consent's scope only.
    """
    by.require(Permission.RECORD_CONSENT)
    covered = sorted({Sensitivity(one) for one in labels})
    under = DisclosureBasis(basis)
    if under in {DisclosureBasis.CONSENT, DisclosureBasis.TREATMENT} and not may_disclose(
        child, recipient_kind=recipient_kind, labels=covered
    ):
        raise MayNotLeaveError({"labels": _("No consent in force lets these facts go to this recipient.")})
    if Sensitivity.SUBSTANCE_USE in covered and not notice_included:
        raise ValidationError({"notice_included": _("Substance use facts leave with the notice only.")})
    with transaction.atomic():
        row = Disclosure.objects.create(
            child=child,
            consent=consent,
            basis=under,
            recipient_kind=RecipientKind(recipient_kind),
            recipient_name=recipient_name.strip(),
            what=what.strip(),
            labels=covered,
            notice_included=notice_included,
            label=_strictest(covered),
            effective_on=clock.today(),
            source="nestwork",
            recorded_at=clock.now(),
            recorded_by_id=by.person_id,
        )
        record(by=by, action="disclosure.record", subject="disclosure", subject_id=row.pk, child_id=child.pk)
    return row


_REFUSALS = {
    "psychotherapy_alone": gettext_lazy(
        "A consent for psychotherapy notes covers nothing else, and no other covers them."
    ),
    "part_2_alone": gettext_lazy("A consent under 42 CFR Part 2 covers substance use facts alone."),
    "child_protection_never": gettext_lazy("Child protection facts are never released by a consent."),
}


def _check(consent: Consent) -> None:
    if not consent.labels:
        raise ValidationError({"labels": _("Choose what the consent covers.")})
    refusal = rules.refuses(consent.kind, consent.labels)
    if refusal:
        raise ValidationError({"labels": str(_REFUSALS[refusal])})
    if consent.signed_on > clock.today():
        raise ValidationError({"signed_on": _("Choose today or an earlier day.")})
    if consent.ends_on is not None and consent.ends_on < consent.effective_on:
        raise ValidationError({"ends_on": _("Choose a day on or after the day it starts.")})
    if consent.signed_by is None and not consent.signed_by_name:
        raise ValidationError({"signed_by": _("Say who signed.")})
    if consent.signed_by is not None:
        rights = rights_on(consent.child, consent.signed_on).get(consent.signed_by.pk)
        if rights is None or not rights.may_decide:
            raise ValidationError({"signed_by": _("This person may not decide for the child.")})


def _strictest(labels: list[Sensitivity]) -> Sensitivity:
    """The label of a row that names facts under several: the one fewest people read."""
    return min(labels, key=lambda label: len(WHO_READS[label][0]))
