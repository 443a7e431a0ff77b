"""Signs a program in by a personal token, at the door, on each request."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from nestwork.access.passage import admit, passage_of
from nestwork.access.permissions import STEP_UP, Permission
from nestwork.access.requests import practice_or_none
from nestwork.accounts.models import PersonalToken, User
from nestwork.accounts.selectors.own import token_for
from nestwork.accounts.services.tokens import note_use

KEYWORD = "Token"
# One answer for every reason: a stranger learns nothing about tokens, people or practices.
REFUSED = _("This token does not open this address.")


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Token nw_…`, valid for one person on one host; membership and role are read on each use."""

    def authenticate(self, request: Request) -> tuple[User, PersonalToken] | None:
        """Return person and token and let them in; None without a token, an error for a wrong one."""
        parts = get_authorization_header(request).decode("latin-1").split()
        if not parts or parts[0].lower() != KEYWORD.lower():
            return None
        if len(parts) != 2:
            raise AuthenticationFailed(REFUSED)
        django_request: HttpRequest = request._request
        passage_of(django_request).leave()  # a cookie sent along counts for nothing
        django_request.reader = None  # type: ignore[attr-defined]  # set again by admit
        token = token_for(parts[1])
        practice = practice_or_none(django_request)
        if token is None or token.practice_id != (practice.pk if practice else None):
            raise AuthenticationFailed(REFUSED)
        if request.method not in SAFE_METHODS and not token.may_write:
            raise AuthenticationFailed(_("This token may only read. Nothing was changed."))
        note_use(token=token)
        return self._let_in(request, token), token

    def _let_in(self, request: Request, token: PersonalToken) -> User:
        view = request.parser_context["view"] if request.parser_context else None
        needed = getattr(view, "needs", {}).get(request.method)
        verb = Permission(token.verb) if token.verb else None
        reader = admit(
            request._request,
            user_id=token.user_id,
            name=str(token.user),
            permission=needed,
            through="api",
            only=frozenset({verb}) if verb else frozenset(Permission) - STEP_UP,
            stepped_up_until=token.expires_at if verb else None,
        )
        if reader is None:
            raise AuthenticationFailed(REFUSED)
        return token.user

    def authenticate_header(self, request: Request) -> str:
        """Make the framework answer 401 rather than 403."""
        return KEYWORD


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers by subclassing
    """How the OpenAPI description calls it."""

    target_class = "nestwork.accounts.api.authentication.TokenAuthentication"
    name = "personalToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Describe the header."""
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Token nw_…"}
