"""Searching the directory: what is found, in which order, and why each find fits."""

import datetime as dt
from decimal import Decimal

import pytest

from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from network_resources.community.models import Address, Location, Service
from network_resources.community.rules.fit import Because
from network_resources.community.selectors.search import Found, card_of, search
from tests.factories import directory
from tests.factories.directory import NEWPORT, PAWTUCKET, TODAY, library, service, towns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def network(db: None) -> None:
    """A small directory."""
    with library():
        towns()
        service("Weekend Respite Care", needs=["respite"], languages=["por", "es"], at=PAWTUCKET, maximum_age=Decimal(17),
                fees_description="Sliding scale by income")  # fmt: skip
        service("Riverbend Food Pantry", description="Groceries every week. We help with WIC papers.", at=NEWPORT,
                fees_description="Free")  # fmt: skip
        service("Women, Infants and Children (WIC)", needs=["food"], at=PAWTUCKET)
        service("Early Steps", description="Early intervention for babies and toddlers.", needs=["early_intervention"],
                languages=["en"], minimum_age=Decimal(0), maximum_age=Decimal(3), at=PAWTUCKET)  # fmt: skip
        service("Harbor Speech Therapy", at=NEWPORT)
        service("Closed Respite House", needs=["respite"], status="inactive")


def names(found: Found) -> list[str]:
    return [card.name for card in found.cards]


def kinds(found: Found, name: str) -> list[Because]:
    card = next(card for card in found.cards if card.name == name)
    return [reason.kind for reason in card.reasons]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("repsite care", "Weekend Respite Care"),
        ("respiro", "Weekend Respite Care"),
        ("wic", "Women, Infants and Children (WIC)"),
        ("speach therapy", "Harbor Speech Therapy"),
        ("terapia del habla", "Harbor Speech Therapy"),
        ("intervención temprana", "Early Steps"),
        ("rivrebend pantry", "Riverbend Food Pantry"),
        ("help with FOOD STAMPS", "Riverbend Food Pantry"),
    ],
)
def test_words_find_what_was_meant(typed: str, first: str) -> None:
    with library():
        assert names(search(text=typed, today=TODAY))[0] == first


def test_comida_finds_food_and_nothing_else() -> None:
    with library():
        found = search(text="necesito comida", today=TODAY)
    assert set(names(found)) == {"Riverbend Food Pantry", "Women, Infants and Children (WIC)"}
    assert found.needs == ("food",)


def test_a_word_put_right_is_named_and_one_nobody_lists_is_left_out() -> None:
    with library():
        found = search(text="repsite xylophone", today=TODAY)
    assert found.understood.changed == (("repsite", "respite"),)
    assert found.understood.unknown == ("xylophone",)
    assert names(found) == ["Weekend Respite Care"]


def test_only_unknown_words_find_nothing() -> None:
    with library():
        assert search(text="xylophone", today=TODAY).total == 0


def test_what_is_not_active_is_not_found_but_keeps_its_card() -> None:
    with library():
        assert "Closed Respite House" not in names(search(need="respite", today=TODAY))
        closed = Service.objects.get(name="Closed Respite House")
        assert Because.NOT_LISTED in [reason.kind for reason in card_of(closed.id, today=TODAY).cautions]


def test_a_card_says_why_it_fits() -> None:
    with library():
        found = search(
            need="respite", zip_code="02860", within_miles=5, language="pt", age=9, free=True, today=TODAY
        )
        (card,) = found.cards
    assert [reason.kind for reason in card.reasons] == [
        Because.NEED_LISTED,
        Because.NEAR,
        Because.SPEAKS,
        Because.AGES,
        Because.COST,
        Because.CHECKED,
    ]
    assert (card.distance_miles, card.city, card.phone) == (pytest.approx(0), "Pawtucket", "401-555-0143")
    assert (card.reasons[2].language, card.reasons[4].cost) == ("pt", "sliding")
    assert card.reasons[5].day == TODAY - dt.timedelta(days=30)


def test_a_child_about_to_turn_three_is_told_that_it_ends() -> None:
    with library():
        found = search(need="early_intervention", age=Decimal(34) / 12, today=TODAY)
    (card,) = found.cards
    (ends,) = card.cautions
    assert (ends.kind, ends.months, ends.ages and ends.ages.maximum) == (Because.ENDS_SOON, 2, 3)


@pytest.mark.parametrize(("age", "kind"), [(3.5, Because.LAST_YEAR), (2, Because.AGES)])
def test_the_last_year_of_a_service_is_a_question(age: float, kind: Because) -> None:
    with library():
        assert kind in kinds(search(need="early_intervention", age=age, today=TODAY), "Early Steps")


def test_a_child_who_is_too_old_does_not_see_it() -> None:
    with library():
        assert search(need="early_intervention", age=4, today=TODAY).total == 0


@pytest.mark.parametrize(
    ("assured", "kind"),
    [(None, Because.NEVER_CHECKED), (TODAY - dt.timedelta(days=430), Because.NOT_CHECKED)],
)
def test_what_nobody_made_sure_of_says_so(assured: dt.date | None, kind: Because) -> None:
    with library():
        service("Old Listing", needs=["legal"], assured_date=assured)
        (card,) = search(need="legal", today=TODAY).cards
    assert kind in [reason.kind for reason in card.cautions]
    assert [reason.months for reason in card.cautions if reason.kind is Because.NOT_CHECKED] in ([], [14])


