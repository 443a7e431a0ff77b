"""What a person asks of the directory. It is sent by POST: nothing of it stands in an address or is kept."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nestwork.web.languages import OWN_NAMES, SIGNED
from network_resources.community.asking import Asker
from network_resources.community.rules.needs import NEEDS

DEFAULT_MILES = "25"
MILES = [
    ("5", _("5 miles")),
    ("10", _("10 miles")),
    ("25", _("25 miles")),
    ("60", _("60 miles")),
    ("", _("Any distance")),
]
OLDEST = 26  # years: patients are 0 to 26


def _languages() -> list[tuple[str, str]]:
    signed = [(code, str(name)) for code, name in SIGNED.items()]
    return [("", str(_("Any language"))), *OWN_NAMES.items(), *signed]


class SearchForm(forms.Form):
    """The search. Every field may stay empty."""

    text = forms.CharField(label=_("What does the family need?"), max_length=200, required=False)
    need = forms.ChoiceField(required=False, choices=[("", ""), *((need.key, need.key) for need in NEEDS)])
    zip_code = forms.RegexField(
        r"^\s*\d{5}(-\d{4})?\s*$", label=_("ZIP code"), required=False,
        error_messages={"invalid": _("Write five digits, as in 02860.")},
    )  # fmt: skip
    within = forms.ChoiceField(label=_("Within"), required=False, choices=MILES, initial=DEFAULT_MILES)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=_languages)
    only_speakers = forms.BooleanField(label=_("Only who speaks it or has interpreters"), required=False)
    years = forms.IntegerField(label=_("Years"), required=False, min_value=0, max_value=OLDEST)
    months = forms.IntegerField(label=_("Months"), required=False, min_value=0, max_value=11)
    free = forms.BooleanField(label=_("Free or by income"), required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The controls know how they are typed on a telephone."""
        super().__init__(*args, **kwargs)
        for name in ("zip_code", "years", "months"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        self.fields["text"].widget.attrs |= {"autocomplete": "off", "data-key": "/", "type": "search"}

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, in the words of `selectors.search.search`; of a checked form only."""
        typed = self.cleaned_data
        return {
            "text": typed["text"],
            "need": typed["need"],
            "zip_code": typed["zip_code"].strip(),
            "within_miles": float(typed["within"]) if typed["within"] else None,
            "language": typed["language"],
            "only_speakers": typed["only_speakers"],
            "age": self._age(typed["years"], typed["months"]),
            "free": typed["free"],
            "page": typed["page"] or 1,
        }

    @staticmethod
    def _age(years: int | None, months: int | None) -> Decimal | None:
        if years is None and months is None:
            return None
        return Decimal((years or 0) * 12 + (months or 0)) / 12


def start(asker: Asker | None, *, need: str = "", within: str = DEFAULT_MILES) -> dict[str, Any]:
    """The form's first values: a need from a link, and what a child's record says."""
    values: dict[str, Any] = {
        "need": need,
        "within": within if (within,) in {(key,) for key, _word in MILES} else DEFAULT_MILES,
    }
    if asker is None:
        return {**values, "only_speakers": True}
    months = asker.age_months
    age = {} if months is None else {"years": months // 12, "months": months % 12}
    known = asker.language if asker.language in {code for code, _name in _languages()} else ""
    return {**values, **age, "language": known, "zip_code": asker.zip_code[:5]}
