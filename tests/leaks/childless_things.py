"""Things of the leak tests that hang on no child: colleagues, invitations, tokens, services of the directory."""

from uuid import UUID

from tests.people import Cast, reader_for, working_as

Things = dict[str, UUID | str]


def person_id(cast: Cast) -> Things:
    """A colleague in Blackstone."""
    return {"person_id": cast.nurse.pk}


def invitation_id(cast: Cast) -> Things:
    """An invitation of Blackstone's administrator that nobody took up yet."""
    from nestwork.access.permissions import Role
    from nestwork.accounts.models import Invitation
    from nestwork.accounts.services.people import invite

    with working_as(cast.administrator, cast.blackstone) as by:
        invite(by=by, email="new.nurse@example.org", display_name="New Nurse", role=Role.NURSE)
    return {"invitation_id": Invitation.objects.get(email="new.nurse@example.org").pk}


def service_id(cast: Cast) -> Things:
    """A service of the directory every practice shares."""
    from tests.factories import directory

    with directory.library():
        return {"service_id": directory.service("Weekend Respite", needs=["respite"]).pk}


def token_id(cast: Cast) -> Things:
    """A token of whoever asks for it: see `owners`."""
    from nestwork.accounts.models import PersonalToken
    from nestwork.accounts.services.tokens import make_token

    by = reader_for(cast.coordinator, cast.blackstone)
    from nestwork.practices.active import inside

    with inside(cast.blackstone):
        make_token(by=by, practice=cast.blackstone, name="leaks", may_write=False)
    return {"token_id": PersonalToken.objects.get(name="leaks").pk}
