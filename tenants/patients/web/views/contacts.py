"""The people around a child."""

import uuid

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.web import toast
from nestwork.web.forms import answer
from tenants.patients import selectors, services
from tenants.patients.attempts import attempt, child_or_404, posted
from tenants.patients.models import Child, ChildContact, Contact
from tenants.patients.web.forms import ContactForm, EndForm, LinkForm

PURPOSE = "care coordination"


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def new(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Add a person: a new one, or one known from a brother or sister. `?as=school` fills the relationship."""
    child = child_or_404(request, child_id)
    by = reader_of(request)
    known = selectors.contacts_near(child, by)
    chosen = next((one for one in known if str(one.pk) == request.POST.get("known")), None)
    person = ContactForm(
        posted(request),
        prefix="person",
        use_required_attribute=not known,
        initial={"language": child.language, "needs_interpreter": child.needs_interpreter},
    )
    link = LinkForm(posted(request), prefix="link", initial={"relationship": request.GET.get("as", "mother")})
    if request.method == "POST" and link.is_valid() and (chosen or person.is_valid()):
        done = attempt(link if chosen else person, lambda: _added(child, by, chosen, person, link))
        if done is not None:
            toast.say(request, _("%(name)s is a contact now.") % {"name": done.contact.name})
            return redirect("child_family", child_id=child.pk)
    context = {"child": child, "person": person, "link": link, "known": known}
    return render(request, "patients/contact.html", context, status=_status(request))


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def edit(request: HttpRequest, child_id: uuid.UUID, link_id: uuid.UUID) -> HttpResponse:
    """Change how a person is reached and what the person is to the child."""
    child = child_or_404(request, child_id)
    row = link_or_404(child, link_id)
    by = reader_of(request)
    is_post = request.method == "POST"
    person = ContactForm(request.POST, prefix="person") if is_post else ContactForm.of(row.contact)
    link = LinkForm(request.POST, prefix="link") if is_post else LinkForm.of(row)
    if person.is_valid() and link.is_valid():
        done = attempt(person, lambda: _changed(child, by, row, person, link))
        if done is not None:
            toast.say(request, _("Saved."))
            return redirect("child_family", child_id=child.pk)
    context = {"child": child, "row": row, "person": person, "link": link}
    return render(request, "patients/contact.html", context, status=_status(request))


@require_http_methods(["GET", "POST"])
@practice_page(Permission.EDIT_CHILDREN, purpose=PURPOSE)
def end(request: HttpRequest, child_id: uuid.UUID, link_id: uuid.UUID) -> HttpResponse:
    """The person is no longer a contact of the child."""
    child = child_or_404(request, child_id)
    row = link_or_404(child, link_id)
    form = EndForm(posted(request))
    if form.is_valid():
        services.end_link(link=row, by=reader_of(request), **form.cleaned_data)
        toast.say(
            request, _("%(name)s is no longer a contact. The entry is kept.") % {"name": row.contact.name}
        )
        return redirect("child_family", child_id=child.pk)
    return answer(request, "patients/end_contact.html", {"child": child, "row": row}, form)


def link_or_404(child: Child, link_id: uuid.UUID) -> ChildContact:
    """A present contact of the child."""
    try:
        return selectors.link_for(child, link_id)
    except ChildContact.DoesNotExist as missing:
        raise Http404 from missing


def _added(
    child: Child, by: Reader, chosen: Contact | None, person: ContactForm, link: LinkForm
) -> ChildContact:
    with transaction.atomic():
        contact = chosen or services.add_contact(by=by, child=child, **person.cleaned_data)
        return services.link_contact(by=by, child=child, contact=contact, **link.cleaned_data)


def _changed(
    child: Child, by: Reader, row: ChildContact, person: ContactForm, link: LinkForm
) -> ChildContact:
    answers = {**link.cleaned_data, "order": link.cleaned_data["order"] or row.order}
    with transaction.atomic():
        services.change_contact(contact=row.contact, by=by, child=child, **person.cleaned_data)
        return services.change_link(link=row, by=by, **answers)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
