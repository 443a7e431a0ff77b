"""The method most stories of scores are told with."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from nestwork.practices import clock
from nestwork.practices.active import inside
from network_resources.playbooks.models import PlaybookVersion
from tenants.clinical import services as clinical
from tenants.patients.models import Child
from tenants.registry import services
from tests.factories.work import child_on_registry, level_for, marisol
from tests.people import Cast, sign_in
from tests.tenants.registry.scoring_stories import FIVE, in_use


@pytest.fixture
def index(cast: Cast) -> PlaybookVersion:
    """The five-axis index in use in Blackstone since today."""
    return in_use(cast)


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    return sign_in(Client(), cast.coordinator, cast.blackstone)


@pytest.fixture
def physician(cast: Cast) -> Client:
    return sign_in(Client(), cast.physician, cast.blackstone)


@pytest.fixture
def noah(cast: Cast, index: PlaybookVersion) -> Child:
    """Noah of level 2, scored 5 half a year ago, with epilepsy and a hospital stay on the record."""
    with inside(cast.blackstone):
        child = child_on_registry(given_name="Noah", family_name="Brooks")
        ago = clock.today() - dt.timedelta(days=180)
        level_for(child, 2, ago - dt.timedelta(days=20))
        services.score_child(
            child=child, by=marisol(), version_id=index.pk, answers=FIVE, reason="first", effective_on=ago
        )
        told: dict[str, Any] = {"child": child, "by": marisol(), "source": "test"}
        clinical.record_condition(text="Epilepsy", effective_on=dt.date(2023, 3, 1), code="G40.909", **told)
        clinical.record_encounter(text="Stay", kind="hospital", effective_on=ago, **told)
        return child
