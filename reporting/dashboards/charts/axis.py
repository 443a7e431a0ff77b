"""Lines across the field and the words beside and below it."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reporting.dashboards.charts.frame import Frame, Scale
from reporting.dashboards.charts.label import text


def value_axis(scale: Scale) -> SafeString:
    """A line at zero, at the middle and at the top, the top with its number."""
    frame = scale.frame
    heights = (scale.at(0), scale.at(scale.top / 2), scale.at(scale.top))
    lines = format_html_join("", "M{} {}H{}", ((frame.left, height, frame.field_end) for height in heights))
    number = text(frame.field_end + 4, scale.at(scale.top) + 4, str(scale.top))
    return format_html('<path class="grid" d="{}"/>{}', lines, number)


def time_axis(frame: Frame, words: list[tuple[int, str]], count: int) -> SafeString:
    """Words below some of `count` columns, each at the start of its column."""
    columns = frame.columns(count)
    return format_html_join(
        "", "{}", ((text(columns[place][0], frame.height - 2, word),) for place, word in words)
    )
