"""What the stories of rights share."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings

from tests.nestwork.sealing.catalog import OWNER


@pytest.fixture
def owner(db: None) -> Iterator[None]:
    """A second connection, as the owner: it may read the catalogs, and it changes nothing."""
    entry = settings.DATABASE_LOGINS["owner"]
    with psycopg.connect(
        host=entry["HOST"], port=entry.get("PORT") or None, user=entry["USER"],
        password=entry.get("PASSWORD") or None, dbname=entry["NAME"], autocommit=True,
    ) as raw:  # fmt: skip
        OWNER.append(raw)
        yield
        OWNER.clear()
