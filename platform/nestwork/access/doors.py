"""What a page asks of whoever opens it, said in one line above the view."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from nestwork.access.paths import path_to_return_to
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of

type Page[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
ACCOUNT_PAGES = "/accounts/"  # allauth's sign-in pages: they run at the door
ENROLLMENT_PAGES = (
    "mfa_",
    "account_reauthenticate",
    "account_logout",
)  # names of pages open without second factor


def practice_page[**P](
    permission: Permission | None, *, purpose: str = "", step_up: bool = False
) -> Callable[[Page[P]], Page[P]]:
    """Open a page of a practice to members with the permission; any member when it is None.

    `purpose` is the "why" of the page's audit rows. With `step_up` the second factor must have been given within
    ten minutes.
    """
    return _door(permission, purpose, step_up, network=False)


def network_page[**P](
    permission: Permission | None, *, purpose: str = "", step_up: bool = False
) -> Callable[[Page[P]], Page[P]]:
    """Open a page of the network host to people whose network role carries the permission."""
    return _door(permission, purpose, step_up, network=True)


def door_page[**P](*, before_second_factor: bool = False) -> Callable[[Page[P]], Page[P]]:
    """Mark a view that runs at the door, outside any practice: sign-in, switching, the person's own settings."""

    def mark(view: Page[P]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        page.at_the_door = True  # type: ignore[attr-defined]  # read by the gate
        page.before_second_factor = before_second_factor  # type: ignore[attr-defined]  # read by the gate
        return cast("Page[P]", page)

    return mark


def _door[**P](
    permission: Permission | None, purpose: str, step_up: bool, *, network: bool
) -> Callable[[Page[P]], Page[P]]:
    def guard(view: Page[P]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            refusal = _refusal(request, permission, step_up, network=network)
            if refusal is not None:
                return refusal
            request.purpose = purpose  # type: ignore[attr-defined]  # for pages that name it themselves
            if purpose:  # the "why" of every line that the page writes
                request.reader = replace(reader_of(request), purpose=purpose)  # type: ignore[attr-defined]  # set by the gate
            return view(request, *args, **kwargs)

        page.permission = permission  # type: ignore[attr-defined]  # read by the gate and by tests of the URL map
        page.purpose = purpose  # type: ignore[attr-defined]  # read by tests of the URL map
        page.step_up = step_up  # type: ignore[attr-defined]  # read by tests of the URL map
        return cast("Page[P]", page)

    return guard


def _refusal(
    request: HttpRequest, permission: Permission | None, step_up: bool, *, network: bool
) -> HttpResponse | None:
    if (request.practice is None) != network:  # type: ignore[attr-defined]  # set by HostMiddleware
        raise Http404
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    reader: Reader | None = request.reader  # type: ignore[attr-defined]  # set by the gate
    if reader is None:
        raise PermissionDenied("no role here")
    if permission is not None:
        reader.require(permission)
    if step_up and not reader.is_stepped_up:
        return ask_to_step_up(request)
    return None


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the person to sign in and back; a form is answered by a page, as a redirect would lose it unseen."""
    on_network = request.practice is None  # type: ignore[attr-defined]  # set by HostMiddleware
    return _send(request, reverse("account_login" if on_network else "enter"), "access/signed_out.html")


def ask_to_step_up(request: HttpRequest) -> HttpResponse:
    """Send the person to give the second factor again and back."""
    return _send(request, reverse("step_up"), "access/step_up_needed.html")


def _send(request: HttpRequest, address: str, template: str) -> HttpResponse:
    target = f"{address}?{urlencode({'next': path_to_return_to(request)})}"
    if getattr(request, "htmx", None):
        return HttpResponse(headers={"HX-Redirect": target})
    if request.method in ("GET", "HEAD"):
        return redirect(target)
    # A form that leads to another host would be stopped by the page's own form-action rule.
    return render(request, template, {"target": target}, status=403)


def runs_at_the_door(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Whether the view is one of the few that work without a practice or a network role."""
    marked = getattr(view, "at_the_door", False) or getattr(getattr(view, "cls", None), "at_the_door", False)
    return request.path.startswith(ACCOUNT_PAGES) or bool(marked)


def opens_before_second_factor(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Whether the page is needed to enroll a second factor, or to go away."""
    name = request.resolver_match.url_name if request.resolver_match else None
    return bool(getattr(view, "before_second_factor", False)) or (name or "").startswith(ENROLLMENT_PAGES)


def needed_permission(view: Callable[..., Any], method: str) -> Permission | None:
    """The permission a page or an API view asks for this method."""
    api = getattr(view, "cls", None)
    asked = "GET" if method == "HEAD" else method
    needs = getattr(api, "needs", {}).get(asked) if api else getattr(view, "permission", None)
    return cast("Permission | None", needs)
