"""The child page and its tabs."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from nestwork.practices import clock
from tenants.clinical.selectors import glance
from tenants.patients import selectors as patients
from tenants.patients.head import head_of
from tenants.patients.models import Child
from tenants.patients.words import word
from tenants.record import selectors
from tenants.record.web import presenters
from tenants.referrals.finding import quick_links
from tenants.schedule.selectors import next_visit
from tenants.schedule.words import APPOINTMENT, why

PURPOSE = "care coordination"


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def summary(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The child at a glance: what a person needs in the first half minute."""
    reader = reader_of(request)
    child = _child(reader, child_id)
    if child is None:
        return redirect("break_glass", child_id=child_id)
    if child.pk != child_id:
        return redirect("child", child_id=child.pk)
    context = _summary(child, reader)
    record_view(by=reader, page="child", child_id=child.pk)
    return render(request, "record/summary.html", context)


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def timeline(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What happened, latest first."""
    reader = reader_of(request)
    child = _child(reader, child_id)
    if child is None:
        return redirect("break_glass", child_id=child_id)
    head = head_of(child, reader, "timeline")
    months = presenters.months_shown(selectors.timeline(child, reader), head.staff)
    record_view(by=reader, page="child_timeline", child_id=child.pk)
    return render(request, "record/timeline.html", {"child": child, "head": head, "months": months})


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def family(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Contacts with their rights, homes, brothers and sisters, papers."""
    reader = reader_of(request)
    child = _child(reader, child_id)
    if child is None:
        return redirect("break_glass", child_id=child_id)
    head = head_of(child, reader, "family")
    today = clock.today()
    rights = patients.rights_on(child, today, head.links)
    context = {
        "child": child,
        "head": head,
        "contacts": [presenters.contact_shown(link, child, rights) for link in head.links],
        "past": patients.past_contact_links(child),
        "homes": presenters.homes_shown(patients.homes(child)),
        "siblings": patients.siblings(child, reader),
        "papers": presenters.papers_shown(patients.custody_documents(child), today),
    }
    record_view(by=reader, page="child_family", child_id=child.pk)
    return render(request, "record/family.html", context)


def _child(reader: Reader, child_id: uuid.UUID) -> Child | None:
    """The child; None for a confidential one the reader may ask to open; 404 for a block and for no child."""
    try:
        return patients.child_for(reader, child_id)
    except Child.DoesNotExist as missing:
        if patients.is_sealed_to(reader, child_id):
            return None
        raise Http404 from missing


def _summary(child: Child, reader: Reader) -> dict[str, Any]:
    head = head_of(child, reader, "summary")
    facts = glance(child, reader)
    items = selectors.open_items(child, reader)
    visit = next_visit(child)
    return {
        "child": child,
        "head": head,
        "alert": presenters.alert(child, facts),
        "facts": presenters.facts(child, facts),
        "missing": presenters.missing(child, head, facts),
        "items": presenters.items_shown(items, head.staff),
        "visit": visit,
        "visit_words": ", ".join(part for part in (word(APPOINTMENT, visit.kind), why(visit)) if part)
        if visit
        else "",
        "team": presenters.team(head),
        "team_total": presenters.team_total(head),
        "lately": presenters.lately(selectors.lately(child, reader), head.staff),
        "call_url": presenters.call_url(child, items, reader),
        "quick_needs": quick_links(child, reader),
    }
