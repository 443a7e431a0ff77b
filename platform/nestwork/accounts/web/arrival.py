"""The practice host's side of the hand-over: set out with a nonce, come back with a token, leave.

The network host's form posts across sites, so the browser sends no cookie with it: the POST only puts the token into
a cookie of this host, and the GET it leads to, where both cookies are present, uses it up.
"""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nestwork.access.doors import door_page
from nestwork.access.paths import local_path
from nestwork.access.permissions import Permission
from nestwork.access.requests import person_id_of, practice_of
from nestwork.access.selectors import active_roles, role_with
from nestwork.accounts.rules import HAND_OVER_SECONDS, hashed, new_secret
from nestwork.accounts.services.hand_over import arrive
from nestwork.accounts.services.sessions import leave_practice
from nestwork.accounts.sessions.arrival import begin_session
from nestwork.accounts.web.cookies import cookie_name, drop_host_cookie, set_host_cookie
from nestwork.practices.hosts import network_origin

NONCE, TOKEN = "nonce", "arrival"
NONCE_SECONDS = 30 * 60  # as long as signing in with a second factor may take
SALT = "nestwork.accounts.nonce"


@door_page()
@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """Send the person to the network host to sign in, and back to `next`."""
    return _set_out(request, {})


@door_page()
@require_GET
def step_up(request: HttpRequest) -> HttpResponse:
    """Send the person to the network host for the second factor, and back to `next`."""
    return _set_out(request, {"step_up": "1"})


def _set_out(request: HttpRequest, more: dict[str, str]) -> HttpResponse:
    nonce, practice = new_secret(), practice_of(request)
    way = reverse("hand_over", urlconf=settings.PUBLIC_SCHEMA_URLCONF, args=[practice.pk])
    response = redirect(f"{network_origin()}{way}?{urlencode({'challenge': hashed(nonce), **more})}")
    kept = signing.dumps({"nonce": nonce, "next": local_path(request.GET.get("next"))}, salt=SALT)
    set_host_cookie(response, NONCE, kept, seconds=NONCE_SECONDS)
    return response


@csrf_exempt  # the form stands on the network host; what it brings opens nothing without this host's own nonce
@door_page()
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """Take the token, then start a session with a new key."""
    if request.method == "POST":
        posted = redirect("receive")
        posted.status_code = 303
        set_host_cookie(posted, TOKEN, request.POST.get("token", "")[:200], seconds=HAND_OVER_SECONDS)
        return posted
    token = request.COOKIES.get(cookie_name(TOKEN), "")
    nonce, path = _kept(request)
    arrival = arrive(token=token, nonce=nonce, practice=practice_of(request)) if token else None
    response: HttpResponse
    if arrival is None:
        response = render(request, "accounts/not_arrived.html", status=403)
    else:
        begin_session(
            request,
            user=arrival.user,
            signed_in_at=arrival.signed_in_at,
            stepped_up_until=arrival.stepped_up_until,
        )
        response = redirect(path if path != "/" else _first_page(request, arrival.user.pk))
    drop_host_cookie(response, NONCE)
    drop_host_cookie(response, TOKEN)
    return response


def _first_page(request: HttpRequest, user_id: UUID) -> str:
    """Today for whoever works with children; a parent partner, who opens no chart, starts on her own page."""
    roles = active_roles(user_id, practice_of(request).pk)
    return "/" if role_with(roles, Permission.SEE_CHILDREN) else reverse("me")


def _kept(request: HttpRequest) -> tuple[str, str]:
    try:
        kept = signing.loads(request.COOKIES.get(cookie_name(NONCE), ""), salt=SALT, max_age=NONCE_SECONDS)
    except signing.BadSignature:
        return "", "/"
    return kept["nonce"], local_path(kept["next"])


@door_page()
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out of this practice only; the network host and other practices stay signed in."""
    if request.user.is_authenticated:
        leave_practice(user_id=person_id_of(request), practice_id=practice_of(request).pk)
    request.session.flush()
    return render(request, "accounts/left.html", {"network": network_origin()})


@door_page()
@require_GET
def switch(request: HttpRequest) -> HttpResponse:
    """Go and choose another practice, without signing in again."""
    return redirect(f"{network_origin()}/?choose=1")
