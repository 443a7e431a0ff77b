"""Words for pages of accounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nestwork.access.permissions import ROLE_PERMISSIONS, STEP_UP, Permission, Role
from nestwork.accounts.models import PersonalToken, Session
from nestwork.accounts.selectors.people import OpenInvitation, Person
from nestwork.practices.hosts import network_host, practice_host
from nestwork.practices.models import Practice

# Whoever may do one of these starts work that goes on by itself, and comes back for what came of it.
STARTS_JOBS = frozenset({Permission.KEEP_DIRECTORY, Permission.PREPARE_RELEASES})


@dataclass(frozen=True, slots=True)
class Card:
    """A part of the network host as the first page offers it."""

    url: str
    icon: str
    title: str
    text: str


def cards_for(roles: Sequence[Role]) -> list[Card]:
    """The parts of the network host that these roles open."""
    allowed = frozenset[Permission]().union(*(ROLE_PERMISSIONS[role] for role in roles))
    cards = [
        (Permission.SEE_PRACTICES, "practices", "house", _("Practices"), _("Names, and which are open.")),
        (
            Permission.DRAFT_STANDARDS,
            "standards",
            "layers",
            _("Standards"),
            _("Write, review, publish, and see who uses what."),
        ),
        (
            Permission.KEEP_DIRECTORY,
            "directory_keep",
            "database",
            _("Keep the directory"),
            _("Files that come in, rows that wait, every listing."),
        ),
        (
            Permission.SEE_DIRECTORY,
            "directory_search",
            "hand-heart",
            _("Community help"),
            _("Find a service by need, age, language and place."),
        ),
        (
            Permission.MANAGE_NETWORK,
            "people",
            "users",
            _("People of the network"),
            _("Invite, change roles, end access."),
        ),
        (
            Permission.SEE_RELEASED,
            "released",
            "chart-column",
            _("Released figures"),
            _("What has left the practices, protected and approved."),
        ),
        (
            Permission.PREPARE_RELEASES,
            "releases",
            "lock",
            _("Releases"),
            _("Protect a figure, look at it, let it out."),
        ),
    ]
    offered = [
        Card(reverse(name), icon, title, text)
        for permission, name, icon, title, text in cards
        if permission in allowed
    ]
    if allowed & STARTS_JOBS:
        words = _("Longer work that goes on by itself: imports, lists, searches.")
        offered.append(Card(reverse("network_jobs"), "history", _("Jobs"), words))
    return offered


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list of people."""

    person: Person
    role: str
    is_self: bool

    @property
    def last_sign_in(self) -> datetime | None:
        """When the person last signed in to the network, in UTC."""
        return self.person.last_sign_in


def person_rows(people: Iterable[Person], own_id: object) -> list[PersonRow]:
    """The list of people, with each role in words."""
    return [PersonRow(person, person.role.label, person.person_id == own_id) for person in people]


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A line of the list of open invitations."""

    invitation: OpenInvitation
    role: str
    has_run_out: bool


def invitation_rows(invitations: Iterable[OpenInvitation]) -> list[InvitationRow]:
    """The list of open invitations, marking those whose seven days are over."""
    now = timezone.now()
    return [InvitationRow(one, one.role.label, one.expires_at <= now) for one in invitations]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A line of the list of sign-ins."""

    session: Session
    place: str
    is_this: bool


def session_rows(
    sessions: Iterable[Session], practices: Iterable[Practice], own_key: str
) -> list[SessionRow]:
    """The person's sign-ins, each with the name of its place."""
    known = {network_host(): _("Nestwork network")}
    known |= {practice_host(practice.slug): practice.name for practice in practices}
    return [
        SessionRow(session, known.get(session.host, session.host), session.key_hash == own_key)
        for session in sessions
    ]


VERB_WORDS: dict[Permission, str | Promise] = {
    Permission.EXPORT_LISTS: gettext_lazy("Export lists"),
    Permission.MAKE_TOKENS: gettext_lazy("Make tokens"),
    Permission.MANAGE_PEOPLE: gettext_lazy("Manage people"),
    Permission.BREAK_GLASS: gettext_lazy("Open a confidential child in an emergency"),
    Permission.GRANT_CHILD: gettext_lazy("Grant access to a confidential child"),
    Permission.PUBLISH_STANDARDS: gettext_lazy("Publish a colleague's draft of a standard"),
    Permission.APPROVE_RELEASES: gettext_lazy("Let a protected table of figures out"),
}


def verb_choices(allowed: frozenset[Permission]) -> list[tuple[str, str | Promise]]:
    """Acts under step-up that the person may open to a ten-minute token."""
    open_to_tokens = STEP_UP - {Permission.MAKE_TOKENS}
    return [(verb.value, VERB_WORDS[verb]) for verb in Permission if verb in open_to_tokens & allowed]


def token_scope(token: PersonalToken) -> str:
    """What a token may do, in words."""
    if token.verb:
        return str(VERB_WORDS[Permission(token.verb)])
    return _("Read and change") if token.may_write else _("Read only")
