"""Checks content against our published JSON Schemas and says each fault as a Problem."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from network_resources.playbooks.rules.problems import Problem, path_of

FOLDER = Path(__file__).parent.parent / "schemas"
MOST_PROBLEMS = 50  # enough to mend by; a file of nonsense does not fill the page
MOST_LOOKED_AT = 500  # nor does it hold the server up: 80,000 empty axes took 13 seconds

# the schema's own word -> our sentence
CODES = {
    "type": "wrong_type",
    "enum": "not_listed",
    "const": "not_listed",
    "minItems": "too_few",
    "maxItems": "too_many",
    "minLength": "empty",
    "maxLength": "too_long",
    "minimum": "too_small",
    "maximum": "too_large",
    "minProperties": "empty",
}


@cache
def schema(name: str) -> dict[str, Any]:
    """The published schema of this file name, without `.json`."""
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return content


@cache
def _validator(name: str) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema(name))
    return Draft202012Validator(schema(name))


def schema_problems(name: str, content: Any) -> list[Problem]:
    """What the schema finds wrong, in the order of the content, at most MOST_PROBLEMS."""
    looked_at = islice(_validator(name).iter_errors(content), MOST_LOOKED_AT)
    found = sorted(looked_at, key=lambda error: [str(part) for part in error.absolute_path])
    return [problem for error in found for problem in _problems(error)][:MOST_PROBLEMS]


def _problems(error: ValidationError) -> Iterator[Problem]:
    path, rule = list(error.absolute_path), str(error.validator)
    wanted: Any = error.validator_value
    given: Any = error.instance
    if rule == "required":
        missing = [name for name in wanted if name not in given]
        yield from (Problem(path_of([*path, name]), "missing") for name in missing)
    elif rule == "additionalProperties":
        part: Any = error.schema
        strange = [name for name in given if name not in part["properties"]]
        yield from (Problem(path_of([*path, name[:60]]), "unknown_part") for name in strange)
    elif rule == "pattern":
        yield Problem(path_of(path), "empty" if path[-1] in ("en", "es") else "bad_key")
    else:
        limit = str(wanted) if isinstance(wanted, int) else ""
        listed = ", ".join(map(str, wanted)) if isinstance(wanted, list) else ""
        yield Problem(path_of(path), CODES.get(rule, "wrong"), {"limit": limit, "listed": listed})
