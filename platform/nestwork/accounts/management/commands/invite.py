"""`invite EMAIL --role ROLE [--practice SLUG]`: how the first administrators come in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from nestwork.access.permissions import Permission, Role
from nestwork.access.readers import Reader
from nestwork.accounts.invitations import send_invitation
from nestwork.accounts.services.people import AlreadyThereError, WrongRoleError, invite
from nestwork.outbound.mail import MailNotSentError
from nestwork.practices.models import Practice
from nestwork.practices.selectors import practice_by_slug

COMMAND_LINE = Reader(None, "command line", None, frozenset({Permission.MANAGE_NETWORK}), through="command")


class Command(BaseCommand):
    """Invite somebody by e-mail, as the owner on the command line."""

    help = "Invites somebody by e-mail into a role of a practice, or of the network without --practice."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address, the name, the role and the practice's short name."""
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="The person's name.")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--practice", metavar="SLUG")

    def handle(self, *args: Any, **options: Any) -> None:
        """Invite, or say why not and change nothing."""
        practice = self._practice(options["practice"])
        try:
            validate_email(options["email"])
            with transaction.atomic():
                self._invite(options, practice)
        except ValidationError as error:
            raise CommandError(f"Nobody was invited. {' '.join(error.messages)}") from error
        except AlreadyThereError as error:
            raise CommandError("Nobody was invited: this address already has access there.") from error
        except WrongRoleError as error:
            raise CommandError("Nobody was invited: there is no such role in this place.") from error
        except MailNotSentError as error:
            raise CommandError("Nobody was invited: the mail server did not take the message.") from error
        self.stdout.write("The invitation was sent. Its link works once, for seven days.")

    def _practice(self, slug: str | None) -> Practice | None:
        try:
            return practice_by_slug(slug) if slug else None
        except Practice.DoesNotExist as error:
            raise CommandError(f"There is no practice {slug!r}.") from error

    def _invite(self, options: dict[str, Any], practice: Practice | None) -> None:
        role = Role(options["role"])
        invited = invite(
            by=COMMAND_LINE,
            email=options["email"],
            display_name=options["name"],
            role=role,
            practice_id=practice.pk if practice else None,
        )
        send_invitation(email=options["email"], secret=invited.secret, role=role, practice=practice)
