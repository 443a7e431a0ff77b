"""The answer to an act that came too late or is not possible as things stand: 409."""

from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException


class Conflict(APIException):
    """Somebody was first, or the state of the row does not allow the act. `code` says which."""

    status_code = status.HTTP_409_CONFLICT
    default_detail = _("This is not possible as things stand. Read it again and try once more.")
    default_code = "conflict"
