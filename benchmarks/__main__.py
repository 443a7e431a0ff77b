"""`python -m benchmarks [WORD]`: run the measures, print and write what they found; exits non-zero when one is missed."""

import importlib
import json
import os
import pkgutil
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

LATEST = Path(__file__).parent / "latest.json"


def main() -> int:
    """Run what was asked for, in the database of a test run."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwork.settings.test")
    import django

    django.setup()
    from benchmarks import measures
    from tests.database import renew_database, run_database

    modules = [
        importlib.import_module(f"benchmarks.measures.{found.name}")
        for found in pkgutil.iter_modules(measures.__path__)
    ]
    found = {}
    with run_database():
        for module in (one for one in modules if word in one.NAME):
            renew_database()  # no measure finds what another one wrote
            found[module.NAME] = run(module)
    write(found)
    return 0 if all(measure["met"] for measure in found.values()) else 1


def run(module: ModuleType) -> dict[str, Any]:
    """Run one measure and say what it found."""
    sys.stdout.write(f"{module.NAME} …\n")
    sys.stdout.flush()
    result = module.measure()
    sign = "≥" if result.higher_is_better else "≤"
    word = "met" if result.is_met else "MISSED"
    sys.stdout.write(f"  {module.GOAL}: {result.figure:.2f} (goal {sign} {result.limit:g}) {word}\n")
    return {
        "goal": module.GOAL,
        "figure": round(result.figure, 3),
        "limit": result.limit,
        "better": "higher" if result.higher_is_better else "lower",
        "met": result.is_met,
        "details": result.details,
    }


def write(found: dict[str, Any]) -> None:
    """Write the figures of this run; measures that were not run keep those of an earlier one."""
    earlier = json.loads(LATEST.read_text())["measures"] if LATEST.exists() else {}
    page = {
        "at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": [round(load, 1) for load in os.getloadavg()],
        "measures": {**earlier, **found},
    }
    LATEST.write_text(json.dumps(page, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    sys.exit(main())
