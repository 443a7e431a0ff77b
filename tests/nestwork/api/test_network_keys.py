"""A POST to the network host that is sent twice under one key is done once, and nobody reads another's answer."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nestwork.access.passage import wearing
from nestwork.api.keys.network.models import NetworkAnsweredRequest
from nestwork.jobs.network.people import acting
from network_resources.community.models import DirectoryUpload, Organization
from network_resources.playbooks.models import PlaybookVersion
from tests.people import Cast, reader_for, sign_in, token_for

pytestmark = pytest.mark.django_db
FILES = "/api/v1/directory/kept/files/"
KEY = {"Idempotency-Key": "sent-by-night"}


def send(client: Client, content: bytes) -> Any:
    """Send a directory file under the one key, always by the same name."""
    file = SimpleUploadedFile("directory.json", content)
    return client.post(FILES, {"file": file, "source_name": "Vendor", "is_whole": "true"}, headers=KEY)


def uploads() -> int:
    """The directory files that were kept."""
    with wearing("nw_library"):
        return DirectoryUpload.objects.count()


def test_a_directory_file_sent_twice_is_kept_once(cast: Cast) -> None:
    client = Client(SERVER_NAME="localhost", headers=token_for(cast.steward, None))
    first, again = send(client, b'[{"id": "a"}]'), send(client, b'[{"id": "a"}]')
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert (first.headers.get("Idempotent-Replayed"), again["Idempotent-Replayed"]) == (None, "true")
    assert uploads() == 1


def test_another_file_of_the_same_name_under_the_key_is_refused(cast: Cast) -> None:
    client = Client(SERVER_NAME="localhost", headers=token_for(cast.steward, None))
    assert send(client, b'[{"id": "a"}]').status_code == 202
    other = send(client, b'[{"id": "b"}]')
    assert other.status_code == 400
    assert "used for another request" in other.json()["error"]["fields"]["Idempotency-Key"][0]
    assert uploads() == 1


def test_an_organization_added_twice_is_there_once(cast: Cast) -> None:
    client = sign_in(Client(), cast.steward)
    for _ in range(2):
        made = client.post(
            "/api/v1/directory/kept/organizations/",
            {"values": {"name": "River House", "description": "Help for families"}},
            content_type="application/json",
            headers=KEY,
        )
        assert made.status_code == 201
    with wearing("nw_library"):
        assert Organization.objects.filter(name="River House").count() == 1


def test_a_draft_begun_twice_is_one_and_a_refusal_is_not_kept(cast: Cast) -> None:
    client = sign_in(Client(), cast.facilitator)
    ask = {"path": "/api/v1/standards/", "content_type": "application/json", "headers": KEY}
    assert client.post(data={"seed": "five_axis_index", "key": "Not a key"}, **ask).status_code == 400
    begun = [client.post(data={"seed": "five_axis_index"}, **ask) for _ in range(2)]
    assert [answer.status_code for answer in begun] == [201, 201]
    assert len({answer.json()["id"] for answer in begun}) == 1
    with wearing("nw_library"):
        assert PlaybookVersion.objects.count() == 1


def test_nobody_reads_what_was_answered_to_somebody_else(cast: Cast) -> None:
    client = Client(SERVER_NAME="localhost", headers=token_for(cast.steward, None))
    assert send(client, b'[{"id": "a"}]').status_code == 202
    for person, seen in ((cast.steward, 1), (cast.facilitator, 0)):
        reader = reader_for(person)
        with wearing("nw_library"):
            with acting(reader):
                assert NetworkAnsweredRequest.objects.count() == seen
            assert not NetworkAnsweredRequest.objects.exists(), "nobody acts, so nobody sees a row"
