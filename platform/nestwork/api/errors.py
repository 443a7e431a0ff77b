"""One shape for every error of the API: {"error": {"code", "message", "fields"}}."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist
from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an exception into the error answer; None leaves a fault of ours to the server's 500."""
    error = _known(error)
    response = exception_handler(error, context)
    if response is None or not isinstance(error, exceptions.APIException):
        return _plain(response)
    fields = _fields(error) if isinstance(error, exceptions.ValidationError) else {}
    message = _("Some of what was sent cannot be taken. Nothing was saved.") if fields else str(error.detail)
    response.data = _shape(_code(error), message, fields)
    return response


def _known(error: Exception) -> Exception:
    """Errors of services and selectors as the REST framework knows them."""
    if isinstance(error, DjangoValidationError):
        by_field: dict[str, Any] = (
            error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        )
        return exceptions.ValidationError(by_field)
    if isinstance(error, ObjectDoesNotExist):
        return exceptions.NotFound()
    return error


def _plain(response: Response | None) -> Response | None:
    """Django's own Http404 and PermissionDenied, which the framework has already given a status."""
    if response is not None:
        code = {404: "not_found", 403: "permission_denied"}.get(response.status_code, "error")
        response.data = _shape(code, str(response.data.get("detail", "")), {})
    return response


def _code(error: exceptions.APIException) -> str:
    codes = error.get_codes()
    return codes if isinstance(codes, str) else "invalid"


def _fields(error: exceptions.ValidationError) -> dict[str, list[str]]:
    """Sentences by field; what belongs to no field stands under "all"."""
    detail: Any = error.detail
    if not isinstance(detail, dict):
        detail = {"all": detail}
    everywhere = {api_settings.NON_FIELD_ERRORS_KEY, NON_FIELD_ERRORS}
    return {("all" if name in everywhere else str(name)): _sentences(value) for name, value in detail.items()}


def _sentences(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"{name}: {sentence}" for name, inner in value.items() for sentence in _sentences(inner)]
    if isinstance(value, list):
        return [sentence for inner in value for sentence in _sentences(inner)]
    return [str(value)]


def _shape(code: str, message: str, fields: dict[str, list[str]]) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "fields": fields}}
