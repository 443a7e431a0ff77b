"""The sample roster that a person may download and fill in."""

import csv
import io

_HEADINGS = (
    "Member ID", "MRN", "First Name", "Middle Name", "Last Name", "Date of Birth", "Sex", "Language",
    "Needs Interpreter", "Insurance Type", "Parent Name", "Relationship", "Phone", "Email", "Address", "City", "State",
    "ZIP",
)  # fmt: skip
_ROWS = (
    ("100001", "BP-1001", "Ana", "Luz", "Sample-Rivera", "2016-04-30", "F", "Spanish", "yes", "Medicaid",
     "Rosa Sample-Rivera", "mother", "401-555-0110", "", "1 Example Street", "Pawtucket", "RI", "02860"),
    ("100002", "BP-1002", "Théo", "", "Sample-Baptiste", "2012-11-02", "M", "Kreyòl", "no", "Commercial",
     "Jean Sample-Baptiste", "father", "401-555-0111", "", "2 Example Street, Apt 3", "Central Falls", "RI", "02863"),
)  # fmt: skip


def sample_csv() -> str:
    """Headings that are understood without choosing, and two made-up rows."""
    text = io.StringIO()
    csv.writer(text).writerows([_HEADINGS, *_ROWS])
    return text.getvalue()
