"""Tables of the resource directory, in the shared schema. Nothing about a child in any of them."""

from network_resources.community.models.base import DirectoryRow
from network_resources.community.models.intake import (
    DirectoryChunk,
    DirectoryProfile,
    DirectorySource,
    DirectoryStaged,
    DirectoryUpload,
)
from network_resources.community.models.offers import (
    CostOption,
    Funding,
    RequiredDocument,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)
from network_resources.community.models.organizations import (
    Organization,
    OrganizationIdentifier,
    Program,
    Unit,
)
from network_resources.community.models.places import Accessibility, Address, Location, ZipPlace
from network_resources.community.models.provenance import (
    DirectoryChange,
    DirectoryQuarantine,
    DirectoryRecord,
)
from network_resources.community.models.reach import Contact, Language, Phone, Schedule, Url
from network_resources.community.models.search import DirectoryPlace, DirectorySearch, DirectoryWord
from network_resources.community.models.words import (
    Attribute,
    Metadata,
    MetaTableDescription,
    Taxonomy,
    TaxonomyTerm,
)

__all__ = [
    "Accessibility",
    "Address",
    "Attribute",
    "Contact",
    "CostOption",
    "DirectoryChange",
    "DirectoryChunk",
    "DirectoryPlace",
    "DirectoryProfile",
    "DirectoryQuarantine",
    "DirectoryRecord",
    "DirectoryRow",
    "DirectorySearch",
    "DirectorySource",
    "DirectoryStaged",
    "DirectoryUpload",
    "DirectoryWord",
    "Funding",
    "Language",
    "Location",
    "MetaTableDescription",
    "Metadata",
    "Organization",
    "OrganizationIdentifier",
    "Phone",
    "Program",
    "RequiredDocument",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceCapacity",
    "Taxonomy",
    "TaxonomyTerm",
    "Unit",
    "Url",
    "ZipPlace",
]
