"""How private a fact is: what its source said of it, else what its code says beyond doubt. Everything else is general.

The source's word is `meta.security`: HL7 v3 ActCode sensitivity ("SUD", "PSY", "HIV", ...). Without it ICD-10-CM decides
by its own chapters, whose borders are fixed by the classification: F10-F19 disorders by substances, the rest of F01-F99
behavioural but for F70-F89 (intellectual and developmental, which every coordination is about), B20 and Z21 HIV,
A50-A64 infections by sexual contact, O00-O9A and Z30-Z39 pregnancy and contraception, T74 and T76 maltreatment. SNOMED CT,
RxNorm and LOINC have no such ranges: nothing is guessed from their words. A range label is the careful side: fewer
people see the fact until somebody who may changes it.
"""

import re

from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.fhir.values import Concept, coding
from tenants.patients.rules import Sensitivity

_SAID = {
    "42CFRPart2": Sensitivity.SUBSTANCE_USE,
    "ETH": Sensitivity.SUBSTANCE_USE,
    "ETHUD": Sensitivity.SUBSTANCE_USE,
    "OPIOIDUD": Sensitivity.SUBSTANCE_USE,
    "SUD": Sensitivity.SUBSTANCE_USE,
    "PSYTHPN": Sensitivity.PSYCHOTHERAPY_NOTES,
    "HIV": Sensitivity.HIV,
    "SDV": Sensitivity.CHILD_PROTECTION,
    "VIO": Sensitivity.CHILD_PROTECTION,
    "SEX": Sensitivity.REPRODUCTIVE,
    "STD": Sensitivity.REPRODUCTIVE,
    "GDIS": Sensitivity.GENETIC,
    "ADOL": Sensitivity.ADOLESCENT_CONFIDENTIAL,
    "PSY": Sensitivity.BEHAVIOURAL,
    "BH": Sensitivity.BEHAVIOURAL,
    "MH": Sensitivity.BEHAVIOURAL,
}
_RESTRICTED = frozenset({"R", "V"})  # v3 Confidentiality: restricted, very restricted, without saying why
_RANGES = (
    ("F10", "F19", Sensitivity.SUBSTANCE_USE),
    ("F70", "F89", Sensitivity.GENERAL),
    ("F01", "F99", Sensitivity.BEHAVIOURAL),
    ("B20", "B20", Sensitivity.HIV),
    ("Z21", "Z21", Sensitivity.HIV),
    ("A50", "A64", Sensitivity.REPRODUCTIVE),
    ("O00", "O9A", Sensitivity.REPRODUCTIVE),
    ("Z30", "Z39", Sensitivity.REPRODUCTIVE),
    ("T74", "T74", Sensitivity.CHILD_PROTECTION),
    ("T76", "T76", Sensitivity.CHILD_PROTECTION),
)
_ICD = re.compile(r"[A-Z]\d[0-9A-Z]", re.ASCII)


def label_of(node: Node, said: Concept) -> str:
    """The label of a fact read from this resource."""
    meta = node.node("meta")
    marks = [coding(one) for one in meta.nodes("security")] if meta is not None else []
    found = {code for _system, code, _words in marks}
    for code, label in _SAID.items():  # the strictest first
        if code in found:
            return label
    by_code = label_of_icd(said.code_of("icd-10-cm"))
    if by_code == Sensitivity.GENERAL and found & _RESTRICTED:
        return (
            Sensitivity.ADOLESCENT_CONFIDENTIAL
        )  # restricted, no reason: to the team, and never to the home unasked
    return by_code


def label_of_icd(code: str) -> str:
    """The label by the chapter of ICD-10-CM."""
    start = code.upper()[:3]
    if not _ICD.fullmatch(start):
        return Sensitivity.GENERAL
    return next((label for low, high, label in _RANGES if low <= start <= high), Sensitivity.GENERAL)
