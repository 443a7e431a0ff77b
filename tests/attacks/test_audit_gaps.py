"""Whoever opens a page with a child on it leaves a line that names the child and says why."""

import datetime as dt

import pytest
from django.test import Client

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.schedule.services import add_appointment
from tests.factories.patients import ChildFactory, ResidenceFactory, family_of
from tests.people import Cast, sign_in, working_as

PAGES = [
    "/children/{child}/", "/children/{child}/timeline/", "/children/{child}/family/", "/children/{child}/edit/",
    "/children/{child}/history/", "/children/{child}/died/", "/children/{child}/access/",
    "/children/{child}/contacts/new/", "/children/{child}/contacts/{link}/", "/children/{child}/contacts/{link}/end/",
    "/children/{child}/homes/new/", "/children/{child}/homes/{home}/", "/children/{child}/homes/{home}/end/",
    "/children/{child}/custody/new/", "/children/{child}/visits/", "/children/{child}/visits/new/", "/visits/{visit}/",
    "/children/{child}/consent/", "/children/{child}/consent/new/", "/children/{child}/consent/left/",
    "/time/?child={child}",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_about_a_child_leaves_one_line(client: Client, cast: Cast, page: str) -> None:
    with working_as(cast.physician, cast.blackstone) as by:
        child = ChildFactory()
        link, home = family_of(child), ResidenceFactory(child=child)
        visit = add_appointment(by=by, child=child, starts_at=clock.now() + dt.timedelta(days=2))
    address = page.format(child=child.pk, link=link.pk, home=home.pk, visit=visit.pk)
    sign_in(client, cast.physician, cast.blackstone)
    assert client.get(address).status_code == 200
    with inside(cast.blackstone):
        [line] = AuditEvent.objects.filter(action="view")
        assert (line.person_id, line.child_id) == (cast.physician.pk, child.pk)
        assert line.purpose != ""


def test_the_audit_itself_names_the_children_it_showed(client: Client, cast: Cast) -> None:
    with inside(cast.blackstone):
        child = ChildFactory()
    sign_in(client, cast.administrator, cast.blackstone)
    assert client.get(f"/children/{child.pk}/").status_code == 200
    assert client.get("/audit/").status_code == 200
    with inside(cast.blackstone):
        assert AuditEvent.objects.get(subject="audit").shown == [child.pk]
