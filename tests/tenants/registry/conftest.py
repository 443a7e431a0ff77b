"""The method most stories of scores are told with."""

import pytest

from network_resources.playbooks.models import PlaybookVersion
from tests.people import Cast
from tests.tenants.registry.scoring_stories import in_use


@pytest.fixture
def index(cast: Cast) -> PlaybookVersion:
    """The five-axis index in use in Blackstone since today."""
    return in_use(cast)
