"""Through every floor: one standard, a score, real records, a directory, one referral, one released figure."""

import pytest

from tests.journeys.conftest import Travel
from tests.journeys.floors import directory, figures, records, referrals, scores, standards
from tests.journeys.floors.bundle import Sent
from tests.journeys.floors.directory_package import Package
from tests.journeys.roster_steps import a_new_name

pytestmark = [pytest.mark.browser, pytest.mark.prove]
HIGHEST = 4


def test_from_a_draft_to_a_released_figure(travel: Travel, practices: list[str]) -> None:
    slug, word = practices[0], f"{a_new_name()} {a_new_name()}"
    author, reviewer = travel("facilitator").signs_in(), travel("facilitator", place=1).signs_in()
    coordinator = travel("coordinator", slug).signs_in().arrives_in(slug)

    # 1. a standard travels
    standards.given_the_version_in_review_is_taken_back(author)
    standards.when_she_writes_the_draft(author, word)
    number = standards.when_the_second_reviews_and_publishes(reviewer, word)
    standards.when_the_practice_takes_it_into_use(coordinator, number, word)
    standards.then_the_grid_shows_versions_and_dates(author, "Blackstone Pediatrics", number)

    # 2. a child is scored
    quarter = figures.closed_quarter(coordinator)
    name = scores.given_a_child_of_level(coordinator, 2)
    scores.when_she_scores_the_child(coordinator, number)
    scores.then_the_level_is_proposed(coordinator, HIGHEST)
    physician = travel("physician", slug).signs_in().arrives_in(slug)
    assert scores.when_the_physician_confirms(physician, name, HIGHEST) == 1
    scores.then_the_history_keeps_both(physician, name, HIGHEST)

    # 3. real records come in
    sent = Sent(a_new_name())
    records.when_she_sends_the_bundle(coordinator, sent)
    records.then_the_dry_run_tells(coordinator)
    records.when_she_imports_it(coordinator)
    records.then_the_child_has_facts_with_their_source(coordinator, sent)

    # 4. a directory answers
    package = Package(a_new_name())
    steward = travel("directory_steward").signs_in()
    directory.when_the_steward_sends_the_package(steward, package)
    directory.when_she_imports_it(steward)
    directory.when_she_mends_the_row_that_waits(steward, package)
    directory.then_it_is_listed(steward, package)

    # 5. a referral starts
    coordinator.opens_from_menu("Registry").follows(sent.name)
    assert (
        referrals.when_she_refers_from_the_childs_page(
            coordinator, sent.name, "Special education", package.advocate
        )
        == 2
    )
    referrals.then_lane_and_next_step_stand_there(coordinator, package.advocate)
    referrals.then_it_is_work_with_a_day(coordinator, sent.name)
    referrals.then_the_board_shows_it(coordinator, sent.name)

    # 6. a figure leaves
    own = figures.row_of_quarter(coordinator, figures.closed_quarter(coordinator))
    without_script = travel("network_administrator", java_script_enabled=False).signs_in()
    figures.when_the_administrator_starts_the_release(without_script, quarter)
    figures.then_the_table_is_protected(without_script, own)
    figures.when_she_keeps_it_in(without_script)
    administrator, state = travel("network_administrator").signs_in(), travel("state_reviewer").signs_in()
    figures.when_the_administrator_starts_the_release(administrator, quarter)
    figures.then_the_table_is_protected(administrator, own)
    figures.when_she_approves(administrator)
    released = figures.then_the_state_sees_it(state, own)
    figures.then_the_practice_sees_what_left(coordinator, own)

    figures.when_a_level_of_then_changes(physician, quarter)
    assert figures.until_the_quarter_moves(coordinator, quarter, own) != own
    assert figures.then_the_state_sees_it(state, own) == released
    figures.then_the_practice_sees_what_left(coordinator, own)
