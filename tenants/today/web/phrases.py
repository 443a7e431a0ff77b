"""What Today says after an act, each with its Undo."""

import uuid

from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from nestwork.practices import clock
from nestwork.staff.selectors import name_of
from nestwork.web import days, toast
from tenants.activity.models import Entry
from tenants.activity.rules import Outcome
from tenants.activity.services import CannotUndoError
from tenants.activity.words import outcome_label
from tenants.today.services import Saved
from tenants.today.web.here import Here
from tenants.worklist.models import Item
from tenants.worklist.rules import AlreadyClosedError, CannotMoveError
from tenants.worklist.words import item_title


def say_saved(request: HttpRequest, item: Item, saved: Saved, here: Here) -> None:
    """What was saved; or who was first, and that the note is kept."""
    if saved.was_closed is not None:
        say_closed(request, saved.was_closed, kept_note=saved.entry is not None)
        return
    entry = saved.entry
    if entry is None:
        return
    what = {"what": item_title(item.kind, item.title), "who": item.child.display_name}
    if entry.outcome in (Outcome.DONE, Outcome.TALKED):
        text = _("Done: %(what)s, %(who)s") % what
    else:
        text = _("%(outcome)s: %(what)s, %(who)s. It stays on the list.") % {
            **what,
            "outcome": outcome_label(entry.outcome),
        }
    toast.say(request, text, undo_url(entry.id, here))


def say_moved(request: HttpRequest, item: Item, here: Here) -> None:
    """The new day."""
    text = _("Moved to %(day)s: %(who)s") % {
        "day": days.day(item.due_on, clock.today()),
        "who": item.child.display_name,
    }
    toast.say(request, text, here.after(reverse("move_item_back", args=[item.id])))


def say_moved_back(request: HttpRequest, item: Item) -> None:
    """The old day."""
    text = _("Back on %(day)s: %(who)s") % {
        "day": days.day(item.due_on, clock.today()),
        "who": item.child.display_name,
    }
    toast.say(request, text)


def say_closed(request: HttpRequest, closed: AlreadyClosedError, *, kept_note: bool) -> None:
    """Who was first, and what became of the words typed."""
    who = {"who": name_of(closed.by_id) or _("A colleague")}
    if kept_note:
        toast.say(request, _("%(who)s had already finished this. Your call and note were kept.") % who)
    else:
        toast.say(request, _("%(who)s had already finished this. Nothing was changed.") % who)


def say_cannot_move(request: HttpRequest, error: CannotMoveError) -> None:
    """Why the day stays."""
    if error.args == ("urgent",):
        toast.say(request, _("Not moved: this is urgent and must be done today."))
    else:
        toast.say(request, _("Not moved: that day is over. Choose today or a later day."))


def say_decide_first(request: HttpRequest) -> None:
    """A question is not closed by a tick."""
    toast.say(request, _("Not closed: open it and decide."))


def say_undone(request: HttpRequest, entry: Entry) -> None:
    """What stands on the list again."""
    if entry.item is None or not entry.item_step:
        toast.say(request, _("Taken back."))
        return
    what = {"what": item_title(entry.item.kind, entry.item.title), "who": entry.item.child.display_name}
    toast.say(request, _("Back on the list: %(what)s, %(who)s") % what)


def say_cannot_undo(request: HttpRequest, error: CannotUndoError) -> None:
    """Why it stands, and what to do instead."""
    words = {
        "already": _("This was taken back already."),
        "worked_on": _("Not undone: somebody has worked on the next step. Log a correction instead."),
        "on_list_again": _("Not undone: the same work is on the list again."),
        "not_yours": _("Not undone: only the person who logged it can take it back."),
        "too_late": _("Not undone: its day is over. Log a correction instead."),
        "child_has_died": _("A death is recorded for this child. Nothing is planned any more."),
    }
    toast.say(request, words[str(error)])


def say_errors(request: HttpRequest, form: BaseForm) -> None:
    """The first thing wrong with a one-line form."""
    toast.say(request, next(str(text) for texts in form.errors.values() for text in texts))


def undo_url(entry_id: uuid.UUID, here: Here) -> str:
    """Where Undo posts to; it comes back to the same list."""
    return here.after(reverse("undo_entry", args=[entry_id]))
