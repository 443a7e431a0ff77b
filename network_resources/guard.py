"""The identifier guard for text typed on the network host: refuses what may point at a child.

Patterns only (rulings 4): days, telephone numbers, record numbers, e-mail addresses, names with an age. Text from a
practice is checked inside the practice against its own children; this guard knows no child and keeps nothing. What
it cannot see (a bare name) is why the writer also states that no child is described. Plain Python.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Sign(StrEnum):
    """What a piece of text looks like."""

    DAY = "day"
    PHONE = "phone"
    RECORD = "record"
    MAIL = "mail"
    NAMED_AGE = "named_age"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the text that may point at a child; `words` is as it was typed."""

    sign: Sign
    words: str


_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    "|diciembre"
)
_DAY_OF_MONTH = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
# A capitalised word that is no name, at the start of "Children, 5 years" or "Level (3)".
_GENERIC = (
    "child children patient patients kid kids infant infants baby babies toddler toddlers teen teens "
    "youth family families adolescent adolescents girl girls boy boys those all any if when for from "
    "until under over after before between at by age aged ages adult adults level levels version band "
    "table step axis document section page item part grade type stage group form score points total "
    "number option answer choice need past last next first second third within every each since during about "
    "than least most up to the in all both only per screening visits admitted years months weeks days niño niños "
    "niña niñas paciente pacientes familia familias nivel versión edad menores mayores cada durante hasta desde "
    "últimos últimas primeros próximos pasados dentro "
)
_NO_NAMES = frozenset(_GENERIC.split())
_NAME = r"(?P<name>[A-ZÁÉÍÓÚÑ][a-záéíóúñ']+)"
_AGE = r"\d{1,2}"
_UNIT = r"[ -]?(?:years?|yrs?|y/?o|months?|mos?|weeks?|wks?|days?|años?|meses|mes|semanas?)\b"

_PATTERNS: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    (Sign.MAIL, re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")),
    (Sign.DAY, re.compile(r"\b(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])\b")),
    (Sign.DAY, re.compile(r"\b(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)\d\d|\d\d)\b")),
    (Sign.DAY, re.compile(rf"\b(?:{_MONTHS})\.? {_DAY_OF_MONTH}\b(?!\d)", re.IGNORECASE)),
    (Sign.DAY, re.compile(rf"\b{_DAY_OF_MONTH} (?:de |of )?(?:{_MONTHS})\b", re.IGNORECASE)),
    (Sign.RECORD, re.compile(r"\b\d{3}-\d{2}-\d{4}\b")),
    (Sign.PHONE, re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}(?!\d)")),
    (Sign.PHONE, re.compile(r"(?<![\d.-])\d{3}-\d{4}(?!\d)")),
    (Sign.PHONE, re.compile(r"(?<!\d)\+?\d{10,15}(?!\d)")),
    (Sign.RECORD, re.compile(r"\b(?:MRN|record|chart|member|patient|medicaid(?! 1(?:115|915)\b)|account)(?: ?(?:number|no\.?|id|#))? ?[:#]? ?[A-Z]{0,4}-?\d{3,}\b", re.IGNORECASE)),
    (Sign.RECORD, re.compile(r"\b[A-Z]{1,5}-?\d{5,}\b")),
    (Sign.RECORD, re.compile(r"(?<![\d.,])\d{6,9}(?![\d.,])")),
    (Sign.NAMED_AGE, re.compile(rf"\b{_NAME},? ?(?:\(|is |was |turned |age |aged |tiene |,)? ?{_AGE}{_UNIT}")),
    (Sign.NAMED_AGE, re.compile(rf"\b{_NAME}(?:, ?| ?\(){_AGE}(?=\s*(?:[,.;)]|$))")),
    (Sign.NAMED_AGE, re.compile(rf"\b{_NAME},? (?:aged?|turned|is|was) {_AGE}\b")),
    (Sign.NAMED_AGE, re.compile(rf"\b{_AGE}{_UNIT}[ -]?(?:old )?(?:named |called |girl |boy )*{_NAME}")),
)  # fmt: skip


# What names a published work or a page is no record number and no telephone.
_WORKS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:nih\.gov|doi\.org)/\S*|\b10\.\d{4,9}/\S+|\b(?:PMID|PMCID|PMC|NCT|ISBN)(?:-1[03])?:? ?(?:PMC)?[\dX-]+",
    re.IGNORECASE,
)
_OF_A_WORK = frozenset({Sign.PHONE, Sign.RECORD})


def findings(text: str) -> list[Finding]:
    """What in the text may point at a child, each piece once, in the order of the patterns."""
    found: dict[str, Finding] = {}
    without_works = _WORKS.sub(" ", text)
    for sign, pattern in _PATTERNS:
        for match in pattern.finditer(without_works if sign in _OF_A_WORK else text):
            name = match.groupdict().get("name")
            if name is None or name.casefold() not in _NO_NAMES:
                found.setdefault(match.group().strip(), Finding(sign, match.group().strip()))
    return list(found.values())


def findings_in(content: Any) -> Iterator[tuple[list[str | int], Finding]]:
    """The same for every text inside JSON content, each with the way to it."""
    waiting: list[tuple[list[str | int], Any]] = [([], content)]
    while waiting:
        path, part = waiting.pop(0)
        if isinstance(part, str):
            yield from ((path, finding) for finding in findings(part))
        elif isinstance(part, Mapping):
            waiting.extend(([*path, str(key)], inner) for key, inner in part.items())
        elif isinstance(part, list):
            waiting.extend(([*path, place], inner) for place, inner in enumerate(part))
