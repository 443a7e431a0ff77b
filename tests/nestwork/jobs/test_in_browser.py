"""The office pages in a real Chromium: jobs, audit and the API's page, as a person sees them."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from nestwork.audit.services import record_view
from nestwork.jobs import runner, services
from nestwork.jobs.models import Job
from nestwork.practices.active import inside
from tests.browser import DESK, PHONE, Visit, pages_as, violations
from tests.factories.patients import ChildFactory
from tests.people import Cast, working_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

type Add = Callable[..., None]


@pytest.fixture
def visit(browser: Any, live_server: Any, cast: Cast) -> Iterator[Visit]:
    """Open a page of Blackstone as its administrator; at the end refuse any word in the console."""
    with pages_as(cast.administrator, cast.blackstone, browser, live_server) as open_page:
        yield open_page


@pytest.fixture
def job(cast: Cast, handler: Add) -> Job:
    handler("count", lambda job: job.progress(4, 4, "4 of 4 rows"))
    with working_as(cast.administrator, cast.blackstone) as ana:
        child = ChildFactory(given_name="Amara")
        record_view(by=ana, page="child", child_id=child.pk)
        return services.start(kind="count", by=ana, arguments={})


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_nothing_overflows(visit: Visit, job: Job, size: dict[str, int]) -> None:
    for path in ("/jobs/", f"/jobs/{job.pk}/", "/audit/"):
        page = visit(path, size)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path


def test_the_job_page_moves_by_itself_and_then_rests(visit: Visit, job: Job, cast: Cast) -> None:
    page = visit(f"/jobs/{job.pk}/")
    expect(page.locator("#job")).to_contain_text("Waiting")
    with inside(cast.blackstone):
        runner.run(job.pk)
    expect(page.locator("#job")).to_contain_text("4 of 4 rows")
    expect(page.locator("#job")).to_contain_text("Done")
    expect(page.locator("#job[hx-trigger]")).to_have_count(0)


def test_without_script_the_page_is_looked_at_again_and_the_job_cancelled(visit: Visit, job: Job) -> None:
    page = visit(f"/jobs/{job.pk}/", PHONE, java_script_enabled=False)
    page.click("text=Look again")
    page.click("button:has-text('Cancel')")
    assert "Cancelled" in page.inner_text("#job")


def test_two_clicks_from_a_name_to_who_opened_the_record(visit: Visit, job: Job) -> None:
    page = visit("/audit/", java_script_enabled=False)
    page.fill("input[name=q]", "Amara")
    page.click("button:has-text('Find the child')")
    page.click("main a:has-text('Amara')")
    assert "Who opened the record of Amara" in page.inner_text("h1")
    assert "Ana Figueroa" in page.inner_text("tbody")


def test_the_page_of_the_api_opens_under_its_policy(visit: Visit) -> None:
    page = visit("/api/v1/docs/")
    page.click("#operations-tag-jobs")
    expect(page.locator("text=/api/v1/jobs/{job_id}/cancel/").first).to_be_visible()
    page.click("text=/api/v1/jobs/{job_id}/cancel/")
    page.click("button:has-text('Try it out')")
    expect(page.locator("button:has-text('Execute')")).to_be_visible()
    hosts = page.evaluate("performance.getEntriesByType('resource').map(entry => new URL(entry.name).host)")
    assert {urlsplit(page.url).netloc} == set(hosts) - {""}  # the empty one: images inside the stylesheet
