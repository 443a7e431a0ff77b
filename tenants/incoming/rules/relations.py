"""What somebody is to a child: HL7 role codes, else the words beside them."""

from collections.abc import Iterable

from tenants.patients.rules import Relationship
from tenants.roster.rules.values.refusal import ValueRefusedError
from tenants.roster.rules.values.words import read_relationship

# HL7 v3 RoleCode, personal relationships, and the codes of v2 table 0063 that mean the same.
ROLES = {
    "MTH": Relationship.MOTHER, "NMTH": Relationship.MOTHER, "GESTM": Relationship.MOTHER, "ADOPTM": Relationship.MOTHER,
    "FTH": Relationship.FATHER, "NFTH": Relationship.FATHER, "ADOPTF": Relationship.FATHER,
    "PRN": Relationship.PARENT, "NPRN": Relationship.PARENT, "ADOPTP": Relationship.PARENT, "PAR": Relationship.PARENT,
    "STPMTH": Relationship.STEP_PARENT, "STPFTH": Relationship.STEP_PARENT, "STPPRN": Relationship.STEP_PARENT,
    "GRPRN": Relationship.GRANDPARENT, "GRMTH": Relationship.GRANDPARENT, "GRFTH": Relationship.GRANDPARENT,
    "MGRMTH": Relationship.GRANDPARENT, "PGRMTH": Relationship.GRANDPARENT, "MGRFTH": Relationship.GRANDPARENT,
    "PGRFTH": Relationship.GRANDPARENT, "GRP": Relationship.GRANDPARENT,
    "AUNT": Relationship.RELATIVE, "MAUNT": Relationship.RELATIVE, "PAUNT": Relationship.RELATIVE,
    "UNCLE": Relationship.RELATIVE, "MUNCLE": Relationship.RELATIVE, "PUNCLE": Relationship.RELATIVE,
    "COUSN": Relationship.RELATIVE, "NIENEPH": Relationship.RELATIVE, "NIECE": Relationship.RELATIVE,
    "NEPHEW": Relationship.RELATIVE, "SIB": Relationship.RELATIVE, "SIS": Relationship.RELATIVE,
    "BRO": Relationship.RELATIVE, "NSIS": Relationship.RELATIVE, "NBRO": Relationship.RELATIVE,
    "FAMMEMB": Relationship.RELATIVE, "EXT": Relationship.RELATIVE,
    "PRNFOST": Relationship.FOSTER_PARENT, "MTHFOST": Relationship.FOSTER_PARENT,
    "FTHFOST": Relationship.FOSTER_PARENT, "FCH": Relationship.FOSTER_PARENT,
    "GUARD": Relationship.GUARDIAN, "GRD": Relationship.GUARDIAN,
    "ONESELF": Relationship.SELF, "SEL": Relationship.SELF,
}  # fmt: skip


def relation_of(codes: Iterable[str], words: Iterable[str]) -> str:
    """The relationship; "other" for a friend, an employer, an emergency contact of whom no more is said."""
    for code in codes:
        if code in ROLES:
            return ROLES[code]
    for word in words:
        try:
            return read_relationship(word)
        except ValueRefusedError:
            continue
    return Relationship.OTHER
