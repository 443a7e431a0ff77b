"""Telephone numbers and e-mail addresses as families write them."""

import re

import phonenumbers

from tenants.roster.rules.problems import Reason
from tenants.roster.rules.values.refusal import ValueRefusedError

_EMAIL = re.compile(r"[^@\s<>\"',;:]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,180}[A-Za-z0-9])?\.[A-Za-z]{2,24}")


def read_phone(text: str) -> str:
    """The number as +14015550142, with `;ext=12` where one was written; raises ValueRefusedError."""
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        raise ValueRefusedError(Reason.NOT_A_PHONE) from None
    if not phonenumbers.is_valid_number(number):
        raise ValueRefusedError(Reason.NOT_A_PHONE)
    extension = f";ext={number.extension}" if number.extension else ""
    number.extension = None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) + extension


def read_email(text: str) -> str:
    """The address in lower case; raises ValueRefusedError."""
    text = text.removeprefix("mailto:").strip()
    if not _EMAIL.fullmatch(text) or ".." in text:
        raise ValueRefusedError(Reason.NOT_AN_EMAIL)
    return text.lower()
