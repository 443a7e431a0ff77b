"""The head of a child's page: what every tab shows above its own part."""

from collections.abc import Callable
from dataclasses import dataclass

from nestwork.access.readers import Reader
from nestwork.staff.selectors import names
from tenants.patients import rules, tabs, words
from tenants.patients.models import BreakGlass, Child, ChildContact
from tenants.patients.selectors import contact_links, main_link, open_glass

LevelOf = Callable[[Child], int | None]
_providers: dict[str, LevelOf] = {}


def register_level(level_of: LevelOf) -> None:
    """Name who knows a child's need level: a room above this one."""
    _providers["level"] = level_of


@dataclass(frozen=True, slots=True)
class Head:
    """Everything above the tabs."""

    child: Child
    links: list[ChildContact]
    main: ChildContact | None
    main_is: str
    doctor: str
    coordinator: str
    payer: str
    level: int | None
    glass: BreakGlass | None
    tabs: list[tabs.ShownTab]
    staff: dict[str, str]
    initials: str


def head_of(child: Child, reader: Reader, tab: str) -> Head:
    """The head in at most four statements: contacts, staff names, the level, and broken glass where it may be."""
    links = list(contact_links(child))
    main = main_link(links)
    staff = names()
    level_of = _providers.get("level")
    return Head(
        child=child,
        links=links,
        main=main,
        main_is=words.word(words.RELATIONSHIP, main.relationship) if main else "",
        doctor=staff.get(child.primary_clinician_id, "") if child.primary_clinician_id else "",
        coordinator=staff.get(child.coordinator_id, "") if child.coordinator_id else "",
        payer=words.word(words.PAYER, child.payer_kind)
        if child.payer_kind != rules.PayerKind.UNKNOWN
        else "",
        level=level_of(child) if level_of else None,
        glass=open_glass(reader, child) if child.is_confidential else None,
        tabs=tabs.shown(reader, child.pk, tab),
        staff={str(person_id): name for person_id, name in staff.items()},
        initials=(child.display_name[:1] + child.family_name[:1]).upper(),
    )
