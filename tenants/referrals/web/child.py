"""A child's referrals, and the start of one."""

import uuid

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web import toast
from tenants.patients.attempts import child_or_404
from tenants.patients.head import head_of
from tenants.patients.models import Child
from tenants.referrals import selectors, services
from tenants.referrals.finding import quick_links
from tenants.referrals.models import Referral
from tenants.referrals.services import DuplicateError, Order, ServiceGoneError
from tenants.referrals.web import presenters
from tenants.worklist.services import ChildHasDiedError

PURPOSE = "closing loops"


@require_GET
@practice_page(Permission.SEE_CHILDREN, purpose=PURPOSE)
def page(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Open referrals by the day they are due, then the ended ones."""
    child, reader = child_or_404(request, child_id), reader_of(request)
    cards = [presenters.card(now) for now in selectors.of_child(child, reader)]
    context = {
        "child": child,
        "head": head_of(child, reader, "referrals"),
        "open": [card for card in cards if card.now.is_open],
        "ended": [card for card in cards if not card.now.is_open],
        "quick_needs": quick_links(child, reader),
    }
    return render(request, "referrals/child.html", context)


@require_POST
@practice_page(Permission.START_REFERRALS, purpose=PURPOSE)
def start(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Start a referral to a service of the directory; a second one to the same service asks for a second yes."""
    child, reader = child_or_404(request, child_id), reader_of(request)
    try:
        order = _order(request)
        done = services.start(child=child, by=reader, order=order, again=request.POST.get("again") == "yes")
    except DuplicateError as double:
        return _ask_again(request, child, order, double.standing)
    except ServiceGoneError:
        toast.say(
            request, _("Not started: the directory does not offer this service any more. Choose another.")
        )
        return redirect(f"{reverse('directory')}?child={child.pk}")
    except ChildHasDiedError:
        toast.say(request, _("Not started: a death is recorded for this child. Nothing is planned any more."))
    except ValidationError as error:
        toast.say(request, f"{_('Not started.')} {error.messages[0]}")
    else:
        now = selectors.standing(done.referral)
        toast.say(request, presenters.started(now, done.same_need), presenters.undo_url(done.step))
    return redirect("child_referrals", child_id=child.pk)


def _order(request: HttpRequest) -> Order:
    try:
        service_id = uuid.UUID(request.POST.get("service_id", ""))
    except ValueError as error:
        raise ServiceGoneError from error
    return Order(service_id=service_id, need=request.POST.get("need", ""))


def _ask_again(request: HttpRequest, child: Child, order: Order, standing: Referral) -> HttpResponse:
    reader = reader_of(request)
    context = {
        "child": child,
        "head": head_of(child, reader, "referrals"),
        "order": order,
        "card": presenters.card(selectors.standing(standing)),
    }
    return render(request, "referrals/again.html", context, status=422)
