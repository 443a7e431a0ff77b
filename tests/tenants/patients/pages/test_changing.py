"""Forms about a child and its family: they keep what was typed and work without script."""

import re
from datetime import date

from django.test import Client

from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.patients import selectors, services
from tenants.patients.models import Child, ChildChange, ChildContact, Residence
from tests.factories.patients import (
    ChildFactory,
    ResidenceFactory,
)
from tests.people import Cast, reader_for
from tests.tenants.patients.pages.addresses import url


def typed(page: str) -> dict[str, str]:
    """What a plain browser would send back: the filled inputs and chosen options of the page's own form."""
    fields: dict[str, str] = {}
    form = page[page.index('<form method="post" class="stack"') :]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            fields[name[1]] = value[1] if value else ""
        elif name and " checked" in tag:
            fields[name[1]] = value[1] if value else "on"
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        fields[name] = chosen[1] if chosen else first[1] if first else ""
    for name, text in re.findall(r'<textarea name="([^"]*)".*?>(.*?)</textarea>', form, re.DOTALL):
        fields[name] = text.strip()
    return fields


def test_saving_a_form_as_it_was_opened_changes_nothing(desk: Client, cast: Cast, child: Child) -> None:
    page = desk.get(url(child, "edit/")).content.decode()

    answer = desk.post(url(child, "edit/"), typed(page))

    assert answer.status_code == 302
    with inside(cast.blackstone):
        assert not ChildChange.objects.exists()


def test_a_form_with_an_error_answers_422_and_keeps_what_was_typed(desk: Client, child: Child) -> None:
    page = desk.get(url(child, "edit/")).content.decode()

    answer = desk.post(
        url(child, "edit/"), {**typed(page), "birth_date": "1950-01-01", "school": "Pine Street"}
    )

    assert answer.status_code == 422
    body = answer.content.decode()
    assert 'value="Pine Street"' in body
    assert 'id="errors"' in body


def test_a_child_is_added_and_a_double_is_asked_about_first(desk: Client, cast: Cast, child: Child) -> None:
    form = {
        "given_name": "Amara",
        "family_name": "Baptista",
        "birth_date": "2017-02-03",
        "sex": "female",
        "language": "ht",
        "payer_kind": "unknown",
    }
    asked = desk.post("/children/new/", form)
    assert "Is it one of these children?" in asked.content.decode()
    with inside(cast.blackstone):
        assert Child.objects.count() == 1

    added = desk.post("/children/new/", {**form, "anyway": "yes"})

    assert added.status_code == 302
    with inside(cast.blackstone):
        assert Child.objects.filter(family_name="Baptista").exists()


def test_a_contact_is_added_changed_and_ended_without_script(desk: Client, cast: Cast, child: Child) -> None:
    page = desk.get(url(child, "contacts/new/?as=school")).content.decode()
    form = typed(page)
    assert form["link-relationship"] == "school"
    form |= {"person-name": "Tom Wells", "person-phone": "401-555-0183", "link-role_note": "nurse"}

    assert desk.post(url(child, "contacts/new/"), form).url == url(child, "family/")
    with inside(cast.blackstone):
        link = ChildContact.objects.get(relationship="school")
        assert link.contact.phone == "+14015550183"

    one = url(child, f"contacts/{link.pk}/")
    again = typed(desk.get(one).content.decode())
    assert desk.post(one, {**again, "person-phone": "nothing"}).status_code == 422
    assert desk.post(one, {**again, "person-text_ok": "on"}).status_code == 302
    assert desk.post(f"{one}end/", {"reason": "another school"}).status_code == 302
    with inside(cast.blackstone):
        link.refresh_from_db()
        assert link.contact.text_ok
        assert link.ended_reason == "another school"


def test_a_brothers_contact_is_taken_over_instead_of_typed_again(
    desk: Client, cast: Cast, child: Child
) -> None:
    with inside(cast.blackstone):
        brother = ChildFactory()
        ResidenceFactory(child=brother, household=Residence.objects.get(child=child).household)
        mother = ChildContact.objects.get(child=child).contact
    form = typed(desk.get(url(brother, "contacts/new/")).content.decode())

    assert desk.post(url(brother, "contacts/new/"), {**form, "known": str(mother.pk)}).status_code == 302

    with inside(cast.blackstone):
        assert ChildContact.objects.get(child=brother).contact == mother


def test_a_second_home_is_added_changed_and_ended(desk: Client, cast: Cast, child: Child) -> None:
    form = {"name": "Father's home", "kind": "family", "when_there": "weekends", "is_main": ""}
    assert desk.post(url(child, "homes/new/"), form).status_code == 302
    with inside(cast.blackstone):
        home = Residence.objects.get(household__name="Father's home")
    one = url(child, f"homes/{home.pk}/")

    assert desk.post(one, {**typed(desk.get(one).content.decode()), "town": "Pawtucket"}).status_code == 302
    assert desk.post(f"{one}end/", {}).status_code == 302

    with inside(cast.blackstone):
        home.refresh_from_db()
        assert (home.household.town, home.ends_on) == ("Pawtucket", clock.today())


def test_a_custody_paper_is_recorded_for_each_contact(desk: Client, cast: Cast, child: Child) -> None:
    with inside(cast.blackstone):
        mother = ChildContact.objects.get(child=child)
    form = {"kind": "court_order", "starts_on": "2026-01-01", f"right_{mother.contact_id.hex}": "told"}

    assert desk.post(url(child, "custody/new/"), form).status_code == 302

    with inside(cast.blackstone):
        right = selectors.rights_on(child, date(2026, 2, 1))[mother.contact_id]
    assert (right.may_decide, right.may_receive_information) == (False, True)


def test_a_death_shows_a_banner_and_stops_the_call(desk: Client, cast: Cast, child: Child) -> None:
    assert desk.post(url(child, "died/"), {"deceased_on": "2999-01-01"}).status_code == 422
    assert desk.post(url(child, "died/"), {"deceased_on": "2026-01-02"}).status_code == 302

    page = desk.get(url(child)).content.decode()

    assert "Amara Baptiste has died." in page
    assert 'data-key="c"' not in page
    assert desk.post(url(child, "died/"), {"reason": "another child"}).status_code == 302
    assert "has died" not in desk.get(url(child)).content.decode()


def test_the_history_says_before_and_after_in_words(desk: Client, cast: Cast, child: Child) -> None:
    by = reader_for(cast.coordinator, cast.blackstone)
    with inside(cast.blackstone):
        services.change_child(child=child, by=by, coordinator_id=cast.nurse.pk, needs_interpreter=True)

    page = desk.get(url(child, "history/")).content.decode()

    for words in ("Coordinator", "Tom Reyes", "Needs an interpreter", "yes", "Maria Alvarez"):
        assert words in page
