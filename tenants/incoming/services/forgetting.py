"""Let go of what a file held."""

from tenants.incoming.models import RecordFile


def forget_pieces(file: RecordFile) -> None:
    """The sealed bytes go, one piece at a time: deleting loads a row, and 50 MB shall never be in memory at once."""
    for number in list(file.chunks.values_list("number", flat=True)):
        file.chunks.filter(number=number).delete()


def forget_lines(file: RecordFile) -> None:
    """The lines go, a batch at a time."""
    for number in list(file.batches.values_list("number", flat=True)):
        file.batches.filter(number=number).delete()
