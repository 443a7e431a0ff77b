"""Which column of an immunization list says what, from its heading, in English and Spanish."""

from collections.abc import Sequence
from enum import StrEnum

from nestwork.uploads.faults import BrokenFileError, Fault
from tenants.roster.rules.headers import WORDS as ROSTER_WORDS
from tenants.roster.rules.identifiers import named_by_heading, plain_words


class Column(StrEnum):
    """One thing a row says."""

    PATIENT = "patient"  # a name where it is made of letters, else the source's id
    SOURCE_KEY = "source_key"
    RECORD_NUMBER = "record_number"
    FULL_NAME = "full_name"
    GIVEN_NAME = "given_name"
    MIDDLE_NAME = "middle_name"
    FAMILY_NAME = "family_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    CODE = "code"
    VACCINE = "vaccine"
    GIVEN_ON = "given_on"
    DOSE_NUMBER = "dose_number"
    AMOUNT = "amount"
    UNIT = "unit"
    ROUTE = "route"
    SITE = "site"
    STATUS = "status"
    REFUSAL_REASON = "refusal_reason"
    IGNORED = "ignored"  # known, and not kept: lot, maker, visit, cost


# After `plain_words`. One heading belongs to one column.
_OWN_WORDS: dict[Column, tuple[str, ...]] = {
    Column.PATIENT: ("patient", "child", "paciente", "nino"),
    Column.CODE: (
        "cvx", "cvx code", "vaccine code", "vaccine cvx", "vaccine cvx code", "immunization code", "code", "codigo",
        "codigo cvx", "codigo de vacuna",
    ),
    Column.VACCINE: (
        "vaccine", "vaccine name", "vaccine description", "vaccine type", "vaccination", "immunization",
        "immunization name", "immunization description", "description", "vacuna", "nombre de la vacuna",
        "descripcion",
    ),
    Column.GIVEN_ON: (
        "date", "date given", "given on", "given date", "date administered", "administered on", "administered date",
        "administration date", "admin date", "vaccination date", "vaccine date", "immunization date", "date of service",
        "service date", "shot date", "fecha", "fecha de aplicacion", "fecha de vacunacion", "aplicada el",
    ),
    Column.DOSE_NUMBER: (
        "dose", "dose number", "dose no", "dose in series", "series dose", "dose series", "dosis", "numero de dosis",
    ),
    Column.AMOUNT: ("amount", "dose amount", "volume", "dose volume", "cantidad"),
    Column.UNIT: ("unit", "units", "amount unit", "dose unit", "unidad"),
    Column.ROUTE: ("route", "route of administration", "via"),
    Column.SITE: ("site", "body site", "injection site", "administration site", "sitio"),
    Column.STATUS: ("status", "completion status", "refused", "given", "estado", "rechazada"),
    Column.REFUSAL_REASON: ("refusal reason", "reason refused", "reason for refusal", "motivo de rechazo"),
    Column.IGNORED: (
        "lot", "lot number", "lot no", "lote", "manufacturer", "mvx", "maker", "fabricante", "expiration",
        "expiration date", "expires", "encounter", "visit", "base cost", "cost", "price", "provider", "administered by",
        "funding", "vfc", "vfc status", "vis date", "ndc",
    ),
}  # fmt: skip
_OF_ROSTER = (
    Column.SOURCE_KEY, Column.RECORD_NUMBER, Column.FULL_NAME, Column.GIVEN_NAME, Column.MIDDLE_NAME,
    Column.FAMILY_NAME, Column.BIRTH_DATE, Column.SEX,
)  # fmt: skip
_WORDS: dict[Column, tuple[str, ...]] = {
    **{Column(field.value): words for field, words in ROSTER_WORDS.items() if field.value in set(_OF_ROSTER)},
    **_OWN_WORDS,  # last: "patient" is the name in a roster, here it may be an id
}
_BY_WORD = {word: column for column, words in _WORDS.items() for word in words}


def columns_of(headings: Sequence[str]) -> dict[Column, int]:
    """Where each column stands, the most telling heading first; raises BrokenFileError for a list of something else."""
    found: dict[Column, tuple[int, int]] = {}
    for at, heading in enumerate(headings):
        words = plain_words(heading)
        column = None if named_by_heading(heading) else _BY_WORD.get(words)
        if column is None or column is Column.IGNORED:
            continue
        rank = _WORDS[column].index(words)
        if column not in found or rank < found[column][0]:
            found[column] = (rank, at)
    columns = {column: at for column, (_rank, at) in found.items()}
    _check(columns)
    return columns


def words_of_list(headings: Sequence[str]) -> set[int]:
    """The columns that hold words only. A column "Patient" does not: it may hold the source's ids."""
    return {at for at, heading in enumerate(headings) if _BY_WORD.get(plain_words(heading)) in _OF_WORDS}


_OF_WORDS = frozenset({
    Column.FULL_NAME, Column.GIVEN_NAME, Column.MIDDLE_NAME, Column.FAMILY_NAME, Column.VACCINE, Column.REFUSAL_REASON,
})  # fmt: skip


def unknown_headings(headings: Sequence[str]) -> list[str]:
    """Headings that say nothing to us: their cells are left out, and the page says so."""
    return [heading for heading in headings if heading and plain_words(heading) not in _BY_WORD]


def _check(columns: dict[Column, int]) -> None:
    has_name = Column.FULL_NAME in columns or {Column.GIVEN_NAME, Column.FAMILY_NAME} <= columns.keys()
    has_number = bool({Column.PATIENT, Column.SOURCE_KEY, Column.RECORD_NUMBER} & columns.keys())
    if not has_number and not (has_name and Column.BIRTH_DATE in columns):
        raise BrokenFileError(Fault.NO_CHILD_COLUMN, 1)
    if not {Column.CODE, Column.VACCINE} & columns.keys():
        raise BrokenFileError(Fault.NO_VACCINE_COLUMN, 1)
    if Column.GIVEN_ON not in columns:
        raise BrokenFileError(Fault.NO_DATE_COLUMN, 1)
