"""The network host's side: the first page after sign-in, step-up, and the hand-over to a practice."""

import re
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from nestwork.access.doors import ask_to_sign_in, door_page
from nestwork.access.paths import local_path
from nestwork.access.permissions import Role
from nestwork.access.requests import person_id_of
from nestwork.access.selectors import active_roles
from nestwork.access.step_up import second_factor_required, stepped_up_until
from nestwork.accounts.selectors.own import has_factor, practices_of
from nestwork.accounts.services.hand_over import hand_over
from nestwork.accounts.web.presenters import cards_for
from nestwork.practices.hosts import practice_origin
from nestwork.practices.models import Practice

CHALLENGE = re.compile(r"[0-9a-f]{64}")


@door_page()
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Choose a practice or a part of the network; a person with one place goes straight there."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    practices, roles = list(practices_of(person_id_of(request))), active_roles(person_id_of(request), None)
    if len(practices) == 1 and not roles and "choose" not in request.GET:
        return _onward(request, practices[0])
    places = [(practice, f"{practice_origin(practice)}/enter/") for practice in practices]
    if set(roles) == {Role.STATE_REVIEWER}:
        request.room = "state"  # type: ignore[attr-defined]  # the bar's colour, read by the shell
    context = {"places": places, "cards": cards_for(roles), "roles": [role.label for role in roles]}
    return render(request, "accounts/home.html", context)


def _onward(request: HttpRequest, practice: Practice) -> HttpResponse:
    """Lead to the practice by a page: a redirect to another host would be stopped by the sign-in form's policy."""
    context = {"to": practice, "address": f"{practice_origin(practice)}/enter/"}
    return render(request, "accounts/onward.html", context)


@door_page()
@require_GET
def step_up(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor again (in the demonstration: the password), then go on to `next`."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    target = local_path(request.GET.get("next"))
    if _is_stepped_up(request):
        return redirect(target)
    return redirect(f"{reverse(_factor_page(request))}?{urlencode({'next': target})}")


@door_page()
@require_GET
def to_practice(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """Hand the sign-in over to the practice's host that asked for it; the form works without script.

    The challenge is the hash of a nonce which only the browser that set out holds.
    """
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    practice = practices_of(person_id_of(request)).filter(pk=practice_id).first()
    if practice is None:
        return render(request, "accounts/no_access.html", status=403)
    origin, challenge = practice_origin(practice), request.GET.get("challenge", "")
    if not CHALLENGE.fullmatch(challenge):
        return redirect(f"{origin}/enter/")
    if "step_up" in request.GET and not _is_stepped_up(request):
        return redirect(f"{reverse('step_up')}?{urlencode({'next': request.get_full_path()})}")
    token = hand_over(
        user_id=person_id_of(request),
        practice=practice,
        challenge=challenge,
        signed_in_at=_signed_in_at(request),
        stepped_up_until=stepped_up_until(request),
    )
    context = {"to": practice, "action": f"{origin}/receive/", "token": token}
    response = render(request, "accounts/hand_over.html", context)
    # This page alone may post to another host, and only to that one.
    response._csp_config = {**settings.SECURE_CSP, "form-action": [origin]}  # type: ignore[attr-defined]  # as csp_override does
    return response


def _signed_in_at(request: HttpRequest) -> datetime:
    row = request.session.row  # type: ignore[attr-defined]  # our store
    return row.created_at if row is not None else timezone.now()


def _is_stepped_up(request: HttpRequest) -> bool:
    until = stepped_up_until(request)
    return until is not None and until > timezone.now()


def _factor_page(request: HttpRequest) -> str:
    if not second_factor_required():
        return "account_reauthenticate"
    if has_factor(person_id_of(request), Authenticator.Type.TOTP):
        return "mfa_reauthenticate"
    return "mfa_reauthenticate_webauthn"
