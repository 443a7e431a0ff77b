"""How much of a file is read at most."""

FILE_BYTES = 20 * 1024 * 1024
RECORDS_BYTES = 200 * 1024 * 1024  # of a file of records, which is read as a stream
ROWS = 100_000
COLUMNS = 200
CELL_LETTERS = 10_000
BLANK_ROWS_AT_THE_END = 5_000  # a sheet that goes on empty is cut off here

ARCHIVE_ENTRIES = 2_000
ARCHIVE_BYTES = 300 * 1024 * 1024  # of all entries together, unpacked
ARCHIVE_RATIO = 200  # unpacked : packed, for an entry larger than a megabyte

LINE_BYTES = 32 * 1024 * 1024  # of one thing that the limited process says of a file
MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 120
WALL_SECONDS = 300
