"""Browsers for the stories of signing in."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.people import NETWORK


@pytest.fixture
def network(db: None) -> Client:
    """A stranger's browser on the network host; codes and counters of earlier stories are forgotten."""
    cache.clear()
    return Client(SERVER_NAME=NETWORK)
