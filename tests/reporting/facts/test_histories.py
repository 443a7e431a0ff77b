"""What the marks bring about equals a full count written differently, whatever happened and in whatever order."""

import pytest

from tests.reporting.facts.independent import History

HISTORIES = 6  # many more of them in tests/prove/test_figures.py


@pytest.mark.usefixtures("in_blackstone")
@pytest.mark.parametrize("seed", range(HISTORIES))
def test_counting_what_changed_equals_counting_everything(seed: int) -> None:
    History(seed).live(events=30)
