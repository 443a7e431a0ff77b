"""Settings modules in processes of their own: what each refuses, and what production insists on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nestwork.embedded.places import CLONE

REAL = {
    "DATABASE_URL": "postgresql://nw_owner:p%40ss@database:5433/nestwork?sslmode=require",
    "DATABASE_WEB_URL": "postgresql://nw_web@database/nestwork",
    "DATABASE_WORKER_URL": "postgresql://nw_worker@database/nestwork",
    "DATABASE_RELEASE_URL": "postgresql://nw_release@database/nestwork",
    "DATABASE_SEALER_URL": "postgresql://nw_sealer@database/nestwork",
    "REDIS_URL": "redis://valkey:6379/0",
    "SECRET_KEY": "signing " * 10,
    "NESTWORK_SEAL_KEY": "sealing " * 10,
    "NESTWORK_RELEASE_KEY": "releasing " * 10,
    "NESTWORK_HOST": "Network.Example",
}
ASK = """
import importlib, json, sys
from django.core.exceptions import ImproperlyConfigured
try:
    module = importlib.import_module(f"nestwork.settings.{sys.argv[1]}")
except ImproperlyConfigured as refusal:
    print(json.dumps({"refused": str(refusal)}))
else:
    print(json.dumps({name: getattr(module, name) for name in dir(module) if name.isupper()}, default=str))
"""


def settings(module: str, **environment: str) -> dict[str, object]:
    """Import a settings module in a process that knows only these variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", ASK, module],
        env={**kept, **environment}, cwd=CLONE, capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("variable", [name for name in REAL if name.endswith("_URL")])
def test_the_demonstration_refuses_every_real_server(variable: str, tmp_path: Path) -> None:
    refused = settings("demo", NESTWORK_HOME=str(tmp_path), **{variable: REAL[variable]})["refused"]
    assert variable in str(refused)
    assert "never touches a real server" in str(refused)


def test_without_running_servers_the_demonstration_says_how_to_start(tmp_path: Path) -> None:
    assert "make demo" in str(settings("demo", NESTWORK_HOME=str(tmp_path))["refused"])


@pytest.mark.parametrize("missing", ["DATABASE_WEB_URL", "REDIS_URL", "SECRET_KEY", "NESTWORK_HOST"])
def test_production_names_what_is_missing(missing: str) -> None:
    given = {name: value for name, value in REAL.items() if name != missing}
    assert str(settings("production", NESTWORK_PROCESS="web", **given)["refused"]).startswith(
        f"{missing} is not set"
    )


def test_production_knows_only_the_five_processes() -> None:
    assert "NESTWORK_PROCESS must be one of" in str(
        settings("production", NESTWORK_PROCESS="root", **REAL)["refused"]
    )


@pytest.mark.parametrize(
    ("process", "login", "rooms"),
    [
        ("owner", "nw_owner", "owner"),
        ("web", "nw_web", "sealed"),
        ("worker", "nw_worker", "sealed"),
        ("release", "nw_release", "sealed"),
        ("sealer", "nw_sealer", "sealed"),
    ],
)
def test_each_process_signs_in_with_its_own_login(process: str, login: str, rooms: str) -> None:
    answer = settings("production", NESTWORK_PROCESS=process, **REAL)
    database = answer["DATABASES"]["default"]  # type: ignore[index]  # settings are plain data
    assert (database["USER"], database["ROOMS"]) == (login, rooms)


def test_the_owners_address_is_read_whole() -> None:
    database = settings("production", NESTWORK_PROCESS="owner", **REAL)["DATABASES"]["default"]  # type: ignore[index]  # settings are plain data
    assert {name: database[name] for name in ("HOST", "PORT", "NAME", "PASSWORD", "OPTIONS")} == {
        "HOST": "database", "PORT": "5433", "NAME": "nestwork", "PASSWORD": "p@ss", "OPTIONS": {"sslmode": "require"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("process", "holds"), [("web", False), ("worker", False), ("owner", False), ("sealer", True)]
)
def test_only_the_sealer_holds_the_seal_key(process: str, holds: bool) -> None:
    answer = settings("production", NESTWORK_PROCESS=process, **REAL)
    assert (answer["AUDIT_SEAL_KEY"] == REAL["NESTWORK_SEAL_KEY"]) is holds


def test_the_sealer_does_not_start_without_its_key() -> None:
    given = {name: value for name, value in REAL.items() if name != "NESTWORK_SEAL_KEY"}
    assert "NESTWORK_SEAL_KEY is not set" in str(
        settings("production", NESTWORK_PROCESS="sealer", **given)["refused"]
    )


@pytest.mark.parametrize("process", ["owner", "web", "worker", "release", "sealer"])
def test_only_the_release_worker_holds_the_release_key(process: str) -> None:
    answer = settings("production", NESTWORK_PROCESS=process, **REAL)
    assert answer["RELEASE_KEY"] == (REAL["NESTWORK_RELEASE_KEY"] if process == "release" else "")


def test_the_release_worker_does_not_start_without_its_key() -> None:
    given = {name: value for name, value in REAL.items() if name != "NESTWORK_RELEASE_KEY"}
    assert "NESTWORK_RELEASE_KEY is not set" in str(
        settings("production", NESTWORK_PROCESS="release", **given)["refused"]
    )


def test_production_cookies_travel_over_tls_to_one_host_only() -> None:
    answer = settings("production", NESTWORK_PROCESS="web", **REAL)
    for cookie in ("SESSION", "CSRF"):
        assert str(answer[f"{cookie}_COOKIE_NAME"]).startswith("__Host-")
        assert answer[f"{cookie}_COOKIE_SECURE"] is True
        assert answer.get(f"{cookie}_COOKIE_DOMAIN") is None
    assert answer["SECURE_SSL_REDIRECT"] is True
    assert answer["ALLOWED_HOSTS"] == ["network.example", ".network.example"]
    assert answer.get("DEMONSTRATION", False) is False


def test_no_variable_relaxes_the_second_factor_outside_the_demonstration() -> None:
    answer = settings(
        "production", NESTWORK_PROCESS="web", **REAL, DEMONSTRATION="1", NESTWORK_DEMONSTRATION="1"
    )
    assert answer.get("DEMONSTRATION", False) is False
