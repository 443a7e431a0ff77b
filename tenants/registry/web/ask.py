"""A coordinator or nurse asks the child's physician."""

import uuid

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.audit.services import record_view
from nestwork.staff.selectors import name_of
from nestwork.web import toast
from nestwork.web.forms import answer
from tenants.registry import services
from tenants.registry.filters import read
from tenants.registry.services import AlreadyAskedError
from tenants.registry.web import presenters
from tenants.registry.web.forms import AskForm
from tenants.registry.web.level_list import PURPOSE
from tenants.registry.web.score import child_of
from tenants.worklist.services import ChildHasDiedError


@require_http_methods(["GET", "POST"])
@practice_page(Permission.PROPOSE_LEVEL, purpose=PURPOSE)
def page(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Which of three answers are wanted, and why."""
    child = child_of(request, child_id)
    if child is None:
        return redirect("break_glass", child_id=child_id)
    form = AskForm(request.POST or None)
    back = request.POST.get("list", request.GET.get("list"))
    if form.is_valid():
        try:
            services.ask_physician_for(child=child, by=reader_of(request), **form.cleaned_data)
        except AlreadyAskedError:
            form.add_error("asks", _("All of this waits for the physician already. Nothing was asked twice."))
        except ChildHasDiedError:
            form.add_error(None, _("This child has died. Nobody is asked any more; what was recorded stays."))
        else:
            toast.say(request, _("Asked for %(who)s.") % {"who": child.display_name})
            if back is None:
                return redirect("child_levels", child_id=child.pk)
            return redirect(f"{presenters.address(read(QueryDict(back)))}#child-{child.pk}")
    record_view(by=reader_of(request), page="child_ask", child_id=child.pk)
    listed = None if back is None else urlencode(read(QueryDict(back)).as_query())
    context = {"child": child, "physician": name_of(child.primary_clinician_id), "listed": listed}
    return answer(request, "registry/ask.html", context, form)
