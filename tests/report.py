"""What a run reports: skipped browser tests said loudly, skips that fail where nothing may be skipped, duties proven."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.duties import RESULTS

NO_BROWSER = "no Chromium on this computer"


def nothing_may_be_skipped() -> bool:
    """Tell whether this is the run that decides about a change: CI=true."""
    return os.environ.get("CI") == "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests where no browser is; tell the report which duties each test proves."""
    from tests.conftest import find_chromium

    browser = find_chromium()
    for item in items:
        if item.get_closest_marker("browser") and browser is None:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))
        for mark in item.iter_markers("duty"):
            item.user_properties.append(("duty", str(mark.args[0])))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Refuse to decide about a change without the real sample files."""
    from tests.conftest import sample_places

    if nothing_may_be_skipped() and not any(folder.is_dir() for folder in sample_places()):
        places = " nor ".join(str(folder) for folder in sample_places())
        raise pytest.UsageError(
            f"The real sample files are missing: neither NESTWORK_SAMPLE_DATA nor {places} is a folder."
        )


class Keeper:
    """Collects outcomes in the process that reports (with xdist: the controller)."""

    def __init__(self) -> None:
        self.skipped: list[tuple[str, str]] = []
        self.duties: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note skips and the outcome of tests that prove a duty."""
        if report.skipped:
            self.skipped.append((report.nodeid, _reason(report)))
        duties = [str(value) for name, value in report.user_properties if name == "duty"]
        if duties and (report.when == "call" or not report.passed):
            self.duties[report.nodeid] = {"duties": duties, "outcome": report.outcome}

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write what was proven, and fail a deciding run that skipped anything."""
        remember(self.duties)
        if self.skipped and nothing_may_be_skipped() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say at the end which browser tests were skipped and how to get them."""
        unseen = [test for test, reason in self.skipped if NO_BROWSER in reason]
        if unseen:
            terminalreporter.section("BROWSER TESTS WERE SKIPPED", sep="!", red=True, bold=True)
            terminalreporter.line(f"{len(unseen)} browser tests were skipped: {NO_BROWSER}:")
            for test in unseen:
                terminalreporter.line(f"  {test}")
            terminalreporter.line(
                "Get it with `apt-get install chromium`, or name one with CHROMIUM=/path/to/it."
            )
        if self.skipped and nothing_may_be_skipped():
            terminalreporter.section("SKIPPED TESTS FAIL THIS RUN (CI=true)", sep="!", red=True)
            for test, reason in self.skipped:
                terminalreporter.line(f"  {test}: {reason}")


def pytest_configure(config: pytest.Config) -> None:
    """Collect outcomes where they are reported, not in xdist's workers."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Keeper(), "nestwork-keeper")


def remember(outcomes: dict[str, dict[str, Any]], results: Path = RESULTS) -> None:
    """Add the outcomes of this run to those of earlier ones; `make duties` reads them."""
    if not outcomes:
        return
    results.parent.mkdir(parents=True, exist_ok=True)
    known = json.loads(results.read_text()) if results.exists() else {}
    half = results.with_suffix(f".{os.getpid()}")  # two runs may end together: each writes a whole file
    half.write_text(json.dumps({**known, **outcomes}, indent=1, sort_keys=True))
    half.replace(results)


def _reason(report: pytest.TestReport) -> str:
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
