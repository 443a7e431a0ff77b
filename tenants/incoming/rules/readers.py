"""Which program reads which format, and how a file's first bytes tell the format."""

FHIR = "fhir"
VXU = "vxu"
IMMUNIZATION_LIST = "immunization_list"

# Each is run by nestwork.uploads.limited as `python -m module`; its main is nestwork.uploads.child.serve.
READERS = {
    FHIR: "tenants.incoming.rules.fhir.child_process",
    VXU: "tenants.incoming.rules.hl7.child_process",
    IMMUNIZATION_LIST: "tenants.incoming.rules.lists.child_process",
}
# A hospital's or record system's own children come in with their records. Messages and lists of vaccines tell of every
# child of a registry or a school: whoever is not known here waits until somebody says that it is a child of the practice.
_BRINGS_CHILDREN = frozenset({FHIR})
_MARK = b"\xef\xbb\xbf"


def format_of(start: bytes) -> str:
    """The format by the first bytes, never by the name: JSON, HL7 segments, else a list (CSV or a workbook)."""
    told = start.removeprefix(_MARK).lstrip(b" \t\r\n\x0b")
    if told.startswith((b"{", b"[")):
        return FHIR
    if told.startswith((b"MSH", b"FHS", b"BHS")):
        return VXU
    return IMMUNIZATION_LIST


def takes_in_unasked(file_format: str) -> bool:
    """Whether children not known here come in with a file of this format when nobody says otherwise."""
    return file_format in _BRINGS_CHILDREN
