"""Bars: full ones, open ones for what is not final, and hatched ones where a value is hidden."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from reporting.dashboards.charts.frame import Frame, Scale

type Column = tuple[float, float]  # start and width


def bar(scale: Scale, column: Column, value: int) -> SafeString:
    """A full bar from zero to the value; nothing for zero."""
    return _rectangle("fill", column, scale.at(value), scale.frame.base) if value else SafeString("")


def open_bar(scale: Scale, column: Column, value: int) -> SafeString:
    """A bar with an empty middle: the period still runs."""
    return _rectangle("open", column, scale.at(value), scale.frame.base) if value else SafeString("")


def hidden_bar(frame: Frame, column: Column) -> SafeString:
    """A hatched column over the whole field: its height says nothing about the value."""
    return _rectangle("hide", column, frame.top, frame.base)


def _rectangle(css: str, column: Column, top: float, base: float) -> SafeString:
    start, width = column
    height = round(base - top, 1)
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', css, start, top, width, height
    )
