"""Web addresses, e-mail addresses, telephone numbers, postal codes."""

import re
from urllib.parse import urlsplit

import phonenumbers

from network_resources.community.rules.problems import Reason, RefusedError

HOME_REGION = "US"
_HOST = re.compile(
    r"^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$", re.IGNORECASE
)
_EMAIL = re.compile(r"^[^@\s<>(),;:\"\[\]]+@([^@\s<>(),;:\"\[\]]+)$")
_POSTAL = re.compile(r"^[A-Za-z0-9][A-Za-z0-9 \-]{1,11}$")
_ZIP_PLUS = re.compile(r"^(\d{5})-?(\d{4})$")
_EXTENSION = re.compile(r"[\s,;]*(?:ext(?:ension)?\.?|x)\s*\.?:?\s*([a-z]{0,4}\d{1,8})\s*$", re.IGNORECASE)
_URL_LENGTH = 2000


def url(text: str) -> str:
    """A web address; one without http:// is given it. Raises RefusedError."""
    whole = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
    except ValueError:
        raise RefusedError(Reason.NO_URL) from None
    bad = parts.scheme not in ("http", "https") or not _HOST.match(host) or any(map(str.isspace, text))
    if bad or parts.username or len(whole) > _URL_LENGTH:
        raise RefusedError(Reason.NO_URL)
    return whole


def uri(text: str) -> str:
    """A web address, or a name like urn:isbn:1. Raises RefusedError."""
    if text.lower().startswith("urn:") and not any(map(str.isspace, text)):
        return text
    return url(text)


def email(text: str) -> str:
    """An e-mail address. Raises RefusedError."""
    found = _EMAIL.match(text.removeprefix("mailto:"))
    if not found or not _HOST.match(found[1]) or len(text) > 254:
        raise RefusedError(Reason.NO_EMAIL)
    return text.removeprefix("mailto:")


def phone(text: str) -> str:
    """A number a telephone can dial, as 401-555-0142 or +44 1234 234567. Raises RefusedError."""
    bare, _extension = split_extension(text)
    try:
        number = phonenumbers.parse(bare.strip("\"' "), HOME_REGION)
    except phonenumbers.NumberParseException:
        raise RefusedError(Reason.NO_PHONE) from None
    if not phonenumbers.is_possible_number(number):
        raise RefusedError(Reason.NO_PHONE)
    if number.country_code != 1:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    digits = str(number.national_number)
    if len(digits) != 10:
        raise RefusedError(Reason.NO_PHONE)
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def split_extension(text: str) -> tuple[str, str]:
    """The number and its extension: "401-555-0142 x12" gives 12, "xOPT1" gives OPT1."""
    found = _EXTENSION.search(text)
    if found is None or sum(map(str.isdigit, text[: found.start()])) < 7:
        return text, ""
    return text[: found.start()], found[1].upper()


def extension(text: str) -> str:
    """An extension, without the x before it. Raises RefusedError."""
    bare = text.lower().removeprefix("ext").strip(" .:x").upper()
    if not bare or len(bare) > 12 or not bare.isalnum():
        raise RefusedError(Reason.NO_NUMBER)
    return bare


def postal(text: str) -> str:
    """A postal code; nine digits of a ZIP+4 get their hyphen. Raises RefusedError."""
    plus = _ZIP_PLUS.match(text)
    if plus:
        return f"{plus[1]}-{plus[2]}"
    if not _POSTAL.match(text) or not any(map(str.isdigit, text)) or (text.isdigit() and len(text) < 5):
        raise RefusedError(Reason.NO_POSTAL_CODE)
    return text
