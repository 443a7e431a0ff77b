"""The key steps through every floor in a browser without JavaScript: links, forms and redirects do it all."""

import pytest

from tests.journeys.conftest import Travel
from tests.journeys.floors import directory, records, referrals, scores, standards
from tests.journeys.floors.bundle import Sent
from tests.journeys.floors.directory_package import Package
from tests.journeys.roster_steps import a_new_name

pytestmark = [pytest.mark.browser, pytest.mark.prove]
SCRIPTLESS = {"java_script_enabled": False}


def test_a_standard_is_edited_published_and_taken_into_use(travel: Travel, practices: list[str]) -> None:
    word = f"{a_new_name()} {a_new_name()}"
    author = travel("facilitator", **SCRIPTLESS).signs_in()
    reviewer = travel("facilitator", place=1, **SCRIPTLESS).signs_in()
    standards.given_the_version_in_review_is_taken_back(author)
    standards.when_she_writes_the_draft(author, word)
    number = standards.when_the_second_reviews_and_publishes(reviewer, word)
    coordinator = travel("coordinator", practices[1], **SCRIPTLESS).signs_in().arrives_in(practices[1])
    standards.when_the_practice_takes_it_into_use(coordinator, number, word)

    name = scores.given_a_child_of_level(coordinator, 2)
    scores.when_she_scores_the_child(coordinator, number)
    scores.then_the_level_is_proposed(coordinator, 4)
    physician = travel("physician", practices[1], **SCRIPTLESS).signs_in().arrives_in(practices[1])
    assert scores.when_the_physician_confirms(physician, name, 4) == 1
    scores.then_the_history_keeps_both(physician, name, 4)


def test_records_come_in_and_a_service_is_found_and_referred_to(travel: Travel, practices: list[str]) -> None:
    sent, package = Sent(a_new_name()), Package(a_new_name())
    coordinator = travel("coordinator", practices[1], **SCRIPTLESS).signs_in().arrives_in(practices[1])
    records.when_she_sends_the_bundle(coordinator, sent)
    records.then_the_dry_run_tells(coordinator)
    records.when_she_imports_it(coordinator)
    records.then_the_child_has_facts_with_their_source(coordinator, sent)

    steward = travel("directory_steward", **SCRIPTLESS).signs_in()
    directory.when_the_steward_sends_the_package(steward, package)
    directory.when_she_imports_it(steward)
    directory.when_she_mends_the_row_that_waits(steward, package)

    coordinator.opens_from_menu("Registry").follows(sent.name)
    clicks = referrals.when_she_refers_from_the_childs_page(
        coordinator, sent.name, "Special education", package.advocate
    )
    assert clicks == 2
    referrals.then_lane_and_next_step_stand_there(coordinator, package.advocate)
    referrals.then_it_is_work_with_a_day(coordinator, sent.name)
