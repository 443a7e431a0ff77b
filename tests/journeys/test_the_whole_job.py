"""One job, whole: a roster comes in, children stand on the registry, a contact appears on Today, the call is logged."""

from datetime import date

import pytest

from tests.journeys.conftest import Travel
from tests.journeys.roster_steps import (
    given_a_roster_that_names_a_child_on_the_record,
    then_the_children_stand_on_the_registry,
    then_the_dry_run_counts,
    when_she_checks_the_rows,
    when_she_imports,
    when_she_mends_the_row_that_waits,
    when_she_merges_the_two_records,
    when_she_sends_it,
    when_she_takes_the_merge_back,
    when_she_writes_down_the_mothers_address,
)
from tests.journeys.today_steps import (
    then_the_contact_stands_on_today,
    then_the_row_is_back,
    when_she_logs_the_call_by_keys,
    when_she_logs_the_call_by_links_and_forms,
    when_she_logs_the_call_by_taps,
    when_she_opens_the_whole_teams_list,
    when_she_takes_it_back,
)
from tests.journeys.traveller import PHONE, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.prove]


def from_the_file_to_the_registry(coordinator: Traveller, born_from: date) -> str:
    """Bring a roster in and put it in order; return the name of a child who is new."""
    roster = given_a_roster_that_names_a_child_on_the_record(coordinator, born_from)
    when_she_sends_it(coordinator, roster)
    when_she_checks_the_rows(coordinator)
    then_the_dry_run_counts(coordinator, roster)
    when_she_imports(coordinator)
    when_she_mends_the_row_that_waits(coordinator, roster)
    when_she_merges_the_two_records(coordinator, roster)
    when_she_takes_the_merge_back(coordinator, roster)
    then_the_children_stand_on_the_registry(coordinator, roster)
    when_she_writes_down_the_mothers_address(coordinator, roster.new_names[0])
    return roster.new_names[0]


@pytest.mark.duty("3.B1")
@pytest.mark.duty("3.T2")
@pytest.mark.duty("3.E15a")
@pytest.mark.duty("3.E16")
@pytest.mark.duty("1.A11a")
def test_at_the_desk_by_keyboard(travel: Travel, practices: list[str]) -> None:
    coordinator = travel("coordinator", practices[0]).signs_in().arrives_in(practices[0])
    child = from_the_file_to_the_registry(coordinator, date(2013, 2, 4))
    when_she_opens_the_whole_teams_list(coordinator)
    then_the_contact_stands_on_today(coordinator, child)
    assert when_she_logs_the_call_by_keys(coordinator, child) == ["c", "1", "Control+Enter"]
    when_she_takes_it_back(coordinator, child)
    then_the_row_is_back(coordinator, child)


def test_on_the_phone_by_taps(travel: Travel, practices: list[str]) -> None:
    coordinator = travel("coordinator", practices[1], PHONE).signs_in().arrives_in(practices[1])
    child = from_the_file_to_the_registry(coordinator, date(2015, 3, 9))
    when_she_opens_the_whole_teams_list(coordinator)
    then_the_contact_stands_on_today(coordinator, child)
    when_she_logs_the_call_by_taps(coordinator, child)
    when_she_takes_it_back(coordinator, child)
    then_the_row_is_back(coordinator, child)


def test_without_script_by_links_and_forms(travel: Travel, practices: list[str]) -> None:
    without = travel("coordinator", practices[1], java_script_enabled=False)
    coordinator = without.signs_in().arrives_in(practices[1])
    child = from_the_file_to_the_registry(coordinator, date(2017, 5, 16))
    when_she_opens_the_whole_teams_list(coordinator)
    then_the_contact_stands_on_today(coordinator, child)
    when_she_logs_the_call_by_links_and_forms(coordinator, child)
    when_she_takes_it_back(coordinator, child)
    then_the_row_is_back(coordinator, child)


def test_an_excel_file_up_to_its_dry_run(travel: Travel, practices: list[str]) -> None:
    coordinator = travel("coordinator", practices[0]).signs_in().arrives_in(practices[0])
    roster = given_a_roster_that_names_a_child_on_the_record(coordinator, date(2011, 8, 1))
    when_she_sends_it(coordinator, roster, as_xlsx=True)
    when_she_checks_the_rows(coordinator)
    then_the_dry_run_counts(coordinator, roster)
    coordinator.presses("Do not import this file").look().sees("Nothing of it was taken.")
