"""What serializers of the room share."""

from typing import Any

_ADDRESS = ("address_line", "town", "state", "zip_code")


def kinds(kind: type[Any]) -> list[str]:
    """The values of an enumeration, for a choice field."""
    return [str(one) for one in kind]


def without_address(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its address emptied where it must not be given out."""
    if row["do_not_disclose_address"]:
        for name in _ADDRESS:
            row[name] = ""
    return row
