"""The network host's own pages as far as they exist today."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission, Role
from nestwork.access.requests import reader_of
from nestwork.accounts.services.people import AlreadyThereError
from nestwork.accounts.web.forms import AdministratorForm
from nestwork.accounts.web.people import invite_and_send
from nestwork.outbound.mail import MailNotSentError
from nestwork.practices.selectors import practices
from nestwork.web.forms import answer
from nestwork.web.toast import say


@network_page(Permission.SEE_PRACTICES, purpose="network")
@require_safe
def practices_page(request: HttpRequest) -> HttpResponse:
    """The practices of the network by name; nothing is counted here."""
    context = {"practices": practices(), "may_invite": reader_of(request).may(Permission.MANAGE_NETWORK)}
    return render(request, "accounts/practices.html", context)


@network_page(Permission.MANAGE_NETWORK, purpose="people", step_up=True)
@require_http_methods(["GET", "HEAD", "POST"])
def invite_administrator(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """Invite a practice's administrator: a practice just opened has nobody who could."""
    practice = next((one for one in practices() if one.pk == practice_id and one.is_open), None)
    if practice is None:
        raise Http404
    form = AdministratorForm(request.POST or None)
    if form.is_valid():
        try:
            invite_and_send(request, {**form.cleaned_data, "role": Role.PRACTICE_ADMINISTRATOR}, practice)
        except AlreadyThereError:
            form.add_error("email", _("This address already has access here. Change the role instead."))
        except MailNotSentError:
            form.add_error(
                None, _("The mail server did not take the invitation, so nobody was invited. Try again.")
            )
        else:
            say(request, _("The invitation was sent. It works once, for seven days."))
            return redirect("practices")
    return answer(request, "accounts/invite.html", {"to": practice}, form)
