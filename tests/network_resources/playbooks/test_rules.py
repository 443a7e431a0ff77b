"""Scoring and checks: true for every method that passes, and every broken one is named by its place."""

import copy
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network_resources.playbooks import starts
from network_resources.playbooks.rules import schemas
from network_resources.playbooks.rules.checks import method_problems
from network_resources.playbooks.rules.comparison import method_changes
from network_resources.playbooks.rules.method import Method, read_method
from network_resources.playbooks.rules.points import reachable
from network_resources.playbooks.rules.problems import ContentError
from network_resources.playbooks.rules.reading import MOST_BYTES, check_size, read_json
from network_resources.playbooks.rules.scoring import AnswersError, score
from tests.network_resources.playbooks.stories import SEED, seed_content

type Content = dict[str, Any]

POINTS = st.one_of(st.integers(0, 100), st.integers(0, 10_000).map(lambda steps: steps / 100))


@st.composite
def methods(draw: Any) -> Content:
    """Any valid method: points of any exact size, bands that cut the reachable totals anywhere, raises that can hold."""
    axes = [
        {
            "key": f"a{place}",
            "title": {"en": f"Axis {place}"},
            "choices": [
                {"key": f"c{inner}", "points": points, "text": {"en": f"Choice {inner}"}}
                for inner, points in enumerate(draw(st.lists(POINTS, min_size=1, max_size=4)))
            ],
        }
        for place in range(draw(st.integers(1, 4)))
    ]
    bits = reachable([round(c["points"] * 100) for c in axis["choices"]] for axis in axes)
    totals = [place for place in range(bits.bit_length()) if bits >> place & 1]
    cuts = sorted(draw(st.sets(st.sampled_from(totals), max_size=4)) | {totals[0]})
    bands = [
        {
            "key": f"b{place}",
            "title": {"en": f"Band {place}"},
            "from": cut / 100,
            "to": None if cut == cuts[-1] else (cuts[place + 1] - 1) / 100,
            "need_level": draw(st.integers(0, 4)),
        }
        for place, cut in enumerate(cuts)
    ]
    raised = draw(st.lists(st.sampled_from(axes), max_size=3))
    raises = [
        {
            "axis": axis["key"],
            "operator": draw(st.sampled_from(["at_least", "at_most", "equals"])),
            "points": draw(st.sampled_from(axis["choices"]))["points"],
            "need_level": draw(st.integers(0, 4)),
        }
        for axis in raised
    ]
    return {"title": {"en": "Any"}, "axes": axes, "bands": bands, "raises": raises}


@given(methods(), st.data())
@settings(max_examples=150)
def test_scoring_is_total_and_stable_over_all_answers_of_every_valid_method(
    content: Content, data: Any
) -> None:
    assert method_problems(content) == []
    method = read_method(content)
    answers = {axis.key: data.draw(st.sampled_from(axis.choices)).key for axis in method.axes}

    first = score(method, answers)

    again = score(read_method(json.loads(json.dumps(content))), dict(reversed(answers.items())))
    assert first == again
    assert first.total == sum(plainly(content, key, answer) for key, answer in answers.items())
    assert [band for band in method.bands if band.holds(first.total)] == [first.band]
    assert first.need_level == max([first.band.need_level, *expected_raises(content, answers)])
    assert 0 <= first.need_level <= 4


def plainly(content: Content, key: str, answer: str) -> Decimal:
    """The points of an answer, read without the code under test."""
    axis = next(axis for axis in content["axes"] if axis["key"] == key)
    return Decimal(str(next(one["points"] for one in axis["choices"] if one["key"] == answer)))


def expected_raises(content: Content, answers: dict[str, str]) -> list[int]:
    """The levels of the raises that hold, read without the code under test."""
    found = []
    for one in content["raises"]:
        points, wanted = plainly(content, one["axis"], answers[one["axis"]]), Decimal(str(one["points"]))
        sign = (points > wanted) - (points < wanted)
        if sign in {"at_least": (0, 1), "at_most": (-1, 0), "equals": (0,)}[one["operator"]]:
            found.append(one["need_level"])
    return found


@pytest.mark.parametrize(
    ("picks", "total", "level"),
    [((0, 0, 0, 0, 0), 0, 0), ((1, 0, 0, 0, 0), 1, 1), ((0, 0, 3, 0, 0), 3, 1), ((4, 0, 0, 0, 0), 4, 2),
     ((2, 2, 2, 0, 0), 6, 2), ((4, 3, 0, 0, 0), 7, 3), ((2, 2, 2, 2, 2), 10, 3), ((4, 4, 3, 0, 0), 11, 4),
     ((4, 4, 4, 4, 4), 20, 4)],
)  # fmt: skip
def test_the_seed_turns_totals_into_levels_as_its_bands_say(
    picks: tuple[int, ...], total: int, level: int
) -> None:
    method = seed()
    answers = {axis.key: axis.choices[pick].key for axis, pick in zip(method.axes, picks, strict=True)}
    found = score(method, answers)
    assert (found.total, found.need_level) == (total, level)


