"""People of a practice, or on the network host of the network: list, invite, change a role, end access.

The same views serve both hosts; the two URL maps put the right door in front of each.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nestwork.access.permissions import Role
from nestwork.access.requests import practice_or_none, reader_of
from nestwork.accounts.invitations import send_invitation
from nestwork.accounts.selectors.people import Person, open_invitations, people
from nestwork.accounts.services import people as verbs
from nestwork.accounts.web.forms import InviteForm, RoleForm
from nestwork.accounts.web.presenters import invitation_rows, person_rows
from nestwork.outbound.mail import MailNotSentError
from nestwork.practices.models import Practice
from nestwork.web.forms import answer
from nestwork.web.toast import say


@require_safe
def people_page(request: HttpRequest) -> HttpResponse:
    """Everybody who works or worked here, and open invitations."""
    context = {
        "rows": person_rows(people(), reader_of(request).person_id),
        "invitations": invitation_rows(open_invitations()),
    }
    return render(request, "accounts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_page(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link goes to the address and nowhere else."""
    form = InviteForm(request.POST or None, practice=practice_or_none(request))
    if form.is_valid():
        wanted = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            invite_and_send(request, wanted, practice_or_none(request))
        except verbs.AlreadyThereError:
            form.add_error("email", _("This address already has access here. Change the role instead."))
        except MailNotSentError:
            form.add_error(
                None, _("The mail server did not take the invitation, so nobody was invited. Try again.")
            )
        else:
            say(request, _("The invitation was sent. It works once, for seven days."))
            return redirect("people")
    return answer(request, "accounts/invite.html", {}, form)


@transaction.atomic
def invite_and_send(request: HttpRequest, wanted: dict[str, Any], practice: Practice | None) -> None:
    """Invite and send the link: both or neither."""
    invited = verbs.invite(by=reader_of(request), practice_id=practice.pk if practice else None, **wanted)
    send_invitation(email=wanted["email"], secret=invited.secret, role=wanted["role"], practice=practice)


@require_POST
def withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Make an open invitation useless."""
    try:
        verbs.withdraw_invitation(by=reader_of(request), invitation_id=invitation_id)
    except verbs.NotFoundError as error:
        raise Http404 from error
    say(request, _("The invitation was withdrawn. Its link does nothing any more."))
    return redirect("people")


@require_http_methods(["GET", "HEAD", "POST"])
def person_page(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One person: change the role, sign her out, end her access."""
    person = _person(person_id)
    form = RoleForm(
        request.POST or None, practice=practice_or_none(request), initial={"role": person.role.value}
    )
    if form.is_valid():
        try:
            verbs.change_role(
                by=reader_of(request), person_id=person_id, role=Role(form.cleaned_data["role"])
            )
        except verbs.LastAdministratorError:
            form.add_error("role", _("This is the last administrator. Give the role to somebody else first."))
        except verbs.NotFoundError as error:
            raise Http404 from error
        else:
            say(request, _("The role was changed. It holds from the next page on."))
            return redirect("people")
    row = person_rows([person], reader_of(request).person_id)[0]
    return answer(request, "accounts/person.html", {"row": row}, form)


@require_POST
def end_access(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """End a person's access, sessions and tokens here."""
    person = _person(person_id)
    try:
        verbs.end_access(by=reader_of(request), person_id=person_id)
    except verbs.NotFoundError as error:
        raise Http404 from error
    except verbs.LastAdministratorError:
        row = person_rows([person], reader_of(request).person_id)[0]
        form = RoleForm(practice=practice_or_none(request), initial={"role": person.role.value})
        context = {"row": row, "form": form, "is_last": True}
        return render(request, "accounts/person.html", context, status=422)
    say(request, _("Access has ended. What this person wrote keeps the name."))
    return redirect("people")


@require_POST
def sign_out(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """End a person's sign-ins on this host; the access stays."""
    try:
        verbs.sign_out(by=reader_of(request), person_id=person_id)
    except verbs.NotFoundError as error:
        raise Http404 from error
    say(request, _("Signed out on every device."))
    return redirect("person", person_id)


def _person(person_id: UUID) -> Person:
    found = next((person for person in people() if person.person_id == person_id), None)
    if found is None or not found.is_active:
        raise Http404
    return found
