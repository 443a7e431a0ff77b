"""Words of scores: what answers come to, inputs in words, what changed, and what the record holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network_resources.playbooks.rules.method import Axis, Method
from network_resources.playbooks.rules.scoring import AnswersError, score
from network_resources.playbooks.selectors.practice import AdoptedMethod
from tenants.clinical.rules import EncounterKind as Seen
from tenants.patients.models import Child
from tenants.registry.models import NeedLevel, Scoring
from tenants.registry.rules import NotScored
from tenants.registry.selectors import Found


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What answers come to, or how many are missing."""

    missing: int
    total: Decimal | None = None
    most: Decimal | None = None
    band: str = ""
    level: int | None = None
    raised: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One answer in words, with its points and the answer before where that was another."""

    axis: str
    answer: str
    points: Decimal | None
    before: str = ""


def not_scored(why: NotScored) -> str:
    """Why a child is not scored, in words."""
    return {
        NotScored.DIED: _("This child has died. Nothing is scored any more; what was recorded stays."),
        NotScored.TOO_OLD: _(
            "This person is 22 or older on that day. The registry holds children until they turn 22."
        ),
        NotScored.FUTURE: _("Choose today or an earlier day."),
        NotScored.BEFORE_BIRTH: _("This day is before the child was born. Choose a later day."),
    }[why]


def worked_out(
    method: Method, answers: Mapping[str, str], stands: NeedLevel | None, *, confirms: bool
) -> WorkedOut:
    """The score as it stands while somebody answers."""
    try:
        result = score(method, answers)
    except AnswersError as error:
        return WorkedOut(missing=max(len(error.missing), 1))
    return WorkedOut(
        missing=0,
        total=points(result.total),
        most=points(method.most_points),
        band=result.band.title.said(),
        level=result.need_level,
        raised=_raised(method, [one.axis for one in result.raised_by]),
        outcome=_outcome(result.need_level, stands, confirms=confirms),
    )


def inputs(adopted: AdoptedMethod, scoring: Scoring, before: Scoring | None = None) -> list[Input]:
    """Every answer of a scoring in the words of its version; `before` marks what changed since."""
    found = []
    for axis in adopted.method.axes:
        key = str(scoring.answers.get(axis.key, ""))
        choice = axis.choice(key)
        earlier = str(before.answers.get(axis.key, "")) if before else key
        found.append(
            Input(
                axis.title.said(),
                choice.text.said() if choice else key,
                points(choice.points) if choice else None,
                (_said(axis, earlier) or _("not asked then")) if earlier != key else "",
            )
        )
    return found


def band_of(adopted: AdoptedMethod, scoring: Scoring) -> str:
    """The band's own word."""
    band = adopted.method.band(scoring.band)
    return band.title.said() if band else scoring.band


def points(number: Decimal) -> Decimal:
    """The number without needless noughts: 9, 2.5."""
    return number.normalize() + Decimal(0) if number % 1 else Decimal(int(number))


def hints(method: Method, found: Found) -> dict[str, str]:
    """What the record holds for the axes that ask about it, by axis. Only a suggestion: nothing is answered by it.

    Axes are data and may have any key; these are those of the index that ships. Any other axis finds all counts
    beside the sheet.
    """
    says = {}
    for axis in method.axes:
        months = axis.look_back_months or 12
        if axis.key == "hospital":
            says[axis.key] = _listed(_stays(found, months))
        elif axis.key == "office":
            says[axis.key] = _listed(_office(found, months))
        elif axis.key == "medical":
            says[axis.key] = _listed(_conditions(found))
        elif axis.key == "extra_care":
            says[axis.key] = _listed(_care(found))
    return says


def all_counts(found: Found, months: int) -> list[str]:
    """Every count, for the list beside the sheet."""
    return [*_stays(found, months), *_office(found, months), *_conditions(found), *_care(found)]


def url(name: str, child: Child) -> str:
    """The address of a page of the child in another room; empty where there is none."""
    try:
        return reverse(name, kwargs={"child_id": child.pk})
    except NoReverseMatch:
        return ""


def _stays(found: Found, months: int) -> list[str]:
    stays, emergency = found.seen(months, Seen.HOSPITAL), found.seen(months, Seen.EMERGENCY)
    special = found.seen(months, Seen.SPECIALIST)
    return [
        ngettext("%(count)d hospital stay", "%(count)d hospital stays", stays) % {"count": stays},
        ngettext("%(count)d emergency visit", "%(count)d emergency visits", emergency) % {"count": emergency},
        ngettext("%(count)d specialist visit", "%(count)d specialist visits", special) % {"count": special},
    ]


def _office(found: Found, months: int) -> list[str]:
    visits = found.seen(months, Seen.OFFICE, Seen.TELEHEALTH, Seen.HOME)
    talks = found.talks.get(months, 0)
    return [
        ngettext("%(count)d office visit", "%(count)d office visits", visits) % {"count": visits},
        ngettext("%(count)d talk logged", "%(count)d talks logged", talks) % {"count": talks},
    ]


def _conditions(found: Found) -> list[str]:
    names = [line.text for line in found.today.conditions]
    count = len(names)
    return [
        ngettext("%(count)d condition", "%(count)d conditions", count) % {"count": count}
        + (f" ({', '.join(names)})" if names else "")
    ]


def _care(found: Found) -> list[str]:
    medicines, things = len(found.today.medicines), len(found.today.equipment)
    return [
        ngettext("%(count)d medicine", "%(count)d medicines", medicines) % {"count": medicines},
        ngettext("%(count)d piece of equipment", "%(count)d pieces of equipment", things) % {"count": things},
    ]


def _listed(parts: list[str]) -> str:
    return ", ".join(parts)


def _said(axis: Axis, key: str) -> str:
    choice = axis.choice(key)
    return choice.text.said() if choice else key


def _raised(method: Method, axes: list[str]) -> str:
    names = [axis.title.said() for key in dict.fromkeys(axes) if (axis := method.axis(key))]
    return _("Raised because of: %(axes)s.") % {"axes": ", ".join(names)} if names else ""


def _outcome(level: int, stands: NeedLevel | None, *, confirms: bool) -> str:
    if stands is not None and stands.level == level:
        return _("The level stays as it is.")
    words = {"level": level, "before": stands.level if stands else None}
    if confirms:
        return _("Saving confirms level %(level)d.") % words
    if stands is None:
        return _("A physician is asked to confirm level %(level)d, the first one.") % words
    return _("A physician is asked to change level %(before)d to %(level)d.") % words