def seed() -> Method:
    return read_method(seed_content())


def test_answers_that_do_not_fit_are_named() -> None:
    method = seed()
    answers = {axis.key: axis.choices[0].key for axis in method.axes}
    del answers["office"]
    with pytest.raises(AnswersError) as refused:
        score(method, {**answers, "social": "sometimes", "sleep": "none"})
    assert (refused.value.missing, refused.value.unknown) == (("office",), ("sleep", "social=sometimes"))


def changed(path: str, value: Any) -> Callable[[Content], None]:
    """A change of the content at a path such as `axes.0.key`; the value DELETE takes the part away."""

    def change(content: Content) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        part: Any = content
        for step in way:
            part = part[step]
        if value is DELETE:
            del part[last]
        else:
            part[last] = value

    return change


DELETE = object()
RAISE = {"axis": "social", "operator": "at_least", "points": 4, "need_level": 3}

BROKEN: list[tuple[str, Any, str, str]] = [
    ("axes", [], "axes", "too_few"),
    ("axes", DELETE, "axes", "missing"),
    ("axes.0.choices", [], "axes[0].choices", "too_few"),
    ("axes.0.choices", [{"key": f"c{n}", "points": n, "text": {"en": "x"}} for n in range(13)], "axes[0].choices", "too_many"),
    ("axes.0.title", {"es": "Solo"}, "axes[0].title.en", "missing"),
    ("axes.0.title.en", "   ", "axes[0].title.en", "empty"),
    ("axes.0.title.en", "x" * 201, "axes[0].title.en", "too_long"),
    ("axes.0.title.fr", "Titre", "axes[0].title.fr", "unknown_part"),
    ("axes.0.key", "Hospital Care", "axes[0].key", "bad_key"),
    ("axes.0.key", "hospital\n", "axes[0].key", "bad_key"),
    ("axes.1.key", "hospital", "axes[1].key", "key_twice"),
    ("axes.0.choices.1.key", "none", "axes[0].choices[1].key", "key_twice"),
    ("axes.0.choices.1.points", "1", "axes[0].choices[1].points", "wrong_type"),
    ("axes.0.choices.1.points", True, "axes[0].choices[1].points", "wrong_type"),
    ("axes.0.choices.1.points", -1, "axes[0].choices[1].points", "too_small"),
    ("axes.0.choices.1.points", 101, "axes[0].choices[1].points", "too_large"),
    ("axes.0.choices.1.points", 1.001, "axes[0].choices[1].points", "too_fine"),
    ("axes.0.choices.1.points", float("inf"), "axes[0].choices[1].points", "too_large"),
    ("axes.0.choices.1.points", float("-inf"), "axes[0].choices[1].points", "too_small"),
    ("axes.0.choices.1.points", "NaN", "axes[0].choices[1].points", "wrong_type"),
    ("axes.0.choices.1.points", float("nan"), "axes[0].choices[1].points", "too_fine"),
    ("axes.0.look_back_months", 0, "axes[0].look_back_months", "too_small"),
    ("axes.0.formula", "a + b", "axes[0].formula", "unknown_part"),
    ("bands.1.to", 4, "bands[2]", "bands_overlap"),
    ("bands.1.to", 2, "bands", "no_band"),
    ("bands.4.to", 19, "bands", "no_band"),
    ("bands.0", DELETE, "bands", "no_band"),
    ("bands.4.from", 21, "bands[4]", "band_never_reached"),
    ("bands.3.to", 6, "bands[3].to", "band_turned"),
    ("bands.2.key", "low", "bands[2].key", "key_twice"),
    ("bands.0.need_level", 5, "bands[0].need_level", "too_large"),
    ("bands.0.need_level", 1.5, "bands[0].need_level", "wrong_type"),
    ("raises", [{**RAISE, "operator": "matches"}], "raises[0].operator", "not_listed"),
    ("raises", [{**RAISE, "axis": "gone"}], "raises[0].axis", "no_such_axis"),
    ("raises", [{**RAISE, "points": 5}], "raises[0].points", "raise_never_holds"),
    ("raises", [RAISE] * 21, "raises", "too_many"),
    ("pattern", ".*", "pattern", "unknown_part"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "place", "code"), BROKEN, ids=[f"{b[0]} {b[3]}" for b in BROKEN])
