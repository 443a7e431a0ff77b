"""The base of every Celery task: genuine messages only, one open practice or none, and back to the door at the end."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from celery import Task
from celery.exceptions import Reject

from nestwork.jobs.messages import envelope, is_genuine
from nestwork.practices.active import active_practice, door, inside
from nestwork.practices.models import Practice

if TYPE_CHECKING:
    _Task = Task[..., Any]  # the stubs know what a task takes and returns, the class itself does not
else:
    _Task = Task


class SignedTask(_Task):
    """A task that runs at the worker's door. A message that we did not sign is thrown away."""

    abstract = True

    def apply_async(self, args: Any = None, kwargs: Any = None, *more: Any, **options: Any) -> Any:
        """Send with the signature; the beat process sends through here too."""
        args, kwargs = list(args or ()), dict(kwargs or {})
        options |= envelope(name=str(self.name), args=args, kwargs=kwargs, practice=self.practice_of_sender())
        return super().apply_async(args, kwargs, *more, **options)

    def practice_of_sender(self) -> str:
        """A task of the network names no practice."""
        return ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Check the message, then run at the door."""
        with door():
            self.check(args, kwargs)
            return self.run_checked(args, kwargs)

    def check(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        """Reject a message that is unsigned, altered, or carries follow-ups of its own."""
        request = self.request
        # Follow-ups ride outside the signature, and the worker would send them on in our name.
        carried = (request.callbacks, request.errbacks, request.chain, request.chord)
        if any(carried) or not is_genuine(
            task_id=str(request.id),
            name=str(self.name),
            args=args,
            kwargs=kwargs,
            practice=str(request.get("practice") or ""),
            given=str(request.get("signature") or ""),
        ):
            raise Reject("a message without our signature", requeue=False)

    def run_checked(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run the body; the message is genuine."""
        return self.run(*args, **kwargs)


class PracticeTask(SignedTask):
    """A task of one practice, run under that practice's role. A closed or unknown practice is refused."""

    abstract = True

    def practice_of_sender(self) -> str:
        """The practice that is active where the task is sent; without one nothing is sent."""
        practice = active_practice()
        if practice is None:
            raise RuntimeError(f"{self.name} was sent without a practice")
        return practice.schema_name

    def run_checked(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Enter the practice that the message names, if it is open."""
        name = str(self.request.get("practice") or "")
        practice = (
            Practice.objects.filter(schema_name=name, state="open").exclude(schema_name="public").first()
        )
        if practice is None:
            raise Reject("a message for a practice that is not open", requeue=False)
        with inside(practice):
            return self.run(*args, **kwargs)
