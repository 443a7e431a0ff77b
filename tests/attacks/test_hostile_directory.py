"""A directory file of a dishonest source: names that lead out of the archive, addresses that run, letters that turn."""

import io
import json
import zipfile

import pytest
from django.test import Client

from network_resources.community.models import DirectorySearch, DirectoryUpload, Service
from network_resources.community.services.refresh import refresh_search
from tests.network_resources.community.stories import imported, library, page, read, reasons
from tests.people import Cast, sign_in

RUNS = "<script>alert(1)</script>"
TURNED = "Help\u202e gnirahs"
HOSTILE = {
    "id": "svc-1",
    "name": f"{RUNS}{TURNED}",
    "description": f'<img src=x onerror="alert(1)"> {RUNS}',
    "url": "javascript:alert(document.cookie)",
    "email": "help@example.org\r\nBcc: everybody@example.org",
    "status": "active",
    "phones": [{"id": "ph-1", "number": "javascript:alert(1)"}],
    "organization": {
        "id": "org-1",
        "name": f"{RUNS} house",
        "description": "=HYPERLINK(1)",
        "website": "data:text/html,<script>alert(1)</script>",
    },
}


def test_nothing_of_a_listing_runs_where_it_is_shown(cast: Cast) -> None:
    with library():
        imported(page(HOSTILE))
        service = Service.objects.get()
        assert ("service", "url") in {(table, field) for table, field, _reason in reasons()}
        refresh_search()
        said = json.dumps(list(DirectorySearch.objects.values_list("edition", flat=True)))
        assert "javascript:" not in said
        assert "data:text" not in said
        assert "Bcc" not in said
    client = sign_in(Client(), cast.coordinator, cast.blackstone)
    for url in ("/directory/?need=food", f"/directory/{service.pk}/"):
        shown = client.get(url).content.decode()
        assert RUNS not in shown
        assert "<img src=x" not in shown
        assert "\u202e" not in shown, "letters that turn others around"
        assert "javascript:" not in shown
    answer = client.get(f"/api/v1/directory/services/{service.pk}/")
    assert "javascript:" not in answer.content.decode()


def archive(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, text in members.items():
            packed.writestr(name, text)
    return made.getvalue()


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "path",
    ["../../../../etc/passwd", "/etc/passwd", "http://127.0.0.1:9/services.csv", "file:///etc/passwd", ""],
)
def test_a_descriptor_leads_nowhere_outside_its_archive(path: str) -> None:
    resources = [{"name": "services", "path": path}, {"name": "organizations", "path": [path, path]}, 5, None]
    with library():
        upload = read(
            archive(
                **{
                    "datapackage.json": json.dumps({"resources": resources}),
                    "organizations.csv": "id,name,description\no1,Riverbend,Help\n",
                    "../../services.csv": "id,organization_id,name,status\ns1,o1,Play group,active\n",
                }
            )
        )
        upload = DirectoryUpload.objects.get(pk=upload.pk)
        assert "root:" not in json.dumps(
            [upload.facts, list(upload.staged.values_list("written", flat=True))]
        )
