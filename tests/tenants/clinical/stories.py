"""Steps that the stories of the tab Health share."""

from typing import Any

from django.test import Client

from tenants.patients.models import Child

DAY = {"effective_on": "2024-03-05", "source": "mother", "label": "general"}


def health(child: Child, *more: Any) -> str:
    return "/".join([f"/children/{child.pk}/health", *map(str, more), ""])


def page(client: Client, child: Child, *more: Any) -> str:
    response = client.get(health(child, *more))
    assert response.status_code == 200
    return response.content.decode()
