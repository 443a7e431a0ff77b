"""The addresses of a child's pages."""

from tenants.patients.models import Child

MISSING = "00000000-0000-4000-8000-000000000000"


OF_A_CHILD = [
    "",
    "timeline/",
    "family/",
    "consent/",
    "consent/new/",
    "consent/left/",
    "visits/",
    "visits/new/",
    "edit/",
    "died/",
    "history/",
    "contacts/new/",
    "homes/new/",
    "custody/new/",
]


def url(child: Child, tail: str = "") -> str:
    return f"/children/{child.pk}/{tail}"
