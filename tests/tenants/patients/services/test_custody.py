"""Who may decide: custody papers, and the young person's own age."""

from datetime import date, timedelta

from nestwork.access.readers import Reader
from nestwork.practices import clock
from tenants.patients import selectors, services
from tests.factories.patients import (
    ChildContactFactory,
    ChildFactory,
    family_of,
)


def test_a_custody_paper_in_force_wins_over_the_contacts_entry(coordinator: Reader) -> None:
    child = ChildFactory()
    mother, father = family_of(child), ChildContactFactory(child=child, relationship="father")
    today = clock.today()
    services.add_custody_document(
        by=coordinator,
        child=child,
        kind="court_order",
        starts_on=today - timedelta(days=10),
        ends_on=today,
        rights=[(father.contact, False, False)],
    )

    now, later = selectors.rights_on(child, today), selectors.rights_on(child, today + timedelta(days=1))

    assert (now[father.contact_id].may_decide, now[father.contact_id].may_receive_information) == (
        False,
        False,
    )
    assert now[mother.contact_id].may_decide
    assert later[father.contact_id].may_decide


def test_a_paper_that_replaces_another_takes_its_place(coordinator: Reader) -> None:
    child = ChildFactory()
    father = ChildContactFactory(child=child, relationship="father")
    day = clock.today()
    first = services.add_custody_document(
        by=coordinator,
        child=child,
        kind="court_order",
        starts_on=day,
        rights=[(father.contact, False, False)],
    )
    second = services.add_custody_document(
        by=coordinator,
        child=child,
        kind="court_order",
        starts_on=day,
        rights=[(father.contact, True, True)],
        replaces=first,
    )

    assert list(selectors.custody_documents(child)) == [second]
    assert selectors.rights_on(child, day)[father.contact_id].may_decide


def test_at_eighteen_the_young_person_decides(coordinator: Reader) -> None:
    child = ChildFactory(birth_date=date(2005, 1, 1))
    mother = family_of(child)
    own = ChildContactFactory(
        child=child, relationship="self", may_decide=False, may_receive_information=False
    )

    rights = selectors.rights_on(child, date(2024, 1, 1))

    assert not rights[mother.contact_id].may_decide
    assert not rights[mother.contact_id].may_receive_information
    assert rights[own.contact_id].may_decide
