"""Confidentiality, grants and blocks of one child."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.staff.selectors import names
from nestwork.web import toast
from nestwork.web.forms import answer
from tenants.patients import selectors, services
from tenants.patients.attempts import attempt, child_or_404
from tenants.patients.models import Block, Child
from tenants.patients.web.forms import BlockForm, ConfidentialForm, GrantForm, LiftForm
from tenants.patients.web.presenters import blocks_shown, grants_shown

PURPOSE = "deciding who may open a record"
_door = practice_page(Permission.GRANT_CHILD, purpose=PURPOSE, step_up=True)


@require_GET
@_door
def show(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Who may open this child."""
    return _page(request, child_or_404(request, child_id))


@require_POST
@_door
def confidential(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Close the child to everybody without a grant, or open it."""
    form = ConfidentialForm(request.POST)
    by = reader_of(request)
    return _act(
        request,
        child_id,
        form,
        lambda child, given: services.set_confidential(child=child, by=by, **given),
        _("Saved. It counts from now on."),
        "confidential",
    )


@require_POST
@_door
def grant(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Let a colleague in."""
    form = GrantForm(request.POST, prefix="grant")
    by = reader_of(request)
    return _act(
        request,
        child_id,
        form,
        lambda child, given: services.grant_child(child=child, by=by, person_id=given["person"]),
        _("The colleague may open this record now."),
        "grant",
    )


@require_POST
@_door
def revoke(request: HttpRequest, child_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Take a grant back."""
    child = child_or_404(request, child_id)
    services.revoke_grant(child=child, person_id=person_id, by=reader_of(request))
    toast.say(request, _("The colleague may no longer open this record."))
    return _back(request, child)


@require_POST
@_door
def block(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Hide the child from a colleague."""
    form = BlockForm(request.POST, prefix="block")
    by = reader_of(request)
    return _act(
        request,
        child_id,
        form,
        lambda child, given: services.block_person(
            child=child, by=by, person_id=given["person"], reason=given["reason"]
        ),
        _("The child is hidden from this colleague, everywhere and from now on."),
        "blocking",
    )


@require_POST
@_door
def lift(request: HttpRequest, child_id: uuid.UUID, block_id: uuid.UUID) -> HttpResponse:
    """End a block."""
    child = child_or_404(request, child_id)
    try:
        standing = selectors.block_for(child, block_id)
    except Block.DoesNotExist as missing:
        raise Http404 from missing
    form = LiftForm(request.POST)
    if form.is_valid():
        services.lift_block(block=standing, by=reader_of(request), reason=form.cleaned_data["reason"])
        toast.say(request, _("The block is ended. The entry is kept."))
        return _back(request, child)
    return _page(request, child, lift=form, lifting=standing.pk, failed=form)


def _act(
    request: HttpRequest,
    child_id: uuid.UUID,
    form: forms.Form,
    verb: Callable[[Child, dict[str, Any]], object],
    said: str,
    name: str,
) -> HttpResponse:
    child = child_or_404(request, child_id)
    if form.is_valid():
        attempt(form, lambda: verb(child, form.cleaned_data))
    if form.is_valid():
        toast.say(request, said)
        return _back(request, child)
    return _page(request, child, failed=form, **{name: form})


def _back(request: HttpRequest, child: Child) -> HttpResponse:
    """To the same page, or to the search when the act closed the child to the person too."""
    open_still = selectors.children_visible_to(reader_of(request)).filter(pk=child.pk).exists()
    return redirect("child_access", child_id=child.pk) if open_still else redirect("child_search")


def _page(
    request: HttpRequest, child: Child, failed: forms.Form | None = None, **forms_given: Any
) -> HttpResponse:
    people = names()
    context = {
        "child": child,
        "confidential": ConfidentialForm(initial={"is_confidential": not child.is_confidential}),
        "grant": GrantForm(prefix="grant"),
        "blocking": BlockForm(prefix="block"),
        "lift": LiftForm(),
        "lifting": None,
        "grants": grants_shown(selectors.grants_of(child), people),
        "blocks": blocks_shown(selectors.blocks_of(child), people),
        **forms_given,
    }
    return answer(request, "patients/access.html", context, failed or GrantForm())
