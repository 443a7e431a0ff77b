"""The page both sides serve: session, user and membership, then eight queries of the practice."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from nestwork.access.permissions import Permission


def page(request: HttpRequest) -> HttpResponse:
    """Eight queries, like a list page with its counts."""
    from nestwork.staff.models import StaffMember
    from tenants.activity.models import Entry
    from tenants.patients.models import Child, ChildContact
    from tenants.registry.models import NeedLevel
    from tenants.worklist.models import Item

    children = list(Child.objects.order_by("family_name", "given_name")[:25])
    shown = [child.pk for child in children]
    return JsonResponse(
        {
            "names": [child.display_name for child in children],
            "children": Child.objects.count(),
            "items": Item.objects.filter(state="open").count(),
            "due": list(Item.objects.filter(child__in=shown).values_list("title", flat=True)[:25]),
            "contacts": ChildContact.objects.filter(child__in=shown).count(),
            "entries": Entry.objects.filter(child__in=shown).count(),
            "levels": NeedLevel.objects.filter(child__in=shown).count(),
            "staff": list(StaffMember.objects.values_list("display_name", flat=True)),
        }
    )


class PlainGate:
    """What an application on plain django-tenants does to know its member: one query more, nothing switched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the membership of whoever is signed in."""
        from nestwork.access.selectors import active_roles

        if not request.user.is_authenticated:
            return HttpResponse(status=403)
        if not active_roles(request.user.pk, request.tenant.pk):  # type: ignore[attr-defined]  # django-tenants sets it
            return HttpResponse(status=403)
        return self.get_response(request)


page.permission = Permission.SEE_CHILDREN  # type: ignore[attr-defined]  # read by the gate, as for any page
urlpatterns = [path("", page)]
