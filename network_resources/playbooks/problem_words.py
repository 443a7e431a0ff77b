"""What is wrong with a standard's content, in words. Pages and API share it."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nestwork.web.languages import own_name
from network_resources.guard import Sign
from network_resources.playbooks.rules.problems import Problem

WORDS: dict[str, Promise] = {
    # the file
    "file_too_large": gettext_lazy("This is larger than a standard may be (%(limit)s kilobytes)."),
    "too_deep": gettext_lazy("This is nested deeper than a standard may be (%(limit)s levels)."),
    "not_utf8": gettext_lazy("This is not a text file in UTF-8."),
    "not_json": gettext_lazy("This is not JSON. The reading stopped in line %(line)s."),
    "name_twice": gettext_lazy("“%(key)s” stands twice in one place."),
    "no_number": gettext_lazy("%(key)s is not a number."),
    "unknown_kind": gettext_lazy("“%(key)s” is not a kind of standard we know."),
    # its shape
    "missing": gettext_lazy("This is missing."),
    "empty": gettext_lazy("This is empty."),
    "unknown_part": gettext_lazy("Nothing of this name belongs here."),
    "wrong_type": gettext_lazy("This has the wrong form, or is missing."),
    "not_listed": gettext_lazy("This must be one of: %(listed)s."),
    "too_few": gettext_lazy("At least %(limit)s is needed."),
    "too_many": gettext_lazy("There are more than %(limit)s."),
    "too_long": gettext_lazy("This is longer than %(limit)s letters."),
    "too_small": gettext_lazy("This is below %(limit)s."),
    "too_large": gettext_lazy("This is above %(limit)s."),
    "bad_key": gettext_lazy("A key starts with a small letter and has small letters, digits and _ only."),
    "wrong": gettext_lazy("This is not allowed here."),
    "bad_letter": gettext_lazy("This holds a letter that cannot be kept. Type it anew."),
    # its meaning
    "key_twice": gettext_lazy("The key “%(key)s” stands twice. Each must be different."),
    "too_fine": gettext_lazy("At most two decimals."),
    "band_turned": gettext_lazy("The band ends below its beginning."),
    "bands_overlap": gettext_lazy("A total of %(total)s falls into this band and into one before it."),
    "no_band": gettext_lazy("A total of %(total)s falls into no band."),
    "band_never_reached": gettext_lazy("No child can reach this band. The most points are %(most)s."),
    "no_such_axis": gettext_lazy("There is no axis “%(key)s”."),
    "raise_never_holds": gettext_lazy("No choice of this axis has such points, so this never happens."),
    # what may point at a child
    Sign.DAY: gettext_lazy("“%(words)s” looks like a day. Nothing about a child may stand here."),
    Sign.PHONE: gettext_lazy("“%(words)s” looks like a telephone number. Nothing about a person may stand here."),
    Sign.RECORD: gettext_lazy("“%(words)s” looks like a record number. Nothing about a child may stand here."),
    Sign.MAIL: gettext_lazy("“%(words)s” is an e-mail address. Nothing about a person may stand here."),
    Sign.NAMED_AGE: gettext_lazy("“%(words)s” looks like a name with an age. Nothing about a child may stand here."),
}  # fmt: skip


def sentence(problem: Problem) -> str:
    """The problem in words, in the reader's language."""
    return str(WORDS[problem.code]) % problem.values


PARTS: dict[str, Promise] = {
    "axes": gettext_lazy("axis %(number)s"),
    "choices": gettext_lazy("choice %(number)s"),
    "bands": gettext_lazy("band %(number)s"),
    "raises": gettext_lazy("rule %(number)s"),
}
NAMES: dict[str, Promise] = {
    "axes": gettext_lazy("the axes"),
    "choices": gettext_lazy("the choices"),
    "bands": gettext_lazy("the bands"),
    "raises": gettext_lazy("the rules"),
    "title": gettext_lazy("title"),
    "text": gettext_lazy("text"),
    "help": gettext_lazy("explanation"),
    "about": gettext_lazy("what it is"),
    "notes": gettext_lazy("what everybody should know"),
    "points": gettext_lazy("points"),
    "from": gettext_lazy("from"),
    "to": gettext_lazy("to"),
    "need_level": gettext_lazy("need level"),
    "axis": gettext_lazy("axis"),
    "operator": gettext_lazy("how many"),
    "key": gettext_lazy("key"),
    "look_back_months": gettext_lazy("months it looks back"),
}
_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


def where(problem: Problem) -> str:
    """Where the problem is, as people count: `axis 6, choice 1, text`. The path itself where it is none of a form."""
    steps = problem.path.removeprefix("content.").split(".") if problem.path else []
    said = [_part(step) for step in steps if step not in ("en", "content")]
    if not said:
        return _("the whole content")
    return ", ".join(said) if all(said) else problem.path


def _part(step: str) -> str:
    found = _STEP.fullmatch(step)
    name, place = found.groups() if found else ("", None)
    if name == "es":
        return own_name(name)
    if place is not None and name in PARTS:
        return str(PARTS[name]) % {"number": int(place) + 1}
    return str(NAMES.get(name, ""))
