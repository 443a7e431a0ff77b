"""Which fields a merge lets a person choose, and what stood on the survivor before a merge."""

from collections.abc import Mapping, Sequence
from typing import Any

# Fields of the child that may come from either record.
CHOOSABLE = (
    "given_name",
    "middle_name",
    "family_name",
    "name_used",
    "birth_date",
    "sex",
    "pronouns",
    "record_number",
    "language",
    "needs_interpreter",
    "payer_kind",
    "zip_code",
    "school",
    "primary_clinician_id",
    "coordinator_id",
)


def value_before(
    name: str, state: Mapping[str, Any], earlier: Sequence[tuple[Mapping[str, Any], bool]]
) -> Any:
    """What stood in the field before this merge, leaving out earlier merges that were taken back meanwhile.

    `earlier` are the states of earlier merges into the same survivor, oldest first, each with whether it was taken
    back. A merge taken back while a later one covered its field could not put its old value back then; it is put
    back now.
    """
    value = state["before"][name]
    for past, was_taken_back in reversed(earlier):
        if was_taken_back and name in past.get("after", {}) and past["after"][name] == value:
            value = past["before"][name]
    return value
