"""Words in a drawing."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def text(x: float, y: float, words: str, css: str = "") -> SafeString:
    """Words with their base line at y, beginning at x."""
    if css:
        return format_html('<text class="{}" x="{}" y="{}">{}</text>', css, x, y, words)
    return format_html('<text x="{}" y="{}">{}</text>', x, y, words)


def centred(x: float, y: float, words: str, css: str = "v") -> SafeString:
    """Words with their middle at x, as over a bar."""
    return format_html('<text class="{} mid" x="{}" y="{}">{}</text>', css, x, y, words)
