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


def without_addresses_of_others(subject: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The changed fields of a history row, an address emptied unless it is the child's own ZIP.

    A history does not know which address may still be given out today, so it gives none.
    """
    if subject == "child":
        return fields
    return {name: "" if name in _ADDRESS and value else value for name, value in fields.items()}
