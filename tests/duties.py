"""`make duties`: each duty of the customer's documents with the tests that prove it and their last result."""

import csv
import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from typing import Any

import pytest

from nestwork.embedded.places import CLONE

RESULTS = CLONE / ".nestwork" / "duties.json"  # the last outcome of each test that proves a duty
LIST = CLONE / "docs" / "duties.tsv"


def duties() -> dict[str, str]:
    """Return every duty's id and text, in the order of the documents."""
    with LIST.open(newline="") as file:
        return {row["id"]: row["duty"] for row in csv.DictReader(file, delimiter="\t")}


class Collector:
    """Notes which test carries which mark while pytest collects."""

    def __init__(self) -> None:
        self.proofs: dict[str, list[str]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Read the marks of every collected test."""
        for item in items:
            for mark in item.iter_markers("duty"):
                self.proofs[str(mark.args[0])].append(item.nodeid)


def lines(known: dict[str, str], proofs: dict[str, list[str]], outcomes: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each duty and one for each of its tests."""
    for duty, text in known.items():
        tests = proofs.get(duty, [])
        results = [outcomes.get(test, {}).get("outcome", "not run yet") for test in tests]
        yield f"{duty:<8} {_state(results):<12} {text}"
        for test, result in zip(tests, results, strict=True):
            yield f"{'':<8} {result:<12} {test}"


def unknown(known: Iterable[str], proofs: dict[str, list[str]]) -> list[str]:
    """Return a sentence for each mark that names no duty of the list."""
    strangers = sorted(set(proofs) - set(known))
    return [
        f"{duty} is not a duty of docs/duties.tsv, but marked on {', '.join(proofs[duty])}"
        for duty in strangers
    ]


def main() -> int:
    """Print the list and a count; 1 when a mark names an unknown duty or the tests cannot be collected."""
    collector = Collector()
    with redirect_stdout(io.StringIO()) as words:
        code = pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider"], plugins=[collector])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        sys.stdout.write(f"{words.getvalue()}\nThe tests could not be collected; read the lines above.\n")
        return 1
    known = duties()
    outcomes = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for line in lines(known, collector.proofs, outcomes):
        sys.stdout.write(f"{line}\n")
    proven = sum(1 for duty in known if collector.proofs.get(duty))
    sys.stdout.write(f"\n{proven} of {len(known)} duties have a test; the others are open.\n")
    for sentence in (wrong := unknown(known, collector.proofs)):
        sys.stdout.write(f"{sentence}\n")
    return 1 if wrong else 0


def _state(results: list[str]) -> str:
    if not results:
        return "open"
    return "proven" if all(result == "passed" for result in results) else "has tests"


if __name__ == "__main__":
    sys.exit(main())
