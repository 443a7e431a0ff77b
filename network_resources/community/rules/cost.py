"""What a service costs, as far as its listing says: free, by income, a fee, or nothing said."""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from network_resources.community.rules.spelling import plain


class Cost(StrEnum):
    """The kinds of cost a family asks about first."""

    FREE = "free"
    SLIDING = "sliding"  # by income
    FEE = "fee"
    UNKNOWN = "unknown"


KIND_TO_FAMILIES = frozenset({Cost.FREE, Cost.SLIDING})
# "free" in "toll-free", "smoke-free" or "feel free" says nothing about money
_FREE = re.compile(
    r"(?<!toll )(?<!smoke )(?<!feel )(?<!drug )(?<!gluten )\bfree\b"
    r"|\b(?:no|without) (?:cost|charge|fees?)\b|\bgratis\b|\bgratuito\b|\bsin costo\b"
)
_SLIDING = re.compile(
    r"\bsliding\b|\bbased on (?:family )?(?:income|ability to pay)\b|\bincome based\b|\bsegun ingresos\b"
)
_FEE = re.compile(r"\bfees?\b|\bcosts?\b|\bcopay|\bcharges?\b|\binsurance\b|\bpay")
_NOT_FREE = re.compile(r"\bnot free\b|\bis no free\b")


def cost_of(*, texts: Iterable[str], amounts: Iterable[Decimal] = ()) -> Cost:
    """The kind of cost that the listing's own words on fees and its amounts of money tell."""
    said, paid = plain(" ".join(texts)), list(amounts)
    if _SLIDING.search(said):
        return Cost.SLIDING
    if any(amount > 0 for amount in paid):
        return Cost.FEE
    if paid or (_FREE.search(said) and not _NOT_FREE.search(said)):
        return Cost.FREE
    return Cost.FEE if _FEE.search(said) else Cost.UNKNOWN
