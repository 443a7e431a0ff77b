"""What both kinds of file become: facts about the file and a stream of numbered rows of text."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(slots=True)
class Sheet:
    """An opened file. A row's number is its line in the text file or its row in the workbook."""

    kind: str
    rows: Iterator[tuple[int, list[str]]]
    encoding: str = ""
    delimiter: str = ""
    name: str = ""  # of the worksheet
    epoch: str = "1900"
