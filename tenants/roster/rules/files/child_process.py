"""The program that reads a roster in the limited process; `roster_lines` starts it."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from nestwork.uploads.child import serve
from tenants.roster.rules.files.reader import open_roster


def roster_rows(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """One line of facts, one line a row, one last line with what was dropped."""
    rows = 0
    roster = open_roster(file)
    sheet = roster.sheet
    yield {
        "t": "file",
        "kind": sheet.kind,
        "encoding": sheet.encoding,
        "delimiter": sheet.delimiter,
        "sheet": sheet.name,
        "epoch": sheet.epoch,
        "headings": roster.headings,
    }
    for number, cells in roster.rows:
        rows += 1
        yield {"t": "row", "n": number, "c": cells}
    yield {"t": "end", "rows": rows, "dropped": roster.dropped.as_json()}


if __name__ == "__main__":
    serve(roster_rows)
