"""The Spanish interface: the catalogue is whole and compiled, and no page falls back into English."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from nestwork.web.translation import catalogue
from nestwork.web.translation.collect import collect
from tests.leaks.addresses import NETWORK, PRACTICE, Address, addresses_of
from tests.leaks.things import things_for
from tests.people import Cast, sign_in

MEMBERS = ("coordinator", "administrator", "physician")
NETWORK_PEOPLE = ("network_administrator", "facilitator", "both")
# They sign out, hand over to another host, or speak to programs: nothing of their own is shown.
PASSAGES = {"enter", "receive", "leave", "switch", "account_logout"}


def is_named(address: Address) -> bool:
    """Whether the network's own map names it; some routes of packages belong to programs and have no name."""
    try:
        reverse(address.name, urlconf=NETWORK)
    except NoReverseMatch:
        return False
    return True


PAGES = [one for one in addresses_of(PRACTICE) if not one.is_api and one.name not in PASSAGES]
# The style guide speaks to builders, in English.
NETWORK_PAGES = [
    one
    for one in addresses_of(NETWORK)
    if not one.converters
    and not one.name.startswith("styleguide")
    and one.name not in PASSAGES
    and is_named(one)
]

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
SILENT = frozenset({"script", "style", "textarea", "kbd"})  # keys keep the letters printed on them
SHOWN_ATTRIBUTES = frozenset({"aria-label", "title", "placeholder", "alt", "data-label"})
# Words that no Spanish sentence holds. What people of the tests typed in English is named below.
ENGLISH = re.compile(
    r"\b(the|of|and|this|that|with|from|was|were|your|you|which|nobody|somebody|nothing|what|who|when|is|are|"
    r"please|field|required|password|child|children|level|saved)\b",
    re.IGNORECASE,
)
TYPED = (
    "A lasting diagnosis",
    "Ask about the note",
    "A parent",
    "The family asked for it",
    "More hospital stays",
    "Level three",
    "All is well",
    "One child",
    "Baptiste family",
    "Harbor Children's Health",
    "urgent call from the emergency room",
    "Before the yearly review",
    "Own wording, written for this product",
)


class Visible(HTMLParser):
    """The texts a person reads or hears: between tags and in labelling attributes, without script and style."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep labelling attributes."""
        self._silent += tag in SILENT
        self._keep(*(value or "" for name, value in attrs if name in SHOWN_ATTRIBUTES))

    def handle_endtag(self, tag: str) -> None:
        """Leave a silent element."""
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        """Keep what stands between tags."""
        if not self._silent:
            self._keep(data)

    def _keep(self, *texts: str) -> None:
        self.texts += [words for text in texts if (words := " ".join(text.split()))]


def visible(html: str) -> list[str]:
    """The visible texts of a page."""
    reader = Visible()
    reader.feed(html)
    return reader.texts


def english_of_catalogue() -> Iterator[re.Pattern[str]]:
    """A pattern for each English message of some length whose Spanish differs."""
    for message in catalogue.read():
        english = [message.id] if isinstance(message.id, str) else list(message.id or ())
        spanish = [message.string] if isinstance(message.string, str) else list(message.string or ())
        for text in english:
            if text in spanish or len(PLACEHOLDER.sub("", text).strip()) < 4:
                continue
            parts = [re.escape(re.sub(r"\s+", " ", part)) for part in PLACEHOLDER.split(text.strip())]
            yield re.compile(".+?".join(parts))


PATTERNS = list(english_of_catalogue())


def english_in(html: str) -> list[str]:
    """Visible texts that are an English message, or hold a word only English has."""
    texts = [text for text in visible(html) if not any(typed in text for typed in TYPED)]
    return [text for text in texts if ENGLISH.search(text) or any(one.fullmatch(text) for one in PATTERNS)]


def spanish_client(person: Any, practice: Any = None) -> Client:
    """A browser of somebody who chose Spanish."""
    person.language = "es"
    return sign_in(Client(), person, practice)


def answers(client: Client, url: str) -> str:
    """What the page shows, and what it answers to a form with nothing filled in."""
    return html_of(client.get(url)) + html_of(client.post(url))


def html_of(response: Any) -> str:
    """The page's HTML; nothing where the answer is no page."""
    if response.status_code in {200, 422} and response.headers.get("Content-Type", "").startswith(
        "text/html"
    ):
        return str(response.content.decode())
    return ""


def test_every_message_is_there_in_spanish_with_its_placeholders_and_compiled() -> None:
    state = catalogue.judge(collect())
    assert (state.missing, state.unused, state.untranslated, state.broken) == ([], [], [], [])
    assert state.is_compiled
    assert state.is_good


def test_the_search_for_english_finds_it() -> None:
    page = "<title>Hoy</title><p>Niños</p><p>Sign in</p><i aria-label='Whose work'></i><p>Moved to Thu: Amara</p>"
    assert english_in(page) == ["Sign in", "Whose work", "Moved to Thu: Amara"]
    assert english_in("<p>Ask the family</p>") == ["Ask the family"]


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_a_page_of_a_practice_holds_no_english(address: Address, cast: Cast) -> None:
    url = reverse(address.name, urlconf=PRACTICE, kwargs=things_for(address, cast))
    for name in MEMBERS:
        client = spanish_client(getattr(cast, name), cast.blackstone)
        assert english_in(answers(client, url)) == [], name


@pytest.mark.parametrize("address", NETWORK_PAGES, ids=lambda address: address.name)
def test_a_page_of_the_network_holds_no_english(address: Address, cast: Cast) -> None:
    url = reverse(address.name, urlconf=NETWORK)
    for name in NETWORK_PEOPLE:
        assert english_in(answers(spanish_client(getattr(cast, name)), url)) == [], name
    stranger = Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE="es")
    assert english_in(answers(stranger, url)) == []


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("today", ("Hoy", "Registro")),
        ("registry", ("Registro", "Próximo contacto")),
        ("roster", ("Padrones", "Enviar un padrón")),
    ],
)
def test_a_main_page_says_what_it_is_in_spanish(name: str, pieces: tuple[str, ...], cast: Cast) -> None:
    response = spanish_client(cast.coordinator, cast.blackstone).get(reverse(name, urlconf=PRACTICE))
    said = " ".join(visible(html_of(response)))
    assert 'lang="es"' in response.content.decode()
    assert all(piece in said for piece in pieces), said[:400]


def test_the_sign_in_page_asks_in_spanish_and_explains_a_mistake_in_spanish(cast: Cast) -> None:
    client = Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE="es")
    page = client.get("/accounts/login/")
    assert "Iniciar sesión" in page.content.decode()
    refused = client.post("/accounts/login/", {"login": "nobody@example.org", "password": "wrong"})
    assert english_in(html_of(refused)) == []
