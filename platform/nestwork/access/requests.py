"""What a request carries after HostMiddleware and the gate, with its types."""

from uuid import UUID

from django.http import HttpRequest

from nestwork.access.readers import Reader
from nestwork.practices.models import Practice


def practice_of(request: HttpRequest) -> Practice:
    """The practice of the request's host; raises LookupError on the network host."""
    practice = practice_or_none(request)
    if practice is None:
        raise LookupError("this page belongs on a practice's host")
    return practice


def practice_or_none(request: HttpRequest) -> Practice | None:
    """The practice of the request's host, None on the network host."""
    return getattr(request, "practice", None)


def person_id_of(request: HttpRequest) -> UUID:
    """The id of the person signed in on this host; raises LookupError for a stranger."""
    if not request.user.is_authenticated:
        raise LookupError("nobody is signed in")
    person_id: UUID = request.user.pk
    return person_id


def reader_of(request: HttpRequest) -> Reader:
    """Whoever was let in; raises LookupError where nobody was, which a page's door has already answered."""
    reader: Reader | None = getattr(request, "reader", None)
    if reader is None:
        raise LookupError("nobody was let in")
    return reader
