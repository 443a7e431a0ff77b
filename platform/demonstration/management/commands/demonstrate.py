"""Open the demonstration network, or find it as it was left."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demonstration import sign_ins
from demonstration.opening import open_network
from demonstration.rows.staff import SignIn, password
from nestwork.access.models import Membership
from nestwork.accounts.models import User
from nestwork.practices import clock
from nestwork.practices.models import Practice


class Command(BaseCommand):
    """`manage.py demonstrate`: made-up practices for `make demo`; keeps what is there."""

    help = "Open the demonstration network with made-up children (only under nestwork.settings.demo)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--practices", type=int, default=4, help="how many practices, 1 to 12 (default 4)"
        )
        parser.add_argument("--children", type=int, help="children in each (default 60 to 150)")
        parser.add_argument("--seed", type=int, default=20, help="another number makes other families")
        parser.add_argument("--base-url", default="http://localhost:8000", help="the network host's address")

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "DEMONSTRATION", False) or settings.NESTWORK_HOME is None:
            raise CommandError("The demonstration is opened only under nestwork.settings.demo.")
        if options["children"] is not None and not 1 <= options["children"] <= 20_000:
            raise CommandError("--children takes a number from 1 to 20000.")
        file = settings.NESTWORK_HOME / "demo.json"
        known = sign_ins.read(file)
        try:
            new = open_network(
                today=clock.now().date(),
                practices=options["practices"],
                children=options["children"],
                seed=options["seed"],
                say=self.stdout.write,
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        people = [SignIn(**one) for one in known["people"]] if known else []
        self._write(file, options["base_url"], self._complete(_latest(people + new)))

    def _complete(self, people: list[SignIn]) -> list[SignIn]:
        """Give a new password to anybody whose own was lost when an earlier start was cut off."""
        words = {one.email: one.password for one in people}
        listed = {(one.email, one.practice) for one in people}
        members = Membership.objects.filter(is_active=True).select_related("user", "practice")
        for member in members.order_by("started_at"):
            person: User = member.user
            slug = member.practice.slug if member.practice else None
            if (person.email, slug) in listed:
                continue
            if person.email not in words:
                words[person.email] = password()
                person.set_password(words[person.email])
                person.save(update_fields=["password"])
            people.append(SignIn(person.email, words[person.email], member.role, slug))
        return people

    def _write(self, file: Path, base_url: str, people: list[SignIn]) -> None:
        base = urlsplit(base_url)
        practices = [
            {"name": one.name, "slug": one.slug, "url": f"{base.scheme}://{one.slug}.{base.netloc}/"}
            for one in Practice.objects.filter(state="open").order_by("opened_at")
        ]
        sign_ins.write(file, network=f"{base_url.rstrip('/')}/", practices=practices, people=people)
        noun = "practice" if len(practices) == 1 else "practices"
        self.stdout.write(f"{len(practices)} {noun}, {len({one.email for one in people})} people")


def _latest(people: list[SignIn]) -> list[SignIn]:
    """One line for a person in a practice, the newest password winning."""
    return list({(one.email, one.practice): one for one in people}.values())
