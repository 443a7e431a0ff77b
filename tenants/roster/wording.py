"""What the roster's codes say to a person: what happened, what was kept, what to do. Pages and API share it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.roster.rules.fields import Field
from tenants.roster.rules.identifiers import Identifier
from tenants.roster.rules.matching.compare import Finding
from tenants.roster.rules.problems import Reason
from tenants.roster.rules.states import MatchState, Mode, Outcome, RowState, UploadState

FIELDS: dict[str, Promise] = {
    Field.SOURCE_KEY: _("Id in the other system"),
    Field.RECORD_NUMBER: _("Record number"),
    Field.FULL_NAME: _("Whole name, as “Family, Given”"),
    Field.GIVEN_NAME: _("Given name"),
    Field.MIDDLE_NAME: _("Middle name"),
    Field.FAMILY_NAME: _("Family name"),
    Field.NAME_USED: _("Name used"),
    Field.BIRTH_DATE: _("Birth date"),
    Field.DECEASED_ON: _("Date of death"),
    Field.SEX: _("Sex"),
    Field.LANGUAGE: _("Language"),
    Field.NEEDS_INTERPRETER: _("Needs an interpreter"),
    Field.PAYER_KIND: _("Who pays"),
    Field.SCHOOL: _("School"),
    Field.CONTACT_NAME: _("Parent or guardian"),
    Field.RELATIONSHIP: _("Relationship to the child"),
    Field.PHONE: _("Phone"),
    Field.SECOND_PHONE: _("Second phone"),
    Field.EMAIL: _("E-mail"),
    Field.STREET: _("Street"),
    Field.STREET_2: _("Apartment or second line"),
    Field.CITY: _("City or town"),
    Field.STATE: _("State"),
    Field.ZIP_CODE: _("ZIP code"),
    "pronouns": _("Pronouns"),
    "primary_clinician_id": _("Physician"),
    "coordinator_id": _("Coordinator"),
    "names": _("Given and family name"),
}

# What is wrong, and what to write instead.
REASONS: dict[str, tuple[Promise, Promise]] = {
    Reason.EMPTY: (_("There is nothing here."), _("Fill it in from the chart.")),
    Reason.TOO_LONG: (_("This is too long."), _("Shorten it.")),
    Reason.NO_LETTERS: (_("This is not a name."), _("Write the name.")),
    Reason.NAME_NOT_SPLIT: (
        _("It does not show which part is the family name."),
        _("Write it as “Family, Given”."),
    ),
    Reason.NOT_A_DATE: (_("This is not a date."), _("Write it as 3/19/2015 or 2015-03-19.")),
    Reason.NO_SUCH_DAY: (_("There is no such day."), _("Look the date up and write it again.")),
    Reason.DAY_FIRST: (
        _("Day and month seem to stand the other way round."),
        _("Mend this row, or say in the columns step which comes first in this file."),
    ),
    Reason.TWO_DIGIT_YEAR: (
        _("The year has two digits and could be of either century."),
        _("Write the year with four digits."),
    ),
    Reason.FUTURE: (_("This day has not come yet."), _("Look the date up and write it again.")),
    Reason.TOO_OLD: (
        _("This person is 27 or older; this practice looks after people up to 26."),
        _("Correct the date, or leave the row out."),
    ),
    Reason.BEFORE_BIRTH: (_("This is before the birth date."), _("Look both dates up.")),
    Reason.NOT_A_PHONE: (
        _("This number cannot be dialled."),
        _("Write it with its area code, as in 401-555-0100."),
    ),
    Reason.NOT_AN_EMAIL: (_("This is not an e-mail address."), _("Write it as name@place.org, or clear it.")),
    Reason.NOT_A_ZIP: (_("This is not a ZIP code."), _("Write five digits, as in 02860.")),
    Reason.UNKNOWN_WORD: (_("This word is not known here."), _("Choose a word from the list, or clear it.")),
    Reason.SPOILED_BY_SHEET: (
        _("A spreadsheet has changed this number; its digits are gone."),
        _("Copy the number from the chart."),
    ),
    Reason.TOO_MANY_CELLS: (
        _("This row has more cells than the heading."),
        _("Look at the row in the file."),
    ),
    Reason.SAME_ID_TWICE: (
        _("Another row of this file has the same id and says something else."),
        _("Decide which row is right; give this one its own id, or leave it out."),
    ),
    Reason.NUMBER_TAKEN: (
        _("Another child, with another name and birth date, has this record number."),
        _("Correct the number."),
    ),
    Reason.NOT_SAVED: (_("The record did not take this row."), _("Look at the values and try again.")),
}

IDENTIFIERS: dict[str, Promise] = {
    Identifier.SSN: _("Social Security numbers"),
    Identifier.LICENCE: _("Driver's license numbers"),
    Identifier.PASSPORT: _("Passport numbers"),
}

OUTCOMES: dict[str, Promise] = {
    Outcome.NEW: _("New children"),
    Outcome.CHANGED: _("Changed"),
    Outcome.UNCHANGED: _("Unchanged"),
    Outcome.QUARANTINED: _("Rows that wait for you"),
    Outcome.DROPPED: _("Left out before"),
    Outcome.LEFT: _("Left the roster"),
    Outcome.BACK: _("Back on the roster"),
    "alike": _("Possible duplicates"),
    "partly": _("Taken in, one value waits"),
    "kept": _("Your edit stands"),
}
# One sentence under each count of the dry run and the report.
EXPLAINED: dict[str, Promise] = {
    Outcome.NEW: _("They come onto the registry with a first contact to make."),
    Outcome.CHANGED: _("Only what the file changed, and only where nobody here wrote later."),
    Outcome.UNCHANGED: _("The file says what it said last time."),
    Outcome.QUARANTINED: _("Nothing of these rows is taken until somebody mends them."),
    Outcome.DROPPED: _("The same row was left out by a person before."),
    Outcome.LEFT: _("The file no longer names them. Nothing is deleted."),
    Outcome.BACK: _("They had left the roster and are named again."),
    "alike": _("They look like children you have. Nothing is merged: each pair waits for you."),
    "partly": _("The child is taken in; a value that was not understood waits to be mended."),
    "kept": _("The file says something else than a person here wrote later. The person's word stands."),
}

STATES: dict[str, tuple[Promise, str]] = {
    UploadState.WAITING: (_("Being read"), "info"),
    UploadState.REFUSED: (_("Refused"), "late"),
    UploadState.COLUMNS: (_("Choose columns"), "soon"),
    UploadState.CHECKING: (_("Being checked"), "info"),
    UploadState.CHECKED: (_("Ready to import"), "soon"),
    UploadState.IMPORTING: (_("Being imported"), "info"),
    UploadState.DONE: (_("Imported"), "ok"),
    UploadState.SET_ASIDE: (_("Set aside"), "plain"),
}
ROW_STATES: dict[str, tuple[Promise, str]] = {
    RowState.WAITING: (_("Waits"), "soon"),
    RowState.MENDED: (_("Mended"), "ok"),
    RowState.DROPPED: (_("Left out"), "plain"),
}
MATCH_STATES: dict[str, tuple[Promise, str]] = {
    MatchState.WAITING: (_("Waits"), "soon"),
    MatchState.MERGED: (_("Merged"), "ok"),
    MatchState.APART: (_("Two children"), "plain"),
}
MODES: dict[str, Promise] = {
    Mode.WHOLE: _("The whole roster: who is missing has left it"),
    Mode.ADDITIONS: _("New and changed children only: nobody leaves"),
}
VERDICTS: dict[str, tuple[Promise, str]] = {
    "same": (_("Very likely the same child"), "soon"),
    "possible": (_("Possibly the same child"), "info"),
    "different": (_("Little in common"), "plain"),
}
FINDINGS: dict[str, Promise] = {
    Finding.SAME: _("the same"),
    Finding.CLOSE: _("close"),
    Finding.SWAPPED: _("in each other's place"),
    Finding.DIFFERENT: _("different"),
}


def field_words(name: str) -> str:
    """A field's name for a person."""
    return str(FIELDS.get(name, name))
