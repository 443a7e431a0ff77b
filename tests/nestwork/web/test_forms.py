"""Forms tell what is wrong beside the field, keep what was typed, and take a day in two ways."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from nestwork.web.forms import DayField, answer
from nestwork.web.styleguide.forms import SampleForm, with_mistakes


class Contact(forms.Form):
    due = DayField(label="Next contact")


def cleaned(day: str, distance: str) -> date | None:
    form = Contact({"due_date": day, "due_distance": distance})
    assert form.is_valid(), form.errors
    return form.cleaned_data["due"]


@time_machine.travel(datetime(2026, 3, 17, 15, tzinfo=UTC), tick=False)
def test_a_day_is_a_date_or_a_distance_and_the_distance_wins() -> None:
    assert cleaned("2026-03-20", "") == date(2026, 3, 20)
    assert cleaned("", "14") == date(2026, 3, 31)
    assert cleaned("2026-03-20", "1") == date(2026, 3, 18)


@pytest.mark.parametrize(("day", "distance"), [("", ""), ("31 March", ""), ("", "1000")])
def test_no_day_a_word_and_an_invented_distance_are_refused(day: str, distance: str) -> None:
    assert not Contact({"due_date": day, "due_distance": distance}).is_valid()


def test_both_controls_of_a_day_have_a_name_of_their_own() -> None:
    html = str(Contact()["due"].as_field_group())
    assert 'type="date"' in html
    assert html.count("aria-label") == 2
    assert "<legend>Next contact" in html


def test_an_error_stands_beside_its_field_and_the_field_points_to_it() -> None:
    html = str(with_mistakes()["phone"].as_field_group())
    assert 'value="401555"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="wrong_phone_error"' in html
    assert 'id="wrong_phone_error"' in html
    assert "such as 401-555-0142" in html


def test_a_hint_is_read_with_its_field() -> None:
    html = str(SampleForm()["given_name"].as_field_group())
    assert 'aria-describedby="id_given_name_helptext"' in html
    assert 'id="id_given_name_helptext"' in html


def test_the_summary_links_to_each_field_with_a_mistake() -> None:
    html = Template('{% include "web/parts/form_errors.html" %}').render(Context({"form": with_mistakes()}))
    assert 'href="#wrong_given_name"' in html
    assert 'href="#wrong_phone"' in html
    assert "What you typed is still here" in html


def test_what_was_typed_comes_back_escaped() -> None:
    form = SampleForm({"given_name": '"><script>'})
    assert "<script>" not in str(form["given_name"].as_field_group())


@pytest.mark.parametrize(
    ("data", "status"), [(None, 200), ({"due_date": "2026-03-20"}, 200), ({"due_date": "nonsense"}, 422)]
)
def test_a_form_with_a_mistake_answers_422(
    data: dict[str, str] | None, status: int, rf: RequestFactory
) -> None:
    response = answer(rf.get("/"), "web/parts/form_errors.html", {}, Contact(data))
    assert response.status_code == status


def test_the_pager_keeps_the_filters_of_the_address(rf: RequestFactory) -> None:
    page = Paginator(range(30), 10).page(2)
    request = rf.get("/?level=3&level=4&page=2")
    html = Template('{% include "web/parts/pager.html" %}').render(RequestContext(request, {"page": page}))
    assert 'href="?level=3&amp;level=4&amp;page=1"' in html
    assert 'href="?level=3&amp;level=4&amp;page=3"' in html
    assert "11 to 20 of 30" in html
