"""Forms of the room's pages. They read what was typed; the services decide whether it holds."""

from tenants.patients.web.forms.access import (
    BlockForm,
    BreakGlassForm,
    ConfidentialForm,
    GrantForm,
    LiftForm,
    ReviewForm,
)
from tenants.patients.web.forms.child import ChildForm, DeathForm, SearchForm
from tenants.patients.web.forms.family import ContactForm, CustodyForm, EndForm, HomeForm, LinkForm

__all__ = [
    "BlockForm",
    "BreakGlassForm",
    "ChildForm",
    "ConfidentialForm",
    "ContactForm",
    "CustodyForm",
    "DeathForm",
    "EndForm",
    "GrantForm",
    "HomeForm",
    "LiftForm",
    "LinkForm",
    "ReviewForm",
    "SearchForm",
]
