"""What a person types on the registry."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nestwork.practices import clock
from nestwork.web import languages as words
from nestwork.web.forms import DayField
from tenants.registry.filters import NOBODY
from tenants.registry.rules import LEVELS, Ask, BulkKind, Tap
from tenants.registry.web.request_words import ASKS

type Choices = Sequence[tuple[str, str | Promise]]
ANY: Choices = [("", _("Any"))]


def levels() -> list[tuple[int, str]]:
    """The need levels by name. A function, because a name put together at import would stay English."""
    return [(level, _("Level %(level)d") % {"level": level}) for level in LEVELS]


class FilterForm(forms.Form):
    """The filters beside the list; sent by GET, never a name."""

    level = forms.ChoiceField(
        label=_("Need level"),
        required=False,
        choices=lambda: [
            *ANY,
            *((str(level), name) for level, name in levels()),
            ("none", _("No level yet")),
            ("proposed", _("Proposal waits")),
            ("unscored", _("Needs new scoring")),
        ],
    )
    coordinator = forms.ChoiceField(label=_("Coordinator"), required=False)
    clinician = forms.ChoiceField(label=_("Doctor"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    condition = forms.CharField(
        label=_("Condition (ICD-10-CM code)"), required=False, max_length=8, help_text=_("J45 finds J45.20")
    )
    last_contact = forms.ChoiceField(
        label=_("Not talked with"),
        required=False,
        choices=[
            *ANY,
            ("30", _("for 30 days")),
            ("90", _("for 90 days")),
            ("180", _("for 180 days")),
            ("365", _("for a year")),
            ("never", _("ever")),
        ],
    )
    next_contact = forms.ChoiceField(
        label=_("Next contact"),
        required=False,
        choices=[
            *ANY,
            ("late", _("Late")),
            ("today", _("By today")),
            ("week", _("Within 7 days")),
            ("month", _("Within 30 days")),
            ("none", _("None set")),
        ],
    )
    age = forms.ChoiceField(
        label=_("Age"),
        required=False,
        choices=[
            *ANY,
            ("0-4", _("0 to 4 years")),
            ("5-11", _("5 to 11 years")),
            ("12-17", _("12 to 17 years")),
            ("18-26", _("18 to 26 years")),
        ],
    )
    roster = forms.ChoiceField(
        label=_("Roster"), required=False, choices=[*ANY, ("on", _("On it")), ("left", _("Left it"))]
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("next", _("Next contact first")),
            ("last", _("Longest not talked with")),
            ("level", _("Highest level")),
            ("name", _("Name")),
            ("young", _("Youngest")),
            ("old", _("Oldest")),
        ],
    )

    def __init__(self, *args: Any, staff: Choices, languages: list[str], **kwargs: Any) -> None:
        """Offer the colleagues and languages there are."""
        super().__init__(*args, **kwargs)
        nobody: Choices = [(NOBODY, _("Nobody yet"))]
        spoken: Choices = [(code, words.own_name(code)) for code in languages]
        for name in ("coordinator", "clinician"):
            self.fields[name].choices = [*ANY, *nobody, *staff]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["language"].choices = [*ANY, *spoken]  # type: ignore[attr-defined]  # a ChoiceField


class BulkForm(forms.Form):
    """One act for the ticked children."""

    act = forms.ChoiceField(
        choices=[
            (BulkKind.CALL_LIST, _("Call them today")),
            (BulkKind.NEXT_CONTACT, _("Set the next contact")),
            (BulkKind.COORDINATOR, _("Give them to")),
        ]
    )
    coordinator = forms.ChoiceField(label=_("Coordinator"), required=False)
    on = DayField(label=_("Next contact on"), required=False)

    def __init__(self, *args: Any, staff: Choices, **kwargs: Any) -> None:
        """Offer the colleagues."""
        super().__init__(*args, **kwargs)
        nobody: Choices = [("", _("Choose a colleague")), (NOBODY, _("Nobody"))]
        self.fields["coordinator"].choices = [*nobody, *staff]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """A day from today on, or a colleague, where the act needs one."""
        typed = super().clean() or {}
        if typed.get("act") == BulkKind.NEXT_CONTACT:
            day: dt.date | None = typed.get("on")
            if day is None or day < clock.today():
                self.add_error("on", _("Choose today or a later day."))
        if typed.get("act") == BulkKind.COORDINATOR and not typed.get("coordinator"):
            self.add_error("coordinator", _("Choose who the children are given to."))
        return typed


class LevelForm(forms.Form):
    """Another need level, with its reason."""

    level = forms.TypedChoiceField(
        label=_("Need level"),
        choices=levels,
        coerce=int,
        error_messages={"required": _("Choose a level.")},
    )
    reason = forms.CharField(
        label=_("Why"), max_length=400, error_messages={"required": _("Say why the level changes.")}
    )


class ViewForm(forms.Form):
    """A name for the filters in use."""

    name = forms.CharField(
        label=_("Save this view as"), max_length=60, error_messages={"required": _("Give the view a name.")}
    )
    for_practice = forms.BooleanField(label=_("For the whole practice"), required=False)


class CadenceForm(forms.Form):
    """How often one level is contacted."""

    level = forms.TypedChoiceField(
        choices=[("", _("No level yet")), *((str(level), str(level)) for level in LEVELS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    every_days = forms.IntegerField(label=_("Every so many days"), min_value=1, max_value=731)


class LimitForm(forms.Form):
    """After how many days a question to a physician is late."""

    late_after_days = forms.IntegerField(label=_("Late after so many days"), min_value=1, max_value=90)


class AskForm(forms.Form):
    """Which of three answers are wanted of the physician, and why."""

    asks = forms.MultipleChoiceField(
        label=_("What should the physician answer?"),
        choices=[(ask.value, words) for ask, words in ASKS.items()],
        initial=[ask.value for ask in Ask],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the physician should answer.")},
    )
    reason = forms.CharField(
        label=_("Why you ask"),
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why you ask.")},
    )


class AnswerForm(forms.Form):
    """A physician's tap; words say what has to change in the diagnoses."""

    tap = forms.ChoiceField(choices=[(tap.value, tap.value) for tap in Tap])
    words = forms.CharField(label=_("What has to change"), required=False, max_length=400)


PLANNING = {"confirm": None, "confirm_planned": True, "confirm_unplanned": False}


class DecisionForm(forms.Form):
    """A physician's answer to a proposal; a confirmation may say otherwise on planning visits ahead."""

    decision = forms.ChoiceField(choices=[(word, word) for word in (*PLANNING, "decline")])
    reason = forms.CharField(label=_("Why"), required=False, max_length=400)

    @property
    def confirms(self) -> bool:
        """Whether the physician agrees."""
        return self.cleaned_data["decision"] in PLANNING

    def clean(self) -> dict[str, Any]:
        """Declining needs a reason."""
        typed = super().clean() or {}
        if typed.get("decision") == "decline" and not typed.get("reason", "").strip():
            self.add_error("reason", _("Say why the level stays."))
        typed["plans_visits"] = PLANNING.get(typed.get("decision", ""))
        return typed
