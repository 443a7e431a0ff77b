"""Trying a method: answers to every axis, and what they would mean. Nothing is kept and no child is asked for."""

from typing import Any

from django import forms

from network_resources.playbooks.method_view import plain, score_words
from network_resources.playbooks.rules.method import Axis, Method
from network_resources.playbooks.rules.scoring import Score, score


class TrialForm(forms.Form):
    """One group of choices for each axis."""

    def __init__(self, method: Method, data: Any = None) -> None:
        super().__init__(data, prefix="trial")
        self.method = method
        for axis in method.axes:
            self.fields[axis.key] = forms.ChoiceField(
                label=axis.title.said(),
                help_text=axis.help.said(),
                choices=_choices(axis),
                widget=forms.RadioSelect,
            )

    def score(self) -> Score:
        """The score of valid answers."""
        return score(self.method, {axis.key: self.cleaned_data[axis.key] for axis in self.method.axes})

    @property
    def said(self) -> str:
        """The score in words; nothing before every axis is answered."""
        return score_words(self.method, self.score()) if self.is_bound and self.is_valid() else ""

    @property
    def need_level(self) -> int | None:
        """The need level of valid answers."""
        return self.score().need_level if self.is_bound and self.is_valid() else None


def trial(method: Method | None, data: Any) -> TrialForm | None:
    """The trial of a method, answered when the form was sent; None while there is no method to try."""
    sent = data if data and any(name.startswith("trial-") for name in data) else None
    return TrialForm(method, sent) if method is not None else None


def _choices(axis: Axis) -> list[tuple[str, str]]:
    return [(choice.key, f"{choice.text.said()} ({plain(choice.points)})") for choice in axis.choices]
