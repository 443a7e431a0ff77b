"""Preferences, language, headers, menu and toasts around every page."""

import uuid
from types import SimpleNamespace

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from nestwork.access.permissions import Permission, Role
from nestwork.access.readers import Reader, person
from nestwork.web import menu, preferences, toast
from nestwork.web.middleware import LanguageMiddleware, PrivacyHeadersMiddleware
from nestwork.web.preferences import Preferences
from nestwork.web.shell import Shell


def someone(role: Role) -> Reader:
    return person(person_id=uuid.uuid4(), name="Renata de Alves", role=role)


@pytest.fixture
def request_with_session(rf: RequestFactory, settings) -> HttpRequest:
    request = rf.get("/", HTTP_ACCEPT_LANGUAGE="es")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.session = {}  # type: ignore[assignment]  # a session is a mapping here
    return request


def test_the_browser_then_the_cookie_then_the_person_decides_the_language(
    request_with_session: HttpRequest,
) -> None:
    request = request_with_session
    assert preferences.language_of(request) == "es"
    request.COOKIES[preferences.COOKIE] = "language=en&text_size=large"
    assert preferences.language_of(request) == "en"
    request.session[preferences.SESSION_KEY] = {"language": "es"}
    assert preferences.language_of(request) == "es"
    assert preferences.of(request).text_size == "large"


@pytest.mark.parametrize(
    "cookie", ["language=xx", "text_size=%3Cscript%3E", "theme=", "keys=maybe", "%%%", "a=b&a=b"]
)
def test_an_invented_cookie_changes_nothing(cookie: str, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.COOKIES[preferences.COOKIE] = cookie
    assert preferences.of(request) == Preferences()


def test_choices_are_kept_in_session_and_cookie(request_with_session: HttpRequest) -> None:
    response = HttpResponse()
    chosen = Preferences(language="es", text_size="largest", keys="off", theme="dark")
    preferences.remember(request_with_session, response, chosen)
    request_with_session.COOKIES[preferences.COOKIE] = response.cookies[preferences.COOKIE].value
    assert preferences.of(request_with_session) == chosen
    assert response.cookies[preferences.COOKIE]["httponly"]


def test_the_language_holds_for_the_request_only(request_with_session: HttpRequest) -> None:
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(get_language())
        return HttpResponse()

    before = get_language()
    response = LanguageMiddleware(view)(request_with_session)
    assert seen == ["es"]
    assert response.headers["Content-Language"] == "es"
    assert get_language() == before


def test_pages_are_stored_nowhere_and_static_files_keep_their_own_caching(rf: RequestFactory) -> None:
    page = PrivacyHeadersMiddleware(lambda request: HttpResponse())(rf.get("/"))
    assert page.headers["Cache-Control"] == "no-store"
    assert "HX-Request" in page.headers["Vary"]
    assert "camera=()" in page.headers["Permissions-Policy"]
    file = HttpResponse(headers={"Cache-Control": "max-age=60, public"})
    assert (
        PrivacyHeadersMiddleware(lambda request: file)(rf.get("/")).headers["Cache-Control"]
        == "max-age=60, public"
    )


def test_each_role_works_under_its_own_colour(rf: RequestFactory) -> None:
    def room(role: Role | None, practice: object = None) -> str:
        request = rf.get("/")
        request.reader, request.practice = role and someone(role), practice
        return Shell(request).room

    practice = SimpleNamespace(name="Blackstone Pediatrics")
    assert [room(role, practice) for role in (Role.COORDINATOR, Role.PARENT_PARTNER)] == [
        "practice",
        "practice",
    ]
    assert room(Role.STATE_REVIEWER) == "state"
    assert {
        room(role) for role in (Role.FACILITATOR, Role.DIRECTORY_STEWARD, Role.NETWORK_ADMINISTRATOR)
    } == {"network"}
    assert room(None) == "network"
    assert room(None, practice) == "practice"


def test_a_shell_needs_neither_reader_nor_practice(rf: RequestFactory) -> None:
    shell = Shell(rf.get("/"))
    assert (shell.groups, shell.dock, shell.tools, shell.finder, shell.me_url, shell.initials) == (
        [],
        [],
        [],
        None,
        "",
        "",
    )


@pytest.fixture
def own_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_entries", {})
    monkeypatch.setattr(menu, "_pulses", {})
    menu.register_pulse(lambda reader: menu.Pulse({"today": 14}))
    menu.register(menu.MenuEntry("guide", "Guide", "layers", "styleguide", None, 2, jump="g"))
    menu.register(menu.MenuEntry("today", "Day", "sun", "styleguide_today", Permission.SEE_CHILDREN, 1))
    waiting = menu.MenuEntry("glass", "Glass", "eye", "styleguide_child", None, 3, lambda reader: 2)
    menu.register(waiting)
    menu.register(menu.MenuEntry("gone", "Gone", "sun", "no_such_page", None, 3))
    menu.register(menu.MenuEntry("net", "Network", "sun", "styleguide", None, 1, group="network"))


def shell_at(rf: RequestFactory, path: str, role: Role) -> Shell:
    request = rf.get(path)
    request.reader, request.practice = someone(role), SimpleNamespace(name="Blackstone")
    request.urlconf = "nestwork.web.urls"
    return Shell(request)


@pytest.mark.usefixtures("own_menu")
def test_the_menu_shows_what_the_reader_may_open_in_order(rf: RequestFactory) -> None:
    lines = shell_at(rf, "/today/", Role.COORDINATOR).groups[0].lines
    assert [(line.key, line.count, line.is_current) for line in lines] == [
        ("today", 14, True),
        ("guide", None, False),
        ("glass", 2, False),
    ]


@pytest.mark.usefixtures("own_menu")
def test_a_parent_partner_sees_no_line_of_the_chart(rf: RequestFactory) -> None:
    assert [line.key for line in shell_at(rf, "/", Role.PARENT_PARTNER).dock] == ["guide", "glass"]


def test_initials_are_the_first_and_last_word_of_a_staff_name(rf: RequestFactory) -> None:
    assert shell_at(rf, "/", Role.NURSE).initials == "RA"


def test_a_toast_travels_in_a_signed_cookie_and_never_in_the_session(rf: RequestFactory, settings) -> None:
    assert settings.MESSAGE_STORAGE == "django.contrib.messages.storage.cookie.CookieStorage"
    request = rf.get("/")
    request.session = {}
    request._messages = default_storage(request)
    toast.say(request, "Done: pre-visit call", "/items/1/undo/")
    toast.say(request, "Saved")
    kept = [(note.message, toast.undo_url(note.extra_tags)) for note in get_messages(request)]
    assert kept == [("Done: pre-visit call", "/items/1/undo/"), ("Saved", "")]
    assert request.session == {}
