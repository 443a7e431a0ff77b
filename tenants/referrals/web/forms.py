"""The one form of a next step: an answer, who said it, and what the answer must bring."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nestwork.web.forms import DayField
from tenants.patients.models import ChildContact
from tenants.patients.rules import Sensitivity
from tenants.patients.words import RELATIONSHIP, word
from tenants.referrals.rules.answers import MOVES, Evidence, StepRefusedError
from tenants.referrals.rules.stages import CHOSEN_CANCEL_REASONS, CannotGo, NextStep
from tenants.referrals.selectors import Standing
from tenants.referrals.services import Report
from tenants.referrals.words import ANSWER, CANCEL, CANNOT_GO, REFUSAL

SERVICE = "service"
_FIELDS = {
    "no_day": "day",
    "day_before": "day",
    "no_reason": "reason",
    "no_source": "said_by",
    "no_notice": "has_notice",
    "future": "happened_on",
    "before_last": "happened_on",
}


class StepForm(forms.Form):
    """What came of the next step."""

    answer = forms.ChoiceField(label=_("What came of it?"), widget=forms.RadioSelect)
    day = DayField(label=_("Day of the appointment"), required=False)
    reason = forms.ChoiceField(label=_("Why they could not go"), required=False)
    said_by = forms.ChoiceField(label=_("Who said it"))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    happened_on = DayField(label=_("On another day than today"), required=False)
    has_notice = forms.BooleanField(label=_("The notice of 42 CFR Part 2 went along"), required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, *args: Any, now: Standing, links: Sequence[ChildContact], can_write: bool, **kwargs: Any
    ) -> None:
        """Offer the answers of this step and the people around the child; `can_write`: a letter may end it."""
        kwargs.setdefault("initial", {"after": now.step.number, "said_by": _first(now, links)})
        super().__init__(*args, **kwargs)
        moves = [
            move
            for move in MOVES[now.next_step or NextStep.ASK_FAMILY]
            if can_write or move.evidence is not Evidence.LETTER
        ]
        self.asked = frozenset[str]().union(*(move.asks for move in moves))
        self._choices("answer", [(str(move.answer), ANSWER[move.answer]) for move in moves])
        self._choices("reason", [("", "…"), *((str(why), CANNOT_GO[why]) for why in CannotGo)])
        self.people = {str(link.pk): _named(link) for link in links}
        self.people |= {SERVICE: now.referral.organization or now.referral.service_name}
        self._choices("said_by", list(self.people.items()))
        if now.referral.label != Sensitivity.SUBSTANCE_USE:
            del self.fields["has_notice"]
        for name in ("day", "reason"):
            if name not in self.asked:
                del self.fields[name]

    def report(self) -> Report:
        """What was typed, for the verb; of a checked form only."""
        typed = self.cleaned_data
        return Report(
            answer=typed["answer"],
            said_by=self.people[typed["said_by"]],
            day=typed.get("day"),
            reason=typed.get("reason", ""),
            note=typed["note"],
            happened_on=typed["happened_on"],
            has_notice=typed.get("has_notice", False),
            after=typed["after"],
        )

    def refuse(self, error: StepRefusedError) -> None:
        """Say at its field why the step was not taken."""
        field = _FIELDS.get(error.code, "answer")
        self.add_error(field if field in self.fields else None, str(REFUSAL[error.code]))

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class CancelForm(forms.Form):
    """Why the referral ends here."""

    reason = forms.ChoiceField(
        label=_("Why"), choices=[(str(reason), CANCEL[reason]) for reason in CHOSEN_CANCEL_REASONS]
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=1000)


def _first(now: Standing, links: Sequence[ChildContact]) -> str:
    """Who most likely says it: the service where it is asked, else whoever is called first."""
    if now.next_step is NextStep.CONTACT_SERVICE or not links:
        return SERVICE
    return str(links[0].pk)


def _named(link: ChildContact) -> str:
    return f"{link.contact.name}, {word(RELATIONSHIP, link.relationship)}"
