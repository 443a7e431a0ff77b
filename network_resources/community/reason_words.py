"""Why a service fits, in sentences: one short line for each typed reason."""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nestwork.practices import clock
from nestwork.web.days import day
from nestwork.web.languages import own_name
from network_resources.community import words
from network_resources.community.rules.ages import Ages
from network_resources.community.rules.cost import Cost
from network_resources.community.rules.fit import Because, Reason


def reason_said(reason: Reason) -> str:
    """The reason as a line on a card, in the active language."""
    return _SAID[reason.kind](reason)


def ages_said(ages: Ages) -> str:
    """Ages 0 to 3, Ages 3 and older, Up to age 17; empty where the listing names none."""
    least, most = ages.minimum, ages.maximum
    if not ages.is_limited:
        return ""
    if most is None:
        return _("Ages %(least)s and older") % {"least": _years(least)}
    return _("Ages %(least)s to %(most)s") % {"least": _years(least), "most": _years(most)}


def miles_said(miles: float) -> str:
    """0.4 miles, 12 miles; under a tenth is next door."""
    if miles < 0.1:
        return _("In the same ZIP code area")
    shown = f"{miles:.1f}" if miles < 10 else f"{miles:.0f}"
    return _("%(miles)s miles away") % {"miles": shown}


def _years(age: object) -> str:
    return f"{float(str(age or 0)):g}"


def _checked(on: dt.date | None) -> str:
    return _("Checked %(day)s") % {"day": day(on, clock.today())} if on else ""


def _stale(reason: Reason) -> str:
    months = reason.months or 0
    said = ngettext("Not checked for %(n)d month", "Not checked for %(n)d months", months)
    return said % {"n": months} + ". " + _("Call before you send a family.")


def _ends(reason: Reason) -> str:
    most = _years(reason.ages.maximum if reason.ages else None)
    months = reason.months or 0
    said = ngettext(
        "Only until age %(age)s: %(n)d month left. Ask what follows.",
        "Only until age %(age)s: %(n)d months left. Ask what follows.",
        months,
    )
    return said % {"age": most, "n": months}


def _last(reason: Reason) -> str:
    most = _years(reason.ages.maximum if reason.ages else None)
    return _("Listed up to age %(age)s, which this child has reached. Ask whether it goes on.") % {
        "age": most
    }


def _by_income(reason: Reason) -> str:
    return _("Free") if reason.cost == Cost.FREE else _("Cost by income (sliding scale)")


_SAID: dict[Because, Callable[[Reason], str]] = {
    Because.NEED_LISTED: lambda one: _("Listed under: %(need)s") % {"need": words.need_name(one.need)},
    Because.NEED_MENTIONED: lambda one: (
        _("Its description speaks of: %(need)s") % {"need": words.need_name(one.need)}
    ),
    Because.WORDS_IN_NAME: lambda one: _("“%(words)s” stands in its name") % {"words": one.text},
    Because.WORDS_IN_TEXT: lambda one: _("“%(words)s” stands in its description") % {"words": one.text},
    Because.NEAR: lambda one: miles_said(one.miles or 0),
    Because.SPEAKS: lambda one: _("Speaks %(language)s") % {"language": own_name(one.language)},
    Because.INTERPRETERS: lambda one: (
        _("Has interpreters: ask for %(language)s") % {"language": own_name(one.language)}
    ),
    Because.AGES: lambda one: _("Takes this age: %(ages)s") % {"ages": ages_said(one.ages or Ages()).lower()},
    Because.COST: _by_income,
    Because.OPEN_NOW: lambda one: _("Open now"),
    Because.EVENINGS: lambda one: _("Open in the evening"),
    Because.WEEKENDS: lambda one: _("Open at the weekend"),
    Because.CHECKED: lambda one: _checked(one.day),
    Because.ENDS_SOON: _ends,
    Because.LAST_YEAR: _last,
    Because.OUTSIDE_AGES: lambda one: (
        _("For other ages: %(ages)s") % {"ages": ages_said(one.ages or Ages()).lower()}
    ),
    Because.LANGUAGE_NOT_LISTED: lambda one: (
        _("%(language)s is not listed. Ask for an interpreter.") % {"language": own_name(one.language)}
    ),
    Because.NO_ADDRESS: lambda one: _("No address is listed. Ask where, or whether they come to the family."),
    Because.ALERT: lambda one: one.text,
    Because.WAIT: lambda one: _("Waiting time: %(wait)s") % {"wait": one.text},
    Because.NOT_CHECKED: _stale,
    Because.NEVER_CHECKED: lambda one: _("Nobody has made sure of this listing yet. Call first."),
    Because.NOT_LISTED: lambda one: _(
        "This service is not listed as active any more. Call before you use it."
    ),
}
