"""The cast itself: every other test leans on it."""

from django.test import Client

from tests.people import Cast, sign_in


def test_a_member_signed_in_reaches_her_own_page(cast: Cast, client: Client) -> None:
    sign_in(client, cast.coordinator, cast.blackstone)
    response = client.get("/me/")
    assert response.status_code == 200
    assert "Maria Alvarez" in response.content.decode()
