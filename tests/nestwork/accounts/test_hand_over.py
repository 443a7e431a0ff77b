"""A sign-in travels from the network host to a practice host: once, in thirty seconds, in one browser."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from nestwork.accounts.models import Session
from tests.people import NETWORK, Cast, code_of, sign_in

BLACKSTONE, HARBOR = "blackstone.localhost", "harbor.localhost"


class Browser:
    """One browser: each host keeps its own cookies."""

    def __init__(self) -> None:
        self.hosts: dict[str, Client] = {}

    def on(self, host: str) -> Client:
        """The browser on this host."""
        return self.hosts.setdefault(host, Client(SERVER_NAME=host))

    def set_out(self, host: str, path: str = "/me/") -> str:
        """Open /enter/ on a practice host; return the path on the network host it leads to."""
        answer = self.on(host).get("/enter/", {"next": path})
        to = urlsplit(answer.headers["Location"])
        assert to.netloc == NETWORK
        return f"{to.path}?{to.query}"

    def token(self, way: str) -> str:
        """Open the hand-over page on the network host; return the token in its form."""
        page = self.on(NETWORK).get(way).content.decode()
        found = re.search(r'name="token" value="([^"]+)"', page)
        assert found is not None, page
        return found[1]

    def arrive(self, host: str, token: str) -> tuple[int, str]:
        """Send the token to a practice host and follow; return the last status and where it leads."""
        posted = self.on(host).post("/receive/", {"token": token})
        assert (posted.status_code, posted.headers["Location"]) == (303, "/receive/")
        answer = self.on(host).get("/receive/")
        return answer.status_code, answer.headers.get("Location", "")


def signed_in(cast: Cast, person: str = "both") -> Browser:
    """A browser of a member of the cast, signed in on the network host."""
    browser = Browser()
    sign_in(browser.on(NETWORK), getattr(cast, person))
    return browser


def test_from_a_deep_link_to_the_network_and_back(cast: Cast) -> None:
    browser = signed_in(cast)
    answer = browser.on(BLACKSTONE).get("/me/")
    assert answer.headers["Location"] == "/enter/?next=%2Fme%2F"
    way = browser.set_out(BLACKSTONE)
    page = browser.on(NETWORK).get(way)
    assert "form-action http://blackstone.localhost;" in f"{page.headers['Content-Security-Policy']};"
    assert page.headers["Cache-Control"] == "no-store"
    assert browser.arrive(BLACKSTONE, browser.token(way)) == (302, "/me/")
    assert browser.on(BLACKSTONE).get("/me/").status_code == 200


def test_two_practices_without_signing_in_again(cast: Cast) -> None:
    browser = signed_in(cast)
    for host in (BLACKSTONE, HARBOR):
        assert browser.arrive(host, browser.token(browser.set_out(host))) == (302, "/me/")
    assert browser.on(BLACKSTONE).get("/switch/").headers["Location"] == "http://localhost/?choose=1"
    home = browser.on(NETWORK).get("/?choose=1").content.decode()
    assert "http://blackstone.localhost/enter/" in home
    assert "http://harbor.localhost/enter/" in home


def test_the_token_works_once(cast: Cast) -> None:
    browser = signed_in(cast)
    token = browser.token(browser.set_out(BLACKSTONE))
    assert browser.arrive(BLACKSTONE, token)[0] == 302
    browser.set_out(BLACKSTONE)
    assert browser.arrive(BLACKSTONE, token)[0] == 403


def test_the_token_of_one_practice_is_refused_by_another(cast: Cast) -> None:
    browser = signed_in(cast)
    token = browser.token(browser.set_out(BLACKSTONE))
    browser.set_out(HARBOR)
    assert browser.arrive(HARBOR, token)[0] == 403
    assert browser.on(HARBOR).get("/me/").status_code == 302


def test_another_browser_cannot_use_the_token(cast: Cast) -> None:
    browser, thief = signed_in(cast), Browser()
    token = browser.token(browser.set_out(BLACKSTONE))
    assert thief.arrive(BLACKSTONE, token)[0] == 403  # no nonce at all
    token = browser.token(browser.set_out(BLACKSTONE))
    thief.set_out(BLACKSTONE)  # a nonce of its own
    assert thief.arrive(BLACKSTONE, token)[0] == 403
    assert (
        browser.arrive(BLACKSTONE, token)[0] == 403
    )  # spent by the thief's try: the owner asks for a new one


def test_the_token_runs_out_after_thirty_seconds(cast: Cast) -> None:
    browser = signed_in(cast)
    token = browser.token(browser.set_out(BLACKSTONE))
    with time_machine.travel(timezone.now() + timedelta(seconds=31), tick=False):
        assert browser.arrive(BLACKSTONE, token)[0] == 403


def test_nobody_is_handed_over_to_a_practice_that_is_not_hers(cast: Cast) -> None:
    browser = signed_in(cast, "outsider")
    way = browser.set_out(BLACKSTONE)
    assert browser.on(NETWORK).get(way).status_code == 403


def test_access_that_ends_in_between_is_seen_on_arrival(cast: Cast) -> None:
    from nestwork.accounts.services.people import end_access
    from tests.people import working_as

    browser = signed_in(cast)
    token = browser.token(browser.set_out(BLACKSTONE))
    with working_as(cast.administrator, cast.blackstone) as by:
        end_access(by=by, person_id=cast.both.pk)
    assert browser.arrive(BLACKSTONE, token)[0] == 403


def test_the_next_address_is_a_path_of_this_host(cast: Cast) -> None:
    browser = signed_in(cast)
    for evil in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\nb",
    ):
        token = browser.token(browser.set_out(BLACKSTONE, evil))
        assert browser.arrive(BLACKSTONE, token) == (302, "/")


def test_a_parent_partner_arrives_on_her_own_page(cast: Cast) -> None:
    browser = signed_in(cast, "parent_partner")
    assert browser.arrive(BLACKSTONE, browser.token(browser.set_out(BLACKSTONE, "/"))) == (302, "/me/")
    home = browser.on(BLACKSTONE).get("/me/").content.decode()
    assert '<a class="where" href="/me/">' in home


def test_a_challenge_must_look_like_one(cast: Cast) -> None:
    browser = signed_in(cast)
    for challenge in ("", "abc", "A" * 64, "0" * 65):
        answer = browser.on(NETWORK).get(f"/to/{cast.blackstone.pk}/", {"challenge": challenge})
        assert answer.headers["Location"] == "http://blackstone.localhost/enter/"


def test_arriving_starts_a_new_session_under_a_new_key(cast: Cast) -> None:
    browser = signed_in(cast)
    browser.arrive(BLACKSTONE, browser.token(browser.set_out(BLACKSTONE)))
    first = browser.on(BLACKSTONE).cookies[settings.SESSION_COOKIE_NAME].value
    browser.arrive(BLACKSTONE, browser.token(browser.set_out(BLACKSTONE)))
    second = browser.on(BLACKSTONE).cookies[settings.SESSION_COOKIE_NAME].value
    assert first != second
    old = Client(SERVER_NAME=BLACKSTONE)
    old.cookies[settings.SESSION_COOKIE_NAME] = first
    assert old.get("/me/").status_code == 302


def test_step_up_travels_with_the_hand_over(cast: Cast) -> None:
    browser = Browser()
    sign_in(browser.on(NETWORK), cast.administrator, stepped_up=False)
    sign_in(browser.on(BLACKSTONE), cast.administrator, cast.blackstone, stepped_up=False)
    answer = browser.on(BLACKSTONE).get("/people/invite/")
    assert answer.headers["Location"] == "/step-up/?next=%2Fpeople%2Finvite%2F"

    out = urlsplit(browser.on(BLACKSTONE).get(answer.headers["Location"]).headers["Location"])
    way = f"{out.path}?{out.query}"
    asked = urlsplit(browser.on(NETWORK).get(way).headers["Location"])
    assert asked.path == "/step-up/"
    factor = browser.on(NETWORK).get(f"{asked.path}?{asked.query}").headers["Location"]
    assert urlsplit(factor).path == "/accounts/2fa/reauthenticate/"
    assert parse_qs(urlsplit(factor).query)["next"] == [way]
    done = browser.on(NETWORK).post(factor, {"code": code_of(), "next": way})
    assert done.headers["Location"] == way

    assert browser.arrive(BLACKSTONE, browser.token(way)) == (302, "/people/invite/")
    assert browser.on(BLACKSTONE).get("/people/invite/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert browser.on(BLACKSTONE).get("/people/invite/").status_code == 302


def test_a_form_without_step_up_is_answered_by_a_page_not_by_a_redirect(cast: Cast, client: Client) -> None:
    sign_in(client, cast.administrator, cast.blackstone, stepped_up=False)
    answer = client.post(
        f"/people/{cast.nurse.pk}/end/", headers={"Referer": "http://blackstone.localhost/people/"}
    )
    assert answer.status_code == 403
    assert "/step-up/?next=%2Fpeople%2F" in answer.content.decode()
    assert client.get("/people/").status_code == 200


def test_leaving_ends_this_practice_only(cast: Cast) -> None:
    browser = signed_in(cast)
    for host in (BLACKSTONE, HARBOR):
        browser.arrive(host, browser.token(browser.set_out(host)))
    assert browser.on(BLACKSTONE).post("/leave/").status_code == 200
    assert browser.on(BLACKSTONE).get("/me/").status_code == 302
    assert browser.on(HARBOR).get("/me/").status_code == 200
    assert set(Session.objects.filter(user=cast.both).values_list("host", flat=True)) == {NETWORK, HARBOR}
