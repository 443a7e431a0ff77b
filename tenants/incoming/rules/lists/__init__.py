"""Reading immunization lists (CSV or XLSX, a row a dose) as a stream of shapes, inside the limited process.

The columns are guessed from their headings, as a roster's are. A row that cannot be read is listed with its line and
the reason; the others go in, nothing is lost. A file without a column for the child, the vaccine or the day is refused
whole, and so is one that is no list at all.
"""
