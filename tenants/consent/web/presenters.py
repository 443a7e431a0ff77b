"""Words and colour of consents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tenants.consent import words
from tenants.consent.models import Consent, Disclosure
from tenants.patients import words as patient_words


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One signature as the table shows it."""

    consent: Consent
    kind: str
    recipient: str
    covers: str
    signer: str
    state: str
    tag: str
    can_end: bool


def consents_shown(consents: Iterable[Consent], today: date) -> list[ConsentLine]:
    """Signatures with their state today."""
    return [_line(consent, today) for consent in consents]


def _line(consent: Consent, today: date) -> ConsentLine:
    state, tag = _state(consent, today)
    recipient = patient_words.word(words.RECIPIENT, consent.recipient_kind)
    return ConsentLine(
        consent,
        patient_words.word(words.CONSENT, consent.kind),
        f"{consent.recipient_name} ({recipient})" if consent.recipient_name else recipient,
        ", ".join(patient_words.word(patient_words.SENSITIVITY, label) for label in consent.labels),
        consent.signed_by.name if consent.signed_by else consent.signed_by_name,
        state,
        tag,
        withdrawal(consent) is None,
    )


def withdrawal(consent: Consent) -> Consent | None:
    """The row that takes the consent back."""
    return getattr(consent, "withdrawn_by", None)


def _state(consent: Consent, today: date) -> tuple[str, str]:
    taken_back = withdrawal(consent)
    if taken_back is not None and taken_back.effective_on <= today:
        return _("Taken back"), "plain"
    if consent.ends_on is not None and consent.ends_on < today:
        return _("Ended"), "plain"
    if consent.effective_on > today:
        return _("Not yet"), "info"
    return _("In force"), "ok"


@dataclass(frozen=True, slots=True)
class LeftLine:
    """One disclosure."""

    row: Disclosure
    recipient: str
    basis: str
    covers: str
    by: str


def disclosures_shown(rows: Iterable[Disclosure], staff: Mapping[str, str]) -> list[LeftLine]:
    """What left, in words."""
    return [
        LeftLine(
            row,
            f"{row.recipient_name} ({patient_words.word(words.RECIPIENT, row.recipient_kind)})",
            patient_words.word(words.BASIS, row.basis),
            ", ".join(patient_words.word(patient_words.SENSITIVITY, label) for label in row.labels),
            staff.get(str(row.recorded_by_id), ""),
        )
        for row in rows
    ]
