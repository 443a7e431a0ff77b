"""The sealer as a process of its own: it seals, and ends when it is asked to."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from nestwork.audit.seal.heads import read
from nestwork.embedded.places import CLONE
from nestwork.embedded.processes import end_with_parent, wait_for
from nestwork.practices.models import Practice
from tests.people import Cast

pytestmark = [pytest.mark.prove, pytest.mark.django_db(transaction=True)]


def test_the_sealer_seals_by_itself_and_leaves_when_asked(cast: Cast, tmp_path: Path) -> None:
    heads = Path(settings.AUDIT_HEADS)
    heads.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "nestwork.settings.test",
        "NESTWORK_PROCESS": "sealer",
    }
    with (tmp_path / "sealer.log").open("wb") as log:
        sealer = subprocess.Popen(
            [sys.executable, str(CLONE / "manage.py"), "seal_audit", "--forever"],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=end_with_parent(signal.SIGKILL),  # noqa: PLW1509 - started from the main thread only
        )
    chains = {"network", *Practice.objects.values_list("schema_name", flat=True)} - {"public"}
    try:
        sealed = wait_for(
            lambda: {head.chain for head in read(heads)} >= chains, seconds=60, while_alive=sealer
        )
        assert sealed, (tmp_path / "sealer.log").read_text()
        sealer.send_signal(signal.SIGTERM)
        assert sealer.wait(20) == 0
        assert (tmp_path / "sealer.log").read_text() == ""
    finally:
        sealer.kill()
        sealer.wait()
        heads.unlink(missing_ok=True)
