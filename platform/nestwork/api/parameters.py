"""Ids in the address of an API call."""

from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request


def id_in(request: Request, name: str) -> UUID | None:
    """The id under this name behind the question mark, None without one; raises ValidationError for anything else."""
    given = request.query_params.get(name)
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError as error:
        raise ValidationError({name: _("This is not an id.")}) from error
