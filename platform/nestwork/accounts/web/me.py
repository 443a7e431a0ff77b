"""The person's own page on any host, her sign-ins, and her tokens."""

from dataclasses import asdict
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nestwork.access.doors import ask_to_sign_in, door_page
from nestwork.access.requests import person_id_of, practice_or_none, reader_of
from nestwork.accounts.selectors.own import practices_of, sessions_of, tokens_of
from nestwork.accounts.services.own import set_preferences
from nestwork.accounts.services.sessions import end_session, sign_out_everywhere
from nestwork.accounts.services.tokens import make_token, revoke_token
from nestwork.accounts.sessions.store import key_hash
from nestwork.accounts.web.forms import ReadingForm, TokenForm
from nestwork.accounts.web.presenters import session_rows, token_scope
from nestwork.practices.active import door
from nestwork.practices.hosts import network_origin
from nestwork.web import preferences
from nestwork.web.forms import answer
from nestwork.web.toast import say


@require_http_methods(["GET", "HEAD", "POST"])
def me_page(request: HttpRequest) -> HttpResponse:
    """How this person reads, and ways to sign-ins, second factor and tokens."""
    kept = preferences.of(request)
    form = ReadingForm(request.POST or None, initial=asdict(kept))
    if form.is_valid():
        chosen = kept.changed(form.cleaned_data)
        set_preferences(user_id=person_id_of(request), preferences=chosen)
        response = redirect("me")
        preferences.remember(request, response, chosen)
        say(request, _("Saved. It holds here now, and everywhere after the next sign-in."))
        return response
    return answer(request, "accounts/me.html", {"network": network_origin()}, form)


@door_page()
@require_http_methods(["GET", "HEAD", "POST"])
def network_me_page(request: HttpRequest) -> HttpResponse:
    """The same page on the network host, where a person may have no role of her own."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    return me_page(request)


@require_http_methods(["GET", "HEAD", "POST"])
def tokens_page(request: HttpRequest) -> HttpResponse:
    """The person's tokens for this place, and the form for a new one; a new token is shown once."""
    reader, practice = reader_of(request), practice_or_none(request)
    form = TokenForm(request.POST or None, permissions=reader.permissions)
    context: dict[str, object] = {"secret": ""}
    if form.is_valid():
        made = make_token(by=reader, practice=practice, **form.arguments())
        context["secret"] = made.secret
        form = TokenForm(permissions=reader.permissions)
    with door():
        tokens = list(tokens_of(person_id_of(request), practice.pk if practice else None))
    context["rows"] = [(token, token_scope(token)) for token in tokens]
    return answer(request, "accounts/tokens.html", context, form)


@require_POST
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Revoke one of the person's own tokens."""
    if not revoke_token(by=reader_of(request), practice=practice_or_none(request), token_id=token_id):
        raise Http404
    say(request, _("The token was revoked. Programs that use it are refused from now on."))
    return redirect("tokens")


@require_safe
def sessions_page(request: HttpRequest) -> HttpResponse:
    """Where this person is signed in, on every host of the network."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    rows = session_rows(
        sessions_of(person_id_of(request)), practices_of(person_id_of(request)), _own_key(request)
    )
    return render(request, "accounts/sessions.html", {"rows": rows})


@require_POST
def end_one(request: HttpRequest, key: str) -> HttpResponse:
    """End one sign-in."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    if not end_session(user_id=person_id_of(request), key_hash=key):
        raise Http404
    say(request, _("That sign-in has ended."))
    return redirect("sessions")


@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    """End every sign-in, this one too."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    sign_out_everywhere(user_id=person_id_of(request))
    request.session.flush()
    return redirect(reverse("account_login", urlconf=settings.PUBLIC_SCHEMA_URLCONF))


def _own_key(request: HttpRequest) -> str:
    return key_hash(request.session.session_key or "")
