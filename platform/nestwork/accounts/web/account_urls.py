"""Sign-in and second factor on the network host, under /accounts/: allauth's views in our look.

Only what is offered is wired: no sign-up, no change of address. A form with errors answers 422 like everywhere.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, re_path

from nestwork.accounts.web import me


def form_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 422 where the view shows a posted form again."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if (
            request.method == "POST"
            and isinstance(response, TemplateResponse)
            and response.status_code == 200
        ):
            response.status_code = 422
        return response

    return page


urlpatterns = [
    path("login/", form_page(account.login), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", form_page(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", form_page(account.password_change), name="account_change_password"),
    path("password/reset/", form_page(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        form_page(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("sessions/", me.sessions_page, name="sessions"),
    path("sessions/end/", me.end_all, name="end_all_sessions"),
    path("sessions/<str:key>/end/", me.end_one, name="end_session"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", form_page(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", form_page(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/trust/", form_page(mfa.trust), name="mfa_trust"),
    path("2fa/totp/activate/", form_page(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", form_page(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", form_page(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/passkeys/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "2fa/passkeys/reauthenticate/",
        form_page(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("2fa/passkeys/<int:pk>/edit/", form_page(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
]
