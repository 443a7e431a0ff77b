"""Tables of the patients room."""

from tenants.patients.models.access import Block, BreakGlass, BreakGlassReview, ChildUserObjectPermission
from tenants.patients.models.child import Child
from tenants.patients.models.custody import CustodyDocument, CustodyRight
from tenants.patients.models.family import ChildContact, Contact, Household, Residence
from tenants.patients.models.history import ChildChange

__all__ = [
    "Block",
    "BreakGlass",
    "BreakGlassReview",
    "Child",
    "ChildChange",
    "ChildContact",
    "ChildUserObjectPermission",
    "Contact",
    "CustodyDocument",
    "CustodyRight",
    "Household",
    "Residence",
]
