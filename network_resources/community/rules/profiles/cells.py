"""One cell to the texts it stands for."""

import re

from network_resources.community.rules.problems import RefusedError
from network_resources.community.rules.profiles.shape import Column, How
from network_resources.community.rules.values import measures, words

_LABELLED = re.compile(r"^([A-Za-z][A-Za-z /_-]{0,30}):\s*(.+)$")
_STATE_ZIP = re.compile(r"^(?:([A-Z]{2}))?\s*(\d{5}(?:-?\d{4})?)?$")
_ROMAN = re.compile(r"[^\w]+", re.UNICODE)


def value(cell: str, column: Column) -> str:
    """A cell as the text of one field; what cannot be read stays as it is written and is judged with the row."""
    try:
        if column.how is How.AGE:
            return "" if _has_no_limit(cell) else cell
        if column.how is How.DATE:
            return measures.day(cell, column.day_first).isoformat()
        if column.how is How.YES_NO:
            return "true" if words.yes_no(cell) else "false"
    except RefusedError:
        return cell
    if column.how is How.WORDS:
        plain = {word.strip().lower(): meant for word, meant in column.words.items()}
        return plain.get(cell.lower(), cell)
    return cell


def parts(cell: str, column: Column) -> list[str]:
    """The parts of a list, each once."""
    found = (" ".join(part.split()) for part in cell.split(column.split))
    return list(dict.fromkeys(part for part in found if part))


def phones(cell: str) -> list[dict[str, str]]:
    """Numbers with their labels: "main: 401-555-0100, tdd: 401-555-0101"."""
    found = []
    for part in re.split(r"[,;]\s*(?=[A-Za-z][A-Za-z /_-]{0,30}:|\(?\+?\d{3})", cell):
        labelled = _LABELLED.match(part.strip())
        number = labelled[2] if labelled else part
        if number.strip():
            found.append(
                {"number": number.strip(" ,;"), "type": labelled[1].strip().lower() if labelled else ""}
            )
    return found


def address(cell: str) -> dict[str, str]:
    """An address in one cell, from its end: state and postal code, city, and the street before them.

    "1302 North 19th Street, Suite 150, Tampa, FL 33605". What has no state or postal code at its end is kept as its
    first line and waits for a person.
    """
    pieces = [piece.strip() for piece in cell.split(",") if piece.strip()]
    found = _STATE_ZIP.match(pieces[-1]) if pieces else None
    if not found or not (found[1] or found[2]):
        return {"address_1": cell}
    told = {"state_province": found[1] or "", "postal_code": found[2] or ""}
    rest = pieces[:-1]
    if rest:
        told["city"] = rest.pop()
    if rest:
        told["address_1"] = rest[0]
        told["address_2"] = ", ".join(rest[1:])
    return {name: text for name, text in told.items() if text}


def slug(text: str) -> str:
    """A text as part of a key: the same for the same words."""
    return _ROMAN.sub("-", text.strip().lower()).strip("-")[:80]


def _has_no_limit(cell: str) -> bool:
    try:
        return measures.number(cell) >= measures.OLDEST
    except RefusedError:
        return False
