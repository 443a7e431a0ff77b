"""Five thousand services with places, telephones, languages and hours, from the zip to the search, and once more."""

import time
from typing import Any

from benchmarks.packages import package
from benchmarks.results import Result

NAME = "directory import"
GOAL = "seconds to import a directory of 5,000 services with their parts, its preview included"
SERVICES = 5_000


def measure() -> Result:
    """Read, preview and import the package under the library's role; then the same file again."""
    from nestwork.access.passage import wearing
    from network_resources.community.models import Service

    content = package(SERVICES)
    with wearing("nw_library"):
        first, seen = once(content)
        if Service.objects.count() != SERVICES:
            raise RuntimeError("the import did not take in every service")
        again, _seen = once(content)
    return Result(
        figure=sum(first.values()),
        limit=60,
        higher_is_better=False,
        details={
            **{f"{name}_s": round(spent, 1) for name, spent in first.items()},
            "again_s": round(sum(again.values()), 1),
            "rows": seen.rows,
            "progress_reports": seen.reports,
            "bytes": len(content),
        },
    )


class Watcher:
    """Stands in the place of the job and counts what it is told."""

    def __init__(self) -> None:
        self.saved: dict[str, Any] = {}
        self.reports = self.rows = 0

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Count the report."""
        self.reports += 1
        self.rows = max(self.rows, total)

    def checkpoint(self, saved: Any) -> None:
        """Keep it."""
        self.saved = dict(saved)

    def is_cancelled(self) -> bool:
        """Nobody asks."""
        return False


def once(content: bytes) -> tuple[dict[str, float], Watcher]:
    """Seconds by step for one file."""
    import tempfile

    from network_resources.community.rules.states import UploadState
    from network_resources.community.services import reading
    from network_resources.community.services.uploads import new_upload, source_named
    from tests.network_resources.community.stories import STEWARD

    upload = new_upload(
        by=STEWARD, source=source_named("Bench"), file_name="bench.zip", size=len(content), is_whole=True
    )
    spent, watcher = {}, Watcher()
    with tempfile.TemporaryFile() as file:
        file.write(content)
        start = time.perf_counter()
        reading.keep_rows(upload=upload, file=file, by=STEWARD)
    spent["read"] = time.perf_counter() - start
    start = time.perf_counter()
    reading.preview(upload=upload, by=STEWARD, work=watcher)
    spent["preview"] = time.perf_counter() - start
    upload.state, watcher.saved = UploadState.IMPORTING, {}
    upload.save(update_fields=["state"])
    start = time.perf_counter()
    reading.import_upload(upload=upload, by=STEWARD, work=watcher)
    spent["import"] = time.perf_counter() - start
    return spent, watcher
