"""Days, times and ages in words: the year only when it is another year, ages in months until two."""

from datetime import date, datetime, time

from django.utils import dateformat, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

_DAY = {"en": "D M j", "es": "D j b"}
_DAY_AND_YEAR = {"en": "M j, Y", "es": "j b Y"}
_TIME = {"en": "g:i A", "es": "g:i A"}


def _shape(shapes: dict[str, str]) -> str:
    return shapes.get((get_language() or "en")[:2], shapes["en"])


def day(value: date, today: date) -> str:
    """Thu Mar 19 this year, Mar 19, 2024 in another."""
    return dateformat.format(value, _shape(_DAY if value.year == today.year else _DAY_AND_YEAR))


def moment(value: datetime, today: date) -> str:
    """Thu Mar 19, 9:20 AM in the zone that is active."""
    local = timezone.localtime(value)
    return f"{day(local.date(), today)}, {time_of_day(value)}"


def time_of_day(value: datetime) -> str:
    """9:20 AM in the zone that is active."""
    return dateformat.format(timezone.localtime(value), _shape(_TIME))


def hour(value: time) -> str:
    """9 AM, 9:30 AM."""
    return dateformat.time_format(value, _shape(_TIME)).replace(":00", "")


def lateness(due: date, today: date) -> str:
    """How a due day stands to today, in words; always shown together with the date."""
    days = (due - today).days
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    if days == 0:
        return _("due today")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def months_between(born: date, on: date) -> int:
    """Completed months of life; a child born on the 31st is a month older on a shorter month's last day plus one."""
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def age(born: date, on: date) -> str:
    """12 d in the first month, 11 mo until two years, then 9 y; before birth the due date's words are used."""
    if on < born:
        return _("not born yet")
    months = months_between(born, on)
    if months < 1:
        days = (on - born).days
        return ngettext("%(days)d d", "%(days)d d", days) % {"days": days}
    if months < 24:
        return ngettext("%(months)d mo", "%(months)d mo", months) % {"months": months}
    years = months // 12
    return ngettext("%(years)d y", "%(years)d y", years) % {"years": years}


def age_spelled(born: date, on: date) -> str:
    """The same in whole words, for headings and screen readers."""
    if on < born:
        return _("not born yet")
    months = months_between(born, on)
    if months < 1:
        days = (on - born).days
        return ngettext("%(days)d day old", "%(days)d days old", days) % {"days": days}
    if months < 24:
        return ngettext("%(months)d month", "%(months)d months", months) % {"months": months}
    years = months // 12
    return ngettext("%(years)d year", "%(years)d years", years) % {"years": years}


def minutes(total: int) -> str:
    """4 min, 2 h 12 min."""
    hours, rest = divmod(total, 60)
    if hours == 0:
        return _("%(minutes)d min") % {"minutes": rest}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}