def test_a_waiting_list_and_an_alert_are_named() -> None:
    with library():
        service("Busy Clinic", needs=["dental"], alert="Moving in May", wait_time="8 weeks")
        (card,) = search(need="dental", today=TODAY).cards
    assert [(reason.kind, reason.text) for reason in card.cautions] == [
        (Because.ALERT, "Moving in May"),
        (Because.WAIT, "8 weeks"),
    ]


def test_a_distance_leaves_out_what_is_farther_and_keeps_what_has_no_place() -> None:
    with library():
        service("Food Help Line", needs=["food"])
        found = search(need="food", zip_code="02860", within_miles=10, today=TODAY)
        far = search(need="food", zip_code="02860", within_miles=40, today=TODAY)
    assert names(found) == ["Women, Infants and Children (WIC)", "Food Help Line"]
    assert Because.NO_ADDRESS in kinds(found, "Food Help Line")
    miles = {card.name: card.distance_miles for card in far.cards}
    assert miles["Riverbend Food Pantry"] == pytest.approx(27.1, abs=0.3)


def test_a_place_for_the_need_next_door_comes_before_a_fresher_one_that_does_it_too() -> None:
    everything = ["early_intervention", "developmental", "respite"]
    six_miles = (41.79, -71.3826)
    with library():
        service("Baby Steps", needs=["early_intervention"], at=PAWTUCKET, assured_date=None)
        service("A house of many things", needs=everything, at=six_miles, assured_date=TODAY)
        found = search(need="early_intervention", zip_code="02860", today=TODAY)
    assert names(found) == ["Early Steps", "Baby Steps", "A house of many things"]


def test_an_interpreter_is_better_than_nobody_and_worse_than_a_speaker() -> None:
    with library():
        service("Respite by Phone", needs=["respite"], interpretation_services="Interpreters on request")
        service("English Respite", needs=["respite"])
        found = search(need="respite", language="pt", today=TODAY)
    assert names(found) == ["Weekend Respite Care", "Respite by Phone"]
    assert Because.INTERPRETERS in kinds(found, "Respite by Phone")


def test_evenings_and_weekends_are_reasons() -> None:
    with library():
        made = service("Late Legal Help", needs=["legal"])
        directory.hours(made, days="TU,SA", opens="10:00", closes="19:30")
        directory.refresh_search([made.id])
        found = search(need="legal", today=TODAY)
    assert {Because.EVENINGS, Because.WEEKENDS} <= set(kinds(found, "Late Legal Help"))


def test_a_zip_code_nobody_knows_counts_as_not_given() -> None:
    with library():
        found = search(need="food", zip_code="99999", within_miles=5, today=TODAY)
    assert (found.is_zip_known, found.total) == (False, 2)
    assert all(card.distance_miles is None for card in found.cards)


def test_a_need_that_is_not_in_the_vocabulary_is_refused() -> None:
    with library(), pytest.raises(ValueError, match="is not a need"):
        search(need="gold")


def test_a_page_behind_the_last_is_the_first() -> None:
    with library():
        found = search(need="food", page=40, today=TODAY)
    assert (found.page, found.pages, found.total) == (1, 1, 2)


def test_any_typed_sign_is_only_a_word() -> None:
    with library():
        for typed in (
            "'; DROP TABLE hsds_service; --",
            "a & | ! <-> :* ()",
            "%s %(x)s \\",
            "é" * 500,
            "the of and",
        ):
            assert search(text=typed, today=TODAY).page == 1


def test_practices_get_the_same_answer(blackstone: Practice, harbor: Practice) -> None:
    answers = []
    for practice in (blackstone, harbor):
        with inside(practice):
            answers.append(search(text="repsite", zip_code="02860", age=2, today=TODAY))
    assert answers[0] == answers[1]
    assert answers[0].total == 1


def test_a_refresh_of_everything_forgets_words_that_nobody_lists_any_more() -> None:
    with library():
        made = service("Zebrawood Playgroup", needs=["recreation"])
        assert names(search(text="zebrawod", today=TODAY)) == ["Zebrawood Playgroup"]
        Service.objects.filter(pk=made.pk).update(status="defunct")
        directory.refresh_search()
        assert search(text="zebrawod", today=TODAY).understood.unknown == ("zebrawod",)


def test_a_zip_code_is_learned_from_the_places_in_it_and_never_from_a_confidential_one() -> None:
    with library():
        made = service("Quiet Shelter", needs=["safety"], refresh=False)
        hidden = directory.place(made, PAWTUCKET, is_confidential=True)
        Address.objects.filter(location=hidden).update(postal_code="02999")
        seen = service("Westerly Pantry", needs=["food"], refresh=False)
        Address.objects.filter(location=directory.place(seen, (41.38, -71.83))).update(
            postal_code="02891-0001"
        )
        directory.refresh_search([made.id, seen.id])
        assert search(need="safety", zip_code="02999", today=TODAY).is_zip_known is False
        found = search(need="food", zip_code="02891", within_miles=3, today=TODAY)
    assert names(found) == ["Westerly Pantry"]


def test_a_place_without_a_position_stands_in_the_middle_of_its_zip_code() -> None:
    with library():
        made = service("Pantry without a map", needs=["food"], refresh=False)
        where = directory.place(made, PAWTUCKET)
        Location.objects.filter(pk=where.pk).update(latitude=None, longitude=None)
        directory.refresh_search([made.id])
        found = search(need="food", zip_code="02860", within_miles=1, today=TODAY)
    assert {card.name: card.distance_miles for card in found.cards}["Pantry without a map"] == pytest.approx(
        0
    )
