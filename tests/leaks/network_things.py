"""One thing of every kind that an address of the network host can name, made by the people of the network.

A word that is not here is made as `things.MAKERS` says.
"""

from collections.abc import Callable
from uuid import uuid4

from nestwork.access.passage import DATABASE_ROLES, wearing
from nestwork.access.permissions import Role
from tests.leaks import releases
from tests.leaks.addresses import Address
from tests.leaks.things import MAKERS, Things
from tests.network_resources.playbooks import things as standards
from tests.people import Cast, join, reader_for


def person_id(cast: Cast) -> Things:
    """Somebody new in the network, whom an administrator may let go."""
    return {"person_id": join(None, Role.FACILITATOR, f"{uuid4().hex}@example.org").pk}


def invitation_id(cast: Cast) -> Things:
    """An invitation of the network's administrator that nobody took up yet."""
    from nestwork.accounts.models import Invitation
    from nestwork.accounts.services.people import invite

    by = reader_for(cast.network_administrator)
    with wearing("nw_admin"):
        invite(by=by, email="new.steward@example.org", display_name="New", role=Role.DIRECTORY_STEWARD)
    return {"invitation_id": Invitation.objects.get(email="new.steward@example.org").pk}


def token_id(cast: Cast) -> Things:
    """A token of the steward."""
    from nestwork.accounts.models import PersonalToken
    from nestwork.accounts.services.tokens import make_token

    make_token(by=reader_for(cast.steward), practice=None, name="leaks", may_write=False)
    return {"token_id": PersonalToken.objects.get(name="leaks").pk}


def job_id(cast: Cast) -> Things:
    """A job the steward has started."""
    from nestwork.jobs.network.models import NetworkJob
    from nestwork.jobs.network.people import acting

    by = reader_for(cast.steward)
    with wearing(DATABASE_ROLES[Role.DIRECTORY_STEWARD]), acting(by):
        made = NetworkJob.objects.create(kind="count", started_by_id=by.person_id, role=by.role or "")
    return {"job_id": made.pk}


def upload_id(cast: Cast) -> Things:
    """A directory file that was read and waits to be imported."""
    from tests.network_resources.community.stories import page, read

    with wearing(DATABASE_ROLES[Role.DIRECTORY_STEWARD]):
        return {"upload_id": read(page(_SENT)).pk}


def imported_upload(cast: Cast) -> Things:
    """A directory file that a job of the steward has read."""
    from tests.network_resources.community.stories import page, read

    job = job_id(cast)["job_id"]
    with wearing(DATABASE_ROLES[Role.DIRECTORY_STEWARD]):
        upload = read(page(_SENT))
        upload.job_id = job
        upload.save(update_fields=["job_id"])
    return {"job_id": job}


def unknown_columns(cast: Cast) -> Things:
    """A directory file whose columns nobody has named yet."""
    from tests.network_resources.community.stories import packed, read

    with wearing(DATABASE_ROLES[Role.DIRECTORY_STEWARD]):
        return {"upload_id": read(packed({"agencies.csv": "No,Agency\n1,Riverbend\n"})).pk}


def row_id(cast: Cast) -> Things:
    """A row of a directory file that waits in quarantine."""
    from tests.network_resources.community.stories import imported, page, waiting

    with wearing(DATABASE_ROLES[Role.DIRECTORY_STEWARD]):
        imported(page({**_SENT, "status": "closed on Mondays"}))
        return {"row_id": waiting("service")[0].pk}


def organization_id(cast: Cast) -> Things:
    """An organization of the directory."""
    from network_resources.community.models import Organization

    with wearing(DATABASE_ROLES[Role.DIRECTORY_STEWARD]):
        return {"organization_id": Organization.objects.create(name="Riverbend Family Center").pk}


def location_id(cast: Cast) -> Things:
    """A location of the directory."""
    from network_resources.community.models import Location

    with wearing(DATABASE_ROLES[Role.DIRECTORY_STEWARD]):
        return {"location_id": Location.objects.create(name="Riverbend", location_type="physical").pk}


_SENT = {
    "id": "svc-1",
    "name": "Play group",
    "status": "active",
    "organization": {"id": "org-1", "name": "Riverbend Family Center", "description": "Help"},
}


NETWORK_MAKERS: dict[frozenset[str], Callable[[Cast], Things]] = {
    frozenset({"practice_id"}): lambda cast: {"practice_id": cast.blackstone.pk},
    frozenset({"person_id"}): person_id,
    frozenset({"invitation_id"}): invitation_id,
    frozenset({"token_id"}): token_id,
    frozenset({"job_id"}): job_id,
    frozenset({"upload_id"}): upload_id,
    frozenset({"row_id"}): row_id,
    frozenset({"organization_id"}): organization_id,
    frozenset({"location_id"}): location_id,
    frozenset({"playbook_id"}): standards.playbook_id,
    frozenset({"release_id"}): releases.release_id,
}

# Addresses that want a thing of a particular sort.
NETWORK_SPECIAL: dict[str, Callable[[Cast], Things]] = {
    **standards.OF_A_STATE,
    "directory_of_job": imported_upload,
    "directory_columns": unknown_columns,
    "directory_profile": unknown_columns,
    "api_directory_profile": unknown_columns,
    **releases.OF_A_STATE,
}


def network_things_for(address: Address, cast: Cast) -> Things:
    """Make what the address names; a word that nobody here can make fails the suite."""
    words = frozenset(address.words)
    make = NETWORK_SPECIAL.get(address.name) or NETWORK_MAKERS.get(words) or MAKERS.get(words)
    assert make is not None, (
        f"{address.pattern}: say in tests/leaks/network_things.py how to make what it names"
    )
    return make(cast)
