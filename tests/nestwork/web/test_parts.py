"""Parts say in words what they show."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from nestwork.web import days, telephone

TODAY = date(2026, 3, 17)


def draw(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2026, 3, 17), "0 d"),
        (date(2026, 2, 20), "25 d"),
        (date(2026, 2, 17), "1 mo"),
        (date(2024, 3, 18), "23 mo"),
        (date(2024, 3, 17), "2 y"),
        (date(2010, 3, 18), "15 y"),
        (date(2024, 2, 29), "2 y"),
        (date(2026, 4, 1), "not born yet"),
    ],
)
def test_age_is_in_months_until_two_years(born: date, said: str) -> None:
    assert days.age(born, TODAY) == said


def test_a_day_names_its_year_only_when_it_is_another() -> None:
    assert days.day(date(2026, 3, 19), TODAY) == "Thu Mar 19"
    assert days.day(date(2025, 12, 31), TODAY) == "Dec 31, 2025"
    with translation.override("es"):
        assert days.day(date(2026, 3, 19), TODAY).startswith("jue 19 ma")


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 3, 13), "4 days late"),
        (date(2026, 3, 16), "1 day late"),
        (TODAY, "due today"),
        (date(2026, 3, 24), "in 7 days"),
    ],
)
def test_lateness_is_said_in_words(due: date, said: str) -> None:
    assert days.lateness(due, TODAY) == said


def test_minutes_become_hours() -> None:
    assert [days.minutes(n) for n in (4, 60, 132)] == ["4 min", "1 h 0 min", "2 h 12 min"]


@pytest.mark.parametrize(
    ("typed", "shown", "dialled"),
    [
        ("(401) 555 0142", "401-555-0142", "tel:+14015550142"),
        ("4015550110 x204", "401-555-0110 x 204", "tel:+14015550110;ext=204"),
        ("+509 28 12 3456", "+509 28 12 3456", "tel:+50928123456"),
        ("ask the school", "ask the school", ""),
    ],
)
def test_a_telephone_is_shown_as_read_and_dialled_as_numbers(typed: str, shown: str, dialled: str) -> None:
    assert telephone.shown(typed) == shown
    assert telephone.dialled(typed) == dialled


def test_a_phone_that_is_no_number_is_text_and_not_a_link() -> None:
    assert draw("{% phone typed %}", typed="<b>ask</b>") == "<span>&lt;b&gt;ask&lt;/b&gt;</span>"


def test_need_level_has_pips_and_the_word_and_is_never_red() -> None:
    html = draw("{% need_level 3 %}")
    assert html.count('class="on"') == 3
    assert "Level 3" in html
    assert "late" not in draw("{% need_level 4 %}")
    assert "No level yet" in draw("{% need_level None %}")


def test_late_carries_a_triangle_so_colour_is_never_alone() -> None:
    assert "#triangle-alert" in draw('{% tag "late" "4 days late" %}')
    assert "<svg" not in draw('{% tag "late" "4 days late" icon="" %}')


def test_a_tag_escapes_what_people_typed() -> None:
    assert "&lt;script&gt;" in draw('{% tag "plain" text %}', text="<script>")


@pytest.mark.parametrize("source", ['{% tag "red" "x" %}', '{% icon "no-such-icon" %}'])
def test_a_misspelt_part_is_an_error_and_not_a_blank(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        draw(source)


def test_a_language_stands_in_its_own_words() -> None:
    html = draw('{% spoken "ht" True %}')
    assert 'lang="ht"' in html
    assert "Kreyòl</b>, needs interpreter" in html
    assert "Language not asked" in draw('{% spoken "" %}')


def test_a_moment_is_a_time_element() -> None:
    html = draw("{% moment at %}", at=datetime(2020, 3, 19, 13, 20, tzinfo=UTC))
    assert html.startswith('<time datetime="2020-03-19T')
    assert "Mar 19, 2020" in html
