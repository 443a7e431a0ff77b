"""Why a whole file was refused, as data. The words for it stand in `nestwork.uploads.words`."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a whole file was refused. Nothing of it is taken."""

    EMPTY_FILE = "empty_file"
    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    CELL_TOO_LONG = "cell_too_long"
    NOT_TEXT = "not_text"
    UNKNOWN_LETTERS = "unknown_letters"
    OPEN_QUOTE = "open_quote"
    NO_HEADER = "no_header"
    SAME_HEADER = "same_header"
    NO_ROWS = "no_rows"
    BROKEN_WORKBOOK = "broken_workbook"
    LOCKED_WORKBOOK = "locked_workbook"
    OLD_WORKBOOK = "old_workbook"
    ARCHIVE_TOO_BIG = "archive_too_big"
    XML_DECLARATIONS = "xml_declarations"
    NO_MESSAGES = "no_messages"
    NO_CHILD_COLUMN = "no_child_column"
    NO_VACCINE_COLUMN = "no_vaccine_column"
    NO_DATE_COLUMN = "no_date_column"
    TOOK_TOO_LONG = "took_too_long"
    BROKEN_JSON = "broken_json"
    NOT_FHIR = "not_fhir"
    NO_RECORDS = "no_records"
    WRONG_TYPE = "wrong_type"
    MISSING_VALUE = "missing_value"
    NO_SUCH_DAY = "no_such_day"
    UNKNOWN_CODE = "unknown_code"
    BROKEN_ARCHIVE = "broken_archive"
    NO_DIRECTORY = "no_directory"


class BrokenFileError(Exception):
    """The file is refused whole; says at which line."""

    def __init__(self, fault: Fault, line: int = 0, detail: str = "") -> None:
        super().__init__(f"{fault.value} at line {line}")
        self.fault = fault
        self.line = line
        self.detail = detail
