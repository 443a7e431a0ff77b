"""Accept an invitation: the page its link opens on the network host. Opening it changes nothing."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from nestwork.access.doors import door_page
from nestwork.access.permissions import Role
from nestwork.access.step_up import second_factor_required
from nestwork.accounts.adapters import record_authentication
from nestwork.accounts.models import Invitation
from nestwork.accounts.selectors.own import invitation_for, user_of, user_with
from nestwork.accounts.services.people import NotFoundError, accept_invitation
from nestwork.accounts.web.forms import AcceptForm
from nestwork.web.forms import answer


@door_page(before_second_factor=True)
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Somebody new says a name and a password; somebody known signs in first and only agrees."""
    invitation = invitation_for(secret)
    if invitation is None:
        return render(request, "accounts/invitation_over.html", status=410)
    context = {"invitation": invitation, "role": Role(invitation.role).label, "place": invitation.practice}
    known = user_of(invitation.email)
    if known is None:
        return _accept_new(request, invitation, secret, context)
    if request.user.pk != known.pk:
        return render(request, "accounts/invitation_sign_in.html", context)
    if request.method == "POST":
        return _accept_known(request, secret)
    return render(request, "accounts/invitation_agree.html", context)


def _accept_known(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        accept_invitation(secret=secret, user_id=request.user.pk)
    except (NotFoundError, PermissionDenied):
        return render(request, "accounts/invitation_over.html", status=410)
    return redirect("home")


def _accept_new(
    request: HttpRequest, invitation: Invitation, secret: str, context: dict[str, object]
) -> HttpResponse:
    if request.user.is_authenticated:
        return render(request, "accounts/invitation_sign_in.html", context)
    form = AcceptForm(request.POST or None, invitation=invitation)
    if not form.is_valid():
        return answer(request, "accounts/invitation_new.html", context, form)
    try:
        made = accept_invitation(
            secret=secret,
            user_id=None,
            display_name=form.cleaned_data["display_name"],
            password=form.cleaned_data["password"],
            language=translation.get_language() or "",
        )
    except (NotFoundError, PermissionDenied):
        return render(request, "accounts/invitation_over.html", status=410)
    user = user_with(made)
    get_adapter().login(request, user)
    # Choosing the password counts as giving it: the next page enrolls the second factor, where one is required.
    record_authentication(request, user, method="password", reauthenticated=True)
    return redirect("mfa_index" if second_factor_required() else "home")
