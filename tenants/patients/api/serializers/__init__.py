"""Serializers of the room, one module for each subject."""

from tenants.patients.api.serializers.access import (
    AccessSerializer,
    BlockSerializer,
    ColleagueSerializer,
    ConfidentialSerializer,
    NewBlockSerializer,
    OpeningSerializer,
    ReviewSerializer,
)
from tenants.patients.api.serializers.children import (
    ChangeSerializer,
    ChildSerializer,
    DeathSerializer,
    ReasonSerializer,
    SearchSerializer,
)
from tenants.patients.api.serializers.family import (
    ContactSerializer,
    CustodySerializer,
    EndSerializer,
    HouseholdSerializer,
    LinkSerializer,
    NewLinkSerializer,
    NewResidenceSerializer,
    ResidenceSerializer,
    RightSerializer,
)

__all__ = [
    "AccessSerializer",
    "BlockSerializer",
    "ChangeSerializer",
    "ChildSerializer",
    "ColleagueSerializer",
    "ConfidentialSerializer",
    "ContactSerializer",
    "CustodySerializer",
    "DeathSerializer",
    "EndSerializer",
    "HouseholdSerializer",
    "LinkSerializer",
    "NewBlockSerializer",
    "NewLinkSerializer",
    "NewResidenceSerializer",
    "OpeningSerializer",
    "ReasonSerializer",
    "ResidenceSerializer",
    "ReviewSerializer",
    "RightSerializer",
    "SearchSerializer",
]
