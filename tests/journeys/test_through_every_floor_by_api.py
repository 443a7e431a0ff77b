"""Through every floor by programs: tokens made on the token pages, each act by the API of its host."""

from collections.abc import Callable

import pytest

from tests.demo import Demo
from tests.journeys.conftest import Travel
from tests.journeys.floors import api_figures, api_steps
from tests.journeys.floors.bundle import Sent
from tests.journeys.floors.directory_package import Package
from tests.journeys.floors.program import Program, a_token
from tests.journeys.roster_steps import a_new_name

pytestmark = [pytest.mark.browser, pytest.mark.prove]
PUBLISH, APPROVE = "Publish a colleague's draft of a standard", "Let a protected table of figures out"
HIGHEST = 4

type Token = Callable[..., Program]


@pytest.fixture
def token(own_travel: Travel, own_demo: Demo) -> Token:
    """Return a function that signs a person in and makes a token on the page of her place."""

    def make(
        role: str, practice: str | None = None, scope: str = "Read and change", place: int = 0
    ) -> Program:
        person = own_travel(role, practice, place=place, java_script_enabled=False).signs_in()
        return a_token(person, own_demo.port, scope)

    return make


def test_from_a_draft_to_a_released_figure_by_programs(token: Token, own_demo: Demo) -> None:
    ours, theirs = (place["slug"] for place in own_demo.sheet["practices"])
    coordinator, physician = token("coordinator", ours), token("physician", ours)
    stranger, author = token("coordinator", theirs), token("facilitator")
    nobody = Program(own_demo.port, "localhost", "")

    version = api_steps.when_a_draft_is_written(author, f"{a_new_name()} {a_new_name()}")
    wrong = [author, nobody, coordinator.at("localhost"), token("facilitator", place=1)]
    own, right = token("facilitator", scope=PUBLISH), token("facilitator", scope=PUBLISH, place=1)
    api_steps.then_it_is_published_by_the_second_alone(version, wrong, own, right)
    api_steps.when_a_practice_adopts(coordinator, version)

    assert stranger.at(coordinator.host).get("registry/").status == 401
    child, proposal = api_steps.when_a_child_is_scored(coordinator, HIGHEST)
    api_steps.then_a_physician_confirms(coordinator, physician, child, proposal)

    sent, package = Sent(a_new_name()), Package(a_new_name())
    newcomer = api_steps.when_a_bundle_comes_in(coordinator, sent)
    api_steps.then_its_facts_say_who_told_them(coordinator, newcomer, sent)
    api_steps.when_a_package_is_taken_in(token("directory_steward"), package, wrong=author)
    api_steps.when_the_child_is_referred(coordinator, newcomer, package)
    assert stranger.get(f"children/{newcomer}/").status == 404

    figure = api_figures.the_closed_quarter(coordinator)
    administrator, state = token("network_administrator"), token("state_reviewer")
    release = api_figures.when_a_release_is_started(administrator, state, figure)
    wrong = [administrator, state, nobody, right, coordinator.at("localhost")]
    let_out = token("network_administrator", scope=APPROVE)
    api_figures.then_only_the_right_token_lets_it_out(release, wrong, let_out)
    file = api_figures.then_the_state_reads_it(state, release, figure)
    api_figures.then_the_practice_reads_what_left(coordinator, figure)
    api_figures.when_a_level_of_then_changes(physician, coordinator, figure)
    assert api_figures.then_the_state_reads_it(state, release, figure) == file
    api_figures.then_the_practice_reads_what_left(coordinator, figure)
