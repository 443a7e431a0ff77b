"""Today in a browser without script, and with htmx. The outsider tries every address too."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from nestwork.audit.models import AuditEvent
from nestwork.practices import clock
from nestwork.practices.active import inside
from tenants.activity.models import Entry
from tenants.activity.rules import Outcome
from tenants.patients.models import Contact
from tenants.today.services import Call, save_call
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item
from tests.factories.work import ItemFactory, child_on_registry
from tests.people import Cast, sign_in, working_as
from tests.tenants.today.conftest import Due

URLS = "nestwork.urls.practice"
HTMX = {"HX-Request": "true"}


def url(name: str, *args: object) -> str:
    return reverse(name, urlconf=URLS, args=args)


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


@pytest.mark.duty("1.A11a")
def test_the_list_names_child_work_and_level(coordinator: Client, due: Due) -> None:
    answer = coordinator.get("/")

    assert answer.status_code == 200
    words = text_of(answer.content)
    assert "1 to do, none late." in words
    assert "Reach them now" in words
    for piece in ("Amara Baptiste", "Level 3", "Needed contact", "Any time"):
        assert piece in words


def test_an_empty_day_says_what_comes_next(coordinator: Client) -> None:
    assert "New work appears here on its day" in text_of(coordinator.get("/").content)


def test_the_panel_opens_from_a_plain_link_and_remembers_its_start(coordinator: Client, due: Due) -> None:
    first = coordinator.get("/", {"open": str(due.item.id)})
    again = coordinator.get("/", {"open": str(due.item.id)})

    starts = [re.search(rb'data-start="([^"]+)"', page.content) for page in (first, again)]
    assert starts[0] is not None
    assert starts[1] is not None
    assert starts[0][1] == starts[1][1]
    words = text_of(first.content)
    for piece in ("Guerda Baptiste", "Mother", "Voicemail is fine", "No texts", "How did the call go?"):
        assert piece in words
    assert b'href="tel:+1401555' in first.content


def test_who_asked_not_to_be_called_is_named_without_a_number(
    coordinator: Client, due: Due, cast: Cast
) -> None:
    with inside(cast.blackstone):
        Contact.objects.update(do_not_contact=True, do_not_contact_reason="Asked us in writing")

    page = coordinator.get("/", {"open": str(due.item.id)})

    words = text_of(page.content)
    assert "Do not contact" in words
    assert "Asked us in writing" in words
    assert b"tel:" not in page.content


def test_a_call_is_saved_by_a_plain_form_and_undone_from_the_toast(
    coordinator: Client, due: Due, cast: Cast
) -> None:
    coordinator.get("/", {"open": str(due.item.id)})
    answer = coordinator.post(
        url("save_call", due.item.id),
        {"outcome": "talked", "note": "All is well.", "contact": ""},
        follow=True,
    )

    assert answer.redirect_chain == [("/", 302)]
    assert "Done: Needed contact, Amara Baptiste" in text_of(answer.content)
    undo = re.search(r'action="([^"]+/undo/)"', answer.content.decode())
    assert undo is not None
    with inside(cast.blackstone):
        entry = Entry.objects.get()
        assert (entry.note, entry.minutes, entry.person_id) == ("All is well.", 1, cast.coordinator.pk)

    back = coordinator.post(undo[1], follow=True)
    assert "Back on the list: Needed contact, Amara Baptiste" in text_of(back.content)
    with inside(cast.blackstone):
        assert worklist.next_contact_of(due.child) == due.item


def test_saving_goes_to_the_next_family(coordinator: Client, due: Due, cast: Cast) -> None:
    with inside(cast.blackstone):
        sister = child_on_registry(1, given_name="Noah")
        following = worklist.next_contact_of(sister)
        assert following is not None
    page = coordinator.get("/", {"open": str(due.item.id)})
    assert f'name="go_to" value="{following.id}"' in page.content.decode()

    answer = coordinator.post(
        url("save_call", due.item.id), {"outcome": "talked", "go_to": str(following.id)}
    )

    assert answer["Location"] == f"/?open={following.id}"


def test_an_error_is_answered_422_and_keeps_what_was_typed(coordinator: Client, due: Due, cast: Cast) -> None:
    typed = {"note": "Wants a letter for the preschool nurse.", "minutes": "4000"}
    for headers in ({}, HTMX):
        answer = coordinator.post(url("save_call", due.item.id), typed, headers=headers)
        assert answer.status_code == 422
        words = text_of(answer.content)
        for piece in (
            "Not saved yet",
            "Choose how the call went.",
            "Wants a letter for the preschool nurse.",
        ):
            assert piece in words
    with inside(cast.blackstone):
        assert Entry.objects.count() == 0


def test_htmx_gets_the_work_area_with_toast_and_address(coordinator: Client, due: Due) -> None:
    answer = coordinator.post(url("save_call", due.item.id), {"outcome": "no_answer"}, headers=HTMX)

    assert answer.status_code == 200
    assert answer["HX-Replace-Url"] == "/"
    assert "HX-Request" in answer["Vary"]
    assert b"<html" not in answer.content
    assert "It stays on the list." in text_of(answer.content)


def test_a_day_that_is_over_is_refused_in_words(coordinator: Client, due: Due) -> None:
    yesterday = clock.now().date() - dt.timedelta(days=2)
    answer = coordinator.post(
        url("save_call", due.item.id), {"outcome": "talked", "next_on_date": yesterday.isoformat()}
    )

    assert answer.status_code == 422
    assert "That day is over. Choose today or a later day." in text_of(answer.content)


def test_done_without_a_call_and_undo_from_done_today(coordinator: Client, due: Due, cast: Cast) -> None:
    page = coordinator.post(url("finish_item", due.item.id), follow=True)

    assert "Done today" in text_of(page.content)
    with inside(cast.blackstone):
        entry = Entry.objects.get()
    coordinator.post(url("undo_entry", entry.id))
    with inside(cast.blackstone):
        due.item.refresh_from_db()
        assert due.item.is_open


def test_another_day_and_back(coordinator: Client, due: Due, cast: Cast) -> None:
    page = coordinator.post(url("move_item", due.item.id), {"days": "3"}, follow=True)
    assert "Moved to" in text_of(page.content)
    with inside(cast.blackstone):
        due.item.refresh_from_db()
        assert due.item.due_on == clock.today() + dt.timedelta(days=3)

    coordinator.post(url("move_item_back", due.item.id))
    with inside(cast.blackstone):
        due.item.refresh_from_db()
        assert due.item.due_on == clock.today()


def test_urgent_work_offers_no_other_day_and_refuses_one(coordinator: Client, due: Due, cast: Cast) -> None:
    with inside(cast.blackstone):
        Item.objects.update(is_urgent=True)
    page = coordinator.get("/")
    assert url("move_item", due.item.id) not in page.content.decode()

    refused = coordinator.post(url("move_item", due.item.id), {"days": "1"}, follow=True)
    assert "Not moved: this is urgent" in text_of(refused.content)


def test_the_second_person_hears_who_was_first_and_keeps_the_note(
    coordinator: Client, due: Due, cast: Cast
) -> None:
    with working_as(cast.nurse, cast.blackstone) as nurse:
        worklist_verbs.close(item=due.item, by=nurse)

    page = coordinator.post(
        url("save_call", due.item.id), {"outcome": "talked", "note": "She was glad."}, follow=True
    )

    assert "Tom Reyes, RN had already finished this. Your call and note were kept." in text_of(page.content)
    with inside(cast.blackstone):
        assert [entry.note for entry in Entry.objects.all()] == ["She was glad."]


def test_filters_stand_in_the_address_and_come_back_after_an_act(coordinator: Client, due: Due) -> None:
    answer = coordinator.post(url("finish_item", due.item.id), {"who": "team", "kind": "needed_contact"})
    assert answer["Location"] == "/?who=team&kind=needed_contact"


def test_mine_are_my_own_and_those_nobody_owns(coordinator: Client, cast: Cast) -> None:
    with inside(cast.blackstone):
        hers = ItemFactory(owner_id=cast.coordinator.pk, child__given_name="Hers")
        ItemFactory(owner_id=cast.both.pk, child__given_name="Theirs")
        ItemFactory(owner_id=None, child__given_name="Nobodys")
    own, team = text_of(coordinator.get("/").content), text_of(coordinator.get("/?who=team").content)

    assert [name in own for name in ("Hers", "Nobodys", "Theirs")] == [True, True, False]
    assert [name in team for name in ("Hers", "Nobodys", "Theirs")] == [True, True, True]
    assert "Mine 2" in own
    assert "Whole team 3" in own
    assert "Maria Alvarez" in team
    assert hers.is_open


def test_time_is_logged_and_its_minutes_are_asked_for(coordinator: Client, due: Due, cast: Cast) -> None:
    with working_as(cast.coordinator, cast.blackstone) as reader:
        save_call(item=due.item, by=reader, call=Call(outcome=Outcome.TALKED))
        entry = Entry.objects.get()
    assert "1 call has no minutes yet" in text_of(coordinator.get("/").content)

    page = coordinator.post(url("entry_minutes", entry.id), {"minutes": "6"}, follow=True)
    assert "Minutes saved." in text_of(page.content)
    page = coordinator.post(url("time"), {"kind": "paperwork", "minutes": "20"}, follow=True)
    words = text_of(page.content)
    assert "Logged: 20 min" in words
    assert "26 min" in words
    assert coordinator.post(url("time"), {"kind": "", "minutes": "0"}).status_code == 422


def test_the_page_leaves_one_audit_line_with_the_children_shown(
    coordinator: Client, due: Due, cast: Cast
) -> None:
    coordinator.get("/")

    with inside(cast.blackstone):
        line = AuditEvent.objects.get(action="view", subject="today")
        assert (line.shown, line.purpose) == ([due.child.id], "daily work")


def test_the_printed_list_has_the_number(coordinator: Client, due: Due) -> None:
    page = coordinator.get(url("today_print"))
    assert page.status_code == 200
    assert b"tel:+1401555" in page.content


def test_a_child_in_a_group_home_is_called_at_the_house(coordinator: Client, due: Due, cast: Cast) -> None:
    with inside(cast.blackstone):
        link = due.child.contact_links.get()
        link.relationship = "group_home_staff"
        link.save()

    words = text_of(coordinator.get("/", {"open": str(due.item.id)}).content)

    assert "Nobody to call" not in words
    assert re.search(r"Guerda Baptiste \d+, Group home staff", words)


def test_undo_leads_back_to_the_row(coordinator: Client, due: Due) -> None:
    coordinator.post(url("finish_item", due.item.id))
    undo = re.search(r'action="([^"]+/undo/)"', coordinator.get("/").content.decode())
    assert undo is not None
    assert coordinator.post(undo[1])["Location"] == f"/#at-{due.item.id}"


def test_an_empty_list_of_ones_own_leads_to_the_teams(due: Due, cast: Cast) -> None:
    page = sign_in(Client(), cast.physician, cast.blackstone).get("/").content

    assert "Nothing of yours is due" in text_of(page)
    assert "The whole team has 1 to do." in text_of(page)
    assert b'href="/?who=team">Show the whole team' in page
