"""Parts as template tags, built into every template: no {% load %} is needed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nestwork.practices import clock
from nestwork.web import days, languages, telephone, toast
from nestwork.web.icons import ICONS

register = template.Library()

TAG_KINDS = frozenset({"late", "soon", "ok", "info", "hosp", "strong", "plain"})
_TAG_ICONS = {"late": "triangle-alert", "soon": "clock"}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A decorative icon from the sprite; the word beside it carries the meaning. Unknown names raise."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"No icon {name!r}: add it to nestwork/web/look/icons.txt")
    return format_html(
        '<svg class="i{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {css}" if css else "",
        static("web/icons.svg"),
        name,
    )


@register.simple_tag
def tag(kind: str, text: object, icon: str | None = None) -> SafeString:
    """A state in one to three words. Late carries a triangle and soon a clock unless icon says otherwise."""
    if kind not in TAG_KINDS:
        raise template.TemplateSyntaxError(f"No tag {kind!r}: one of {', '.join(sorted(TAG_KINDS))}")
    name = _TAG_ICONS.get(kind, "") if icon is None else icon
    drawing = _icon(name) if name else ""
    return format_html('<span class="tag {}">{}{}</span>', kind, drawing, text)


@register.simple_tag
def need_level(level: int | None) -> SafeString:
    """Four pips and the word. A high level is never red: a child is not an alarm."""
    if level is None:
        return format_html('<span class="level">{}</span>', _("No level yet"))
    pips = format_html_join(
        "", '<circle cx="{}" cy="6" r="5"{}/>', ((6 + 13 * n, _on(n < level)) for n in range(4))
    )
    return format_html(
        '<span class="level"><svg viewBox="0 0 52 12" aria-hidden="true">{}</svg>{}</span>',
        pips,
        _("Level %(level)d") % {"level": level},
    )


@register.simple_tag
def age(born: date | None, on: date | None = None, *, spelled: bool = False) -> str:
    """Age today in the practice's zone, or on a given day (a child who has died: on that day)."""
    if born is None:
        return _("age unknown")
    at = on or clock.today()
    return days.age_spelled(born, at) if spelled else days.age(born, at)


@register.simple_tag
def day(value: date | datetime | None, *, late: bool = False) -> SafeString:
    """<time>Thu Mar 19</time>; with late=True followed by "4 days late" or "due today"."""
    if value is None:
        return format_html("<span>{}</span>", _("no date"))
    at = timezone.localtime(value).date() if isinstance(value, datetime) else value
    today = clock.today()
    words = f", {days.lateness(at, today)}" if late else ""
    return format_html('<time datetime="{}">{}</time>{}', at.isoformat(), days.day(at, today), words)


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    """<time>Thu Mar 19, 9:20 AM</time> in the practice's zone."""
    if value is None:
        return format_html("<span>{}</span>", _("no date"))
    local = clock.local(value)
    with timezone.override(local.tzinfo):
        return format_html(
            '<time datetime="{}">{}</time>', local.isoformat(), days.moment(value, clock.today())
        )


@register.simple_tag
def minutes(total: int | None) -> str:
    """4 min, 2 h 12 min; words where nothing was written down."""
    return _("no minutes yet") if total is None else days.minutes(total)


@register.simple_tag
def phone(number: str, whose: str = "") -> SafeString:
    """A tel: link with the number as people read it; the plain text where it is no number."""
    address = telephone.dialled(number)
    if not address:
        return format_html("<span>{}</span>", number)
    said = (
        format_html('<span class="vh">{}</span>', _("Call %(whose)s: ") % {"whose": whose}) if whose else ""
    )
    return format_html('<a class="nowrap" href="{}">{}{}</a>', address, said, telephone.shown(number))


@register.simple_tag
def spoken(code: str, needs_interpreter: bool | None = False) -> SafeString:
    """The language's own name, marked as that language, and whether an interpreter is needed."""
    if not code:
        return format_html("<span>{}</span>", _("Language not asked"))
    need = _(", needs interpreter") if needs_interpreter else ""
    return format_html(
        '<span class="lang"><b lang="{}">{}</b>{}</span>', code, languages.own_name(code), need
    )


register.simple_tag(spoken, name="language")


@register.simple_tag(takes_context=True)
def toasts(context: Mapping[str, Any]) -> list[dict[str, str]]:
    """The waiting toasts of this request, each with text and undo address; reading them takes them away."""
    request = context.get("request")
    waiting = get_messages(request) if request is not None else []
    return [{"text": str(note.message), "undo_url": toast.undo_url(note.extra_tags)} for note in waiting]


@register.filter
def widget_type(field: Any) -> str:
    """The kind of a form field's widget in lower case, such as radioselect."""
    return str(field.widget_type)


def _icon(name: str) -> SafeString:
    return icon(name)


def _on(chosen: bool) -> SafeString:
    return SafeString(' class="on"' if chosen else "")
