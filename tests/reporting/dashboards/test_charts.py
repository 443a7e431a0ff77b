"""A chart is drawn to scale, says itself in words, and its hidden columns tell nothing."""

import datetime as dt
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.dashboards.charts.bars import bar, hidden_bar, open_bar
from reporting.dashboards.charts.figure import figure, hatch
from reporting.dashboards.charts.frame import Frame, Scale
from reporting.dashboards.charts.label import text
from reporting.dashboards.own_practice.cells import OwnCell
from reporting.dashboards.own_practice.drawing import small_chart
from reporting.measures.quarters import Quarter

FRAME = Frame(width=200, height=100, right=20, top=10, bottom=10)


@given(st.integers(0, 10**7))
def test_a_scale_holds_its_largest_value_and_wastes_little(largest: int) -> None:
    scale = Scale.holding(FRAME, largest)
    assert largest <= scale.top <= max(1, largest * 5 // 2)
    assert scale.at(0) == FRAME.base
    assert scale.at(scale.top) == FRAME.top
    assert scale.at(scale.top / 2) == pytest.approx((FRAME.base + FRAME.top) / 2)


def test_a_value_beyond_the_scale_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="lies outside"):
        Scale.holding(FRAME, 8).at(11)


@given(st.integers(1, 20))
def test_columns_stand_apart_inside_the_field(count: int) -> None:
    columns = FRAME.columns(count)
    assert columns[0][0] >= FRAME.left
    assert columns[-1][0] + columns[-1][1] <= FRAME.field_end
    assert all(start + width < following for (start, width), (following, _) in pairwise(columns))


def test_bars_are_as_high_as_their_value() -> None:
    scale = Scale.holding(FRAME, 10)
    assert 'class="fill"' in bar(scale, (0, 10), 5)
    assert 'y="50.0" width="10" height="40.0"' in bar(scale, (0, 10), 5)
    assert 'class="open"' in open_bar(scale, (0, 10), 5)
    assert bar(scale, (0, 10), 0) == ""


def test_a_hidden_column_fills_the_field_whatever_it_hides() -> None:
    assert hidden_bar(FRAME, (30, 10)) == '<rect class="hide" x="30" y="10" width="10" height="80"/>'
    assert '<pattern id="hatch"' in hatch(), "the style sheet fills it with this pattern"


def test_words_in_a_drawing_are_escaped() -> None:
    assert text(1, 2, "<b>&") == '<text x="1" y="2">&lt;b&gt;&amp;</text>'
    drawn = figure(key="k", frame=FRAME, title="<i>", aside="&", sentence='"', parts=[])
    assert "<i>" not in drawn
    assert 'role="img" aria-labelledby="k-t k-d"' in drawn


def test_the_sentence_says_first_and_last_and_whether_the_quarter_runs() -> None:
    spring, summer = Quarter(dt.date(2026, 4, 1)), Quarter(dt.date(2026, 7, 1))
    cells = [OwnCell(spring, "3", 4, True), OwnCell(summer, "3", 1, False)]
    drawn = small_chart(key="k", title="Level 3", cells=cells, largest=8)
    assert "Level 3: 4 in April to June 2026, 1 child so far in July to September 2026." in drawn
    assert re.findall(r'class="(fill|open)"', drawn) == ["fill", "open"]
    assert re.findall(r'<text class="v mid"[^>]*>(\d+)<', drawn) == ["4", "1"]
