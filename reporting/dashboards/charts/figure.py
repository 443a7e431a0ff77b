"""The whole figure: its caption, and the drawing with a name for whoever does not see it."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reporting.dashboards.charts.frame import Frame


def figure(
    *, key: str, frame: Frame, title: str, aside: str, sentence: str, parts: Iterable[SafeString]
) -> SafeString:
    """A `<figure>` with a caption in two parts and an image named by the title and described by the sentence.

    `key` is unique on the page. The sentence says in words what the drawing shows.
    """
    drawing = format_html_join("", "{}", ((part,) for part in parts))
    return format_html(
        '<figure><figcaption>{title}<span class="num">{aside}</span></figcaption>'
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{key}-t {key}-d">'
        '<title id="{key}-t">{title}</title><desc id="{key}-d">{sentence}</desc>{drawing}</svg></figure>',
        key=key, title=title, aside=aside, width=frame.width, height=frame.height, sentence=sentence, drawing=drawing,
    )  # fmt: skip


def hatch() -> SafeString:
    """The pattern of hidden columns; once on a page that draws any."""
    return format_html(
        '<svg class="vh" aria-hidden="true" focusable="false"><defs><pattern id="{}" width="6" height="6"'
        ' patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch-l" x1="0" y1="0" x2="0" y2="6"/>'
        "</pattern></defs></svg>",
        "hatch",
    )
