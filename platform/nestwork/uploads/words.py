"""Why a file was refused, in words: what happened, and what to do. Pages and API share it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nestwork.uploads.faults import Fault
from nestwork.uploads.limits import COLUMNS, ROWS

FAULTS: dict[str, Promise] = {
    Fault.EMPTY_FILE: _("The file is empty."),
    Fault.TOO_BIG: _("The file needs more memory than a file may."),
    Fault.TOO_MANY_ROWS: _("The file has more than %(most)s rows. Send it in parts."),
    Fault.TOO_MANY_COLUMNS: _("The file has more than %(most)s columns. Is the delimiter right?"),
    Fault.CELL_TOO_LONG: _(
        "A cell holds more text than a cell may. A quotation mark may be missing before it."
    ),
    Fault.NOT_TEXT: _("This is not a text file or a workbook."),
    Fault.UNKNOWN_LETTERS: _(
        "Letters that are neither UTF-8 nor Windows-1252. Save the file as “CSV UTF-8”."
    ),
    Fault.OPEN_QUOTE: _("A quotation mark is not closed, or text follows after it."),
    Fault.NO_HEADER: _("No headings were found. The first row must name the columns."),
    Fault.SAME_HEADER: _("Two columns have the same heading. Name them differently."),
    Fault.NO_ROWS: _("There are headings but no rows."),
    Fault.BROKEN_WORKBOOK: _("The workbook is damaged. Open it, save it again as .xlsx, and send that."),
    Fault.LOCKED_WORKBOOK: _("The workbook is locked with a password. Save it without one."),
    Fault.OLD_WORKBOOK: _(
        "This is an old .xls workbook or one locked with a password. Save it as .xlsx without one."
    ),
    Fault.ARCHIVE_TOO_BIG: _("The workbook unpacks to far more than its size. It was not opened."),
    Fault.XML_DECLARATIONS: _(
        "The workbook holds declarations that a workbook does not need. It was not opened."
    ),
    Fault.BROKEN_JSON: _("This is not valid JSON. The file may be cut off or damaged; ask for it again."),
    Fault.NOT_FHIR: _(
        "This is JSON, but no FHIR R4 record: neither a bundle we can take in, nor a resource, nor lines of them."
    ),
    Fault.NO_RECORDS: _("There is no record in the file."),
    Fault.WRONG_TYPE: _("A value has another form than FHIR R4 gives it."),
    Fault.MISSING_VALUE: _("A value is missing that FHIR R4 or we cannot do without."),
    Fault.NO_SUCH_DAY: _("There is no such day or time."),
    Fault.UNKNOWN_CODE: _("A code is none of those that FHIR R4 allows there."),
    Fault.BROKEN_ARCHIVE: _(
        "The zip file is damaged, locked with a password or unpacks to far more than its size."
    ),
    Fault.NO_DIRECTORY: _(
        "No table of a resource directory was found: neither HSDS JSON nor a package of CSV files."
    ),
    Fault.NO_MESSAGES: _("These are no HL7 messages: a message begins with MSH and a separator."),
    Fault.NO_CHILD_COLUMN: _(
        "No column tells which child: a record number, or the name and the birth date are needed."
    ),
    Fault.NO_VACCINE_COLUMN: _("No column tells the vaccine, by its name or its CVX code."),
    Fault.NO_DATE_COLUMN: _("No column tells on which day the vaccine was given."),
    Fault.TOOK_TOO_LONG: _("Reading took too long or too much memory and was stopped."),
}
_MOST = {Fault.TOO_MANY_ROWS: ROWS, Fault.TOO_MANY_COLUMNS: COLUMNS}


def fault_words(fault: str) -> str:
    """Why a file was refused, in words."""
    return str(FAULTS[fault]) % {"most": _MOST.get(Fault(fault), 0)}
