"""What a column probably holds, by its heading; and a profile from what a person chose."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from network_resources.community.rules.hsds import OLD_TABLES, TABLES, table_of
from network_resources.community.rules.profiles.shape import FORMAT, LINKED, OWNERS, How, stem

KEY = "id"
# targets that make rows of their own: choice to (table and field, how it is read)
OTHER_ROWS = {
    "phones": ("phone", How.PHONES),
    "address": ("address", How.ADDRESS),
    "areas": ("service_area.name", How.LIST),
    "languages": ("language.name", How.LIST),
    "documents": ("required_document.document", How.LIST),
    "words": ("attribute", How.TERMS),
    "program": ("program.name", How.LINK),
    "organization": ("organization.name", How.LINK),
}
_HOW = {"minimum_age": How.AGE, "maximum_age": How.AGE, "is_confidential": How.YES_NO}
_SAME = {
    "uuid": KEY, "guid": KEY, "identifier": KEY, "organization_uuid": "organization_id",
    "min_age": "minimum_age", "max_age": "maximum_age", "age_from": "minimum_age", "age_to": "maximum_age",
    "website": "url", "web": "url", "url": "website", "lat": "latitude", "lng": "longitude", "lon": "longitude",
    "mail": "email", "e_mail": "email", "phone": "phones", "phones": "phones", "telephone": "phones",
    "eligibility": "eligibility_description", "fees": "fees_description", "areas": "areas",
    "service_area": "areas", "languages": "languages", "category": "words", "categories": "words",
    "taxonomy": "words", "address": "address", "program": "program", "additional_information": "description",
}  # fmt: skip


def guess_file_table(file_name: str, headings: Sequence[str]) -> str:
    """The table a file is probably about: by its name, else by the table most headings begin with."""
    named = table_of(file_name)
    found = OLD_TABLES.get(named, (named, {}))[0]
    if found:
        return found
    words = Counter(table for one in headings for table in OWNERS if plain(one).startswith(table))
    return words.most_common(1)[0][0] if words else "service"


def guess_target(table: str, heading: str) -> str:
    """The choice a heading stands for, or nothing."""
    word = plain(heading)
    bare = word.removeprefix(f"{table}_")
    open_to = choices(table)
    for one in (bare, _SAME.get(bare, ""), word, _SAME.get(word, "")):
        if one in open_to and (one != KEY or word.startswith(table) or word == KEY or bare == one):
            return one
    return ""


def choices(table: str) -> list[str]:
    """What a column of a file about this table may hold: its id, its fields, rows of their own."""
    others = [name for name, (target, how) in OTHER_ROWS.items() if _possible(table, target, how)]
    return [KEY, *TABLES[table].fields, *(name for name in others if name not in TABLES[table].fields)]


def profile_of(
    files: Sequence[tuple[str, str, Mapping[str, str]]], *, split: str, status: str, empty: Sequence[str]
) -> dict[str, Any]:
    """The profile's content from (file name, table, heading to choice). Several columns of one field get labels."""
    made = []
    for name, table, chosen in files:
        if not table or KEY not in chosen.values():
            continue
        times = Counter(chosen.values())
        key = next(heading for heading, choice in chosen.items() if choice == KEY)
        columns = [
            _column(table, heading, choice, split, several=times[choice] > 1)
            for heading, choice in chosen.items()
            if choice and choice != KEY
        ]
        fill = {"status": status} if table == "service" and status else {}
        fill |= {"location_type": "physical"} if table == "location" else {}
        made.append({"file": stem(name), "table": table, "key": key, "columns": columns, "fill": fill})
    return {"format": FORMAT, "empty": list(empty), "files": made}


def plain(heading: str) -> str:
    """A heading in small letters with one underscore between its words."""
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")


def _column(table: str, heading: str, choice: str, split: str, *, several: bool) -> dict[str, str]:
    if choice in OTHER_ROWS and choice not in TABLES[table].fields:
        target, how = OTHER_ROWS[choice]
        made = {"column": heading, "to": target, "as": how.value, "split": split}
        return made | ({"taxonomy": heading} if how is How.TERMS else {})
    how = _HOW.get(choice, How.DATE if TABLES[table].fields[choice].kind == "date" else How.TEXT)
    made = {"column": heading, "to": f"{table}.{choice}", "as": how.value}
    return made | ({"label": heading} if several and how is How.TEXT else {})


def _possible(table: str, target: str, how: How) -> bool:
    of = target.partition(".")[0]
    if how is How.LINK:
        return LINKED[of] in TABLES[table].fields and of != table
    return table in OWNERS and (how is How.TERMS or OWNERS[table] in TABLES[of].fields)
