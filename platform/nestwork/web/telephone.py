"""Telephone numbers as families read them and as a telephone dials them."""

import phonenumbers

HOME_REGION = "US"


def parse(text: str) -> phonenumbers.PhoneNumber | None:
    """The number a person typed, or None when no telephone could dial it."""
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def shown(text: str) -> str:
    """401-555-0142, with its extension; the typed text where it is no number."""
    number = parse(text)
    if number is None:
        return text
    if number.country_code != 1:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    digits = str(number.national_number)
    spoken = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return f"{spoken} x {number.extension}" if number.extension else spoken


def dialled(text: str) -> str:
    """A tel: address, or nothing where the text is no number."""
    number = parse(text)
    return "tel:" + _dialled(number) if number else ""


def _dialled(number: phonenumbers.PhoneNumber) -> str:
    extension = f";ext={number.extension}" if number.extension else ""
    return f"+{number.country_code}{phonenumbers.national_significant_number(number)}{extension}"