def test_each_kind_of_broken_content_is_refused_at_its_place(
    path: str, value: Any, place: str, code: str
) -> None:
    content = seed_content()
    changed(path, value)(content)
    with pytest.raises(ContentError) as refused:
        read_method(content)
    assert (place, code) in refused.value.pairs


@pytest.mark.parametrize("content", [None, [], "text", 7, {}, {"axes": {}}])
def test_what_is_no_method_at_all_is_refused(content: Any) -> None:
    with pytest.raises(ContentError):
        read_method(content)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20))  # fmt: skip
def test_no_data_at_all_breaks_the_checks(content: Any) -> None:
    assert method_problems(content)


FILES: list[tuple[bytes, str]] = [
    (b"{", "not_json"),
    (b'{"a": 1, "a": 2}', "name_twice"),
    (b'{"a": NaN}', "no_number"),
    (b'{"a": 1' + b"0" * 5000 + b"}", "not_json"),
    (b"[" * 100_000, "too_deep"),
    (b'{"a":' * 13 + b"1" + b"}" * 13, "too_deep"),
    (b'"' + b"x" * MOST_BYTES + b'"', "file_too_large"),
    (b"\xff\xfe\x00", "not_utf8"),
    (b"", "not_json"),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "code"), FILES, ids=[code for _sent, code in FILES])
def test_a_file_that_is_no_standard_is_refused_before_anything_is_built(sent: bytes, code: str) -> None:
    with pytest.raises(ContentError) as refused:
        read_json(sent)
    assert refused.value.problems[0].code == code


def test_a_file_of_nothing_but_empty_axes_is_looked_at_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = []
    validator = schemas._validator("identification_method")

    class Counting:
        def iter_errors(self, content: Any) -> Iterator[Any]:
            for error in validator.iter_errors(content):
                looked_at.append(error)
                yield error

    monkeypatch.setattr(schemas, "_validator", lambda _name: Counting())
    problems = method_problems({"title": {"en": "x"}, "bands": [], "axes": [{}] * 10_000})
    assert ("axes", "too_many") in [(one.path, one.code) for one in problems]
    assert len(looked_at) == schemas.MOST_LOOKED_AT


@pytest.mark.parametrize("letter", ["\x00", "\ud800"])
def test_letters_no_database_keeps_are_refused_where_they_stand(letter: str) -> None:
    with pytest.raises(ContentError) as refused:
        check_size({"title": {"en": f"Index{letter}"}, f"part{letter}": 1})
    assert {code for _path, code in refused.value.pairs} == {"bad_letter"}


def test_brackets_inside_a_text_are_no_depth() -> None:
    assert read_json(b'{"a": "[[[[[[[[[[[[[[[[ \\" [[["}') == {"a": '[[[[[[[[[[[[[[[[ " [[['}


def test_data_of_any_depth_is_refused_without_going_down() -> None:
    deep: Any = []
    for _level in range(50_000):
        deep = [deep]
    with pytest.raises(ContentError):
        check_size(deep)


def test_a_file_with_problems_says_them_with_their_place_inside_the_file() -> None:
    data = json.loads((starts.SEEDS / f"{SEED}.json").read_bytes())
    data["content"]["bands"][1]["to"] = 2
    with pytest.raises(ContentError) as refused:
        starts.from_data(data)
    assert refused.value.pairs == (("content.bands", "no_band"),)
    with pytest.raises(ContentError) as refused:
        starts.from_data({**data, "kind": "spell", "script": "rm"})
    assert refused.value.pairs == (("script", "unknown_part"),)


def test_what_differs_is_found_piece_by_piece() -> None:
    old, new = seed_content(), seed_content()
    new["axes"][0]["choices"][1]["points"] = 2
    new["axes"][1]["title"]["en"] = "Visits"
    new["axes"] = [*new["axes"][:2], *new["axes"][3:], {**copy.deepcopy(new["axes"][2]), "key": "sleep"}]
    new["bands"][2]["need_level"] = 3
    new["bands"][3]["from"] = 8
    new["raises"] = [RAISE]
    found = [(change.code, change.was, change.now) for change in method_changes(old, new)]
    assert found == [
        ("axis_added", "", ""),
        ("axis_removed", "", ""),
        ("choice_points", "1", "2"),
        ("axis_title", "Office visits and phone contacts", "Visits"),
        ("band_level", "2", "3"),
        ("band_range", "7-10", "8-10"),
        ("raise_added_at_least", "4", "3"),
    ]
    assert method_changes(old, copy.deepcopy(old)) == []
