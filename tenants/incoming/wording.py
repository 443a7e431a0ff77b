"""Words of the incoming room. Pages, API and command share them; colours stand beside the words they mark."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nestwork.uploads.words import fault_words
from tenants.incoming.models import RecordFile
from tenants.incoming.rules.readers import FHIR, IMMUNIZATION_LIST, VXU
from tenants.incoming.rules.shapes import FactKind, Why
from tenants.incoming.rules.states import Came, Did, FileState

FORMATS: dict[str, Promise] = {
    FHIR: _("FHIR R4 records"),
    VXU: _("HL7 vaccine messages (VXU)"),
    IMMUNIZATION_LIST: _("List of vaccines"),
}
STATES: dict[str, tuple[Promise, str]] = {
    FileState.WAITING: (_("Being read"), "info"),
    FileState.REFUSED: (_("Refused"), "late"),
    FileState.CHECKED: (_("Ready to import"), "soon"),
    FileState.IMPORTING: (_("Being imported"), "info"),
    FileState.DONE: (_("Imported"), "ok"),
    FileState.SET_ASIDE: (_("Set aside"), "plain"),
}
KINDS: dict[str, Promise] = {
    FactKind.CONDITION: _("Conditions"),
    FactKind.ALLERGY: _("Allergies"),
    FactKind.NO_KNOWN_ALLERGIES: _("No known allergies"),
    FactKind.MEDICINE: _("Medicines"),
    FactKind.ENCOUNTER: _("Visits and stays"),
    FactKind.IMMUNIZATION: _("Vaccines"),
    FactKind.SCREENING: _("Screenings"),
    FactKind.MEASUREMENT: _("Measurements"),
}
CAME: dict[str, tuple[Promise, Promise]] = {
    Came.NEW: (_("New children"), _("Not on record here before this file.")),
    Came.CHANGED: (
        _("Known children with changes"),
        _("Only what the file changed, and only where nobody here wrote later."),
    ),
    Came.NEWS: (
        _("Known children with something new"),
        _("What the file told of their health. Open each child to read it."),
    ),
    Came.UNCHANGED: (
        _("Known children, unchanged"),
        _("Name, birth date, address and telephone are as on record."),
    ),
    Came.NOT_HERE: (
        _("Not taken: child not known here"),
        _("Send the file again once the child is on record, or take such children in."),
    ),
    Came.REFUSED: (_("Not taken"), _("The reasons stand below.")),
}
DID: dict[str, Promise] = {
    Did.ADDED: _("new"),
    Did.CORRECTED: _("corrected"),
    Did.STRUCK: _("struck out"),
    Did.UNCHANGED: _("unchanged"),
    Did.KEPT: _("kept as corrected here"),
    Did.REFUSED: _("not taken"),
}
WHY: dict[str, Promise] = {
    Why.HELPER: _("Read for the names in it; not kept itself."),
    Why.UNUSED_TYPE: _("A kind of record that is not kept here."),
    Why.UNUSED_OBSERVATION: _("Neither growth, blood lead or a screening we know."),
    Why.NOT_TRUE_YET: _("Planned, proposed, drafted or never done."),
    Why.NO_DATE: _("No day is given."),
    Why.FUTURE: _("The day lies in the future."),
    Why.NO_TEXT: _("Neither words nor a code say what it is."),
    Why.NO_VALUE: _("No result is given."),
    Why.NO_NAME: _("Given or family name is missing."),
    Why.PART_OF_BIRTH_DATE: _("The birth date is not a whole day."),
    Why.NO_DAY_OF_DEATH: _(
        "The child has died; no day is given. Kept under the day the file came: correct it."
    ),
    Why.NOT_CONFIRMED: _("Only suspected, not confirmed."),
    Why.NEGATED: _("Says that one kind of allergy is not known; the record has no place for it."),
    Why.BEFORE_BIRTH: _("The day lies before the child was born."),
    Why.NO_PATIENT: _("About a patient who is neither in the file nor known here from this source."),
    Why.PATIENT_REFUSED: _("About a patient of the file who was not taken."),
    Why.TOO_OLD: _("The patient is older than 26 years."),
    Why.NOT_HERE: _("Not taken: child not known here."),
    Why.OTHER_PERSON: _(
        "The source gave this id to a child of another name and birth date before. Is it another system? Name it apart."
    ),
    Why.OTHER_CHILD: _(
        "The source gave this id to something else about another child before. Is it another system? Name it apart."
    ),
    Why.UNKNOWN_WORD: _("A word or code that is not known here. The rest was taken."),
    Why.NOT_UNDERSTOOD: _("A value that could not be read exactly."),
    Why.NOT_SAVED: _("The record itself refused it."),
    Why.RACE_ETHNICITY: _("The record has no place for race and ethnicity."),
}
# What FHIR calls by its own names and is most often left out; the file's word stands behind ours.
TYPES: dict[str, Promise] = {
    "CarePlan": _("Care plans"),
    "CareTeam": _("Care teams"),
    "Claim": _("Bills"),
    "Coverage": _("Insurance cards"),
    "Device": _("Devices"),
    "DiagnosticReport": _("Test reports"),
    "DocumentReference": _("Documents"),
    "ExplanationOfBenefit": _("Insurance statements"),
    "ImagingStudy": _("Pictures (X-ray and others)"),
    "Location": _("Places"),
    "Organization": _("Organizations"),
    "Practitioner": _("Doctors and nurses"),
    "Procedure": _("Procedures"),
    "Provenance": _("Who wrote what"),
}
DROPPED: dict[str, Promise] = {
    "ssn": _("Social Security numbers"),
    "licence": _("driver's license numbers"),
    "passport": _("passport numbers"),
}


def refused_because(file: RecordFile) -> str:
    """Why and where the file was refused; empty when it was not."""
    if not file.fault:
        return ""
    words = fault_words(file.fault["fault"])
    line, detail = file.fault.get("line"), file.fault.get("detail", "")
    if line and detail:
        return gettext("Line %(line)s, %(place)s: %(reason)s") % {
            "line": line,
            "place": detail,
            "reason": words,
        }
    if line:
        return gettext("Line %(line)s: %(reason)s") % {"line": line, "reason": words}
    if detail:
        return gettext("At %(place)s: %(reason)s") % {"place": detail, "reason": words}
    return words
