"""The demonstration: servers, made-up network, all processes, addresses and sign-ins; until somebody says stop."""

import argparse
import http.client
import json
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nestwork.embedded.errors import AlreadyRunningError, EmbeddedError
from nestwork.embedded.places import CLONE, named_home
from nestwork.embedded.ports import FIRST, bind
from nestwork.embedded.preparation import DATABASE, Preparation
from nestwork.embedded.secrets_on_disk import ensure_keys, write_run
from nestwork.embedded.servers import Servers, running
from nestwork.embedded.sign_ins import sign_ins
from nestwork.embedded.supervisor import Command, StopWished, Supervisor, listen_for_stop
from nestwork.embedded.terminal import Terminal

REAL_SERVERS = (
    "DATABASE_URL",
    "DATABASE_WEB_URL",
    "DATABASE_WORKER_URL",
    "DATABASE_RELEASE_URL",
    "DATABASE_SEALER_URL",
    "REDIS_URL",
)
STEPS = 6


def demo(arguments: Sequence[str]) -> int:
    """Run the demonstration until a stop signal; returns the exit code."""
    wished = _parser().parse_args(arguments)
    home = named_home()
    terminal = Terminal(steps=STEPS)
    listen_for_stop()
    try:
        _refuse_real_servers()
        _run(home, wished, terminal)
    except AlreadyRunningError:
        terminal.say(_already(home))
    except (StopWished, BrokenPipeError):
        _say_last("The demonstration has stopped; its data is kept. Start it again with `make demo`.")
    except EmbeddedError as error:
        _say_last(
            f"\n{error}\nThe data is kept in {home}. `make demo` tries again, `make demo-reset` starts over."
        )
        return 1
    return 0


def _run(home: Path, wished: argparse.Namespace, terminal: Terminal) -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "nestwork.settings.demo", "NESTWORK_HOME": str(home)}
    with _started(home, terminal) as servers, bind(os.environ.get("NESTWORK_PORT")) as door:
        port = door.getsockname()[1]
        if port != FIRST and "NESTWORK_PORT" not in os.environ:
            terminal.line("demo", f"Port {FIRST} is taken; using {port}.")
        ensure_keys(home)
        write_run(
            home,
            sockets=servers.socket_dir,
            valkey=servers.valkey_socket,
            database=DATABASE,
            port=port,
            process=os.getpid(),
        )
        try:
            steps = Preparation(home, servers, terminal, environment)
            _prepare(steps, wished, f"http://localhost:{port}", terminal)
            _serve(home, servers, door, environment, terminal)
        finally:
            (home / "run.json").unlink(missing_ok=True)


@contextmanager
def _started(home: Path, terminal: Terminal) -> Iterator[Servers]:
    with terminal.step("Starting PostgreSQL and Valkey"):
        pair = running(home)
        servers = pair.__enter__()
    try:
        yield servers
    finally:
        pair.__exit__(None, None, None)


def _prepare(steps: Preparation, wished: argparse.Namespace, base_url: str, terminal: Terminal) -> None:
    with terminal.step("Preparing the database"):
        steps.prepare_server()
    with terminal.step("Bringing the tables up to date"):
        steps.migrate()
    with terminal.step("Collecting style, script and fonts"):
        steps.collect_static()
    with terminal.step(f"Opening {wished.practices} practice{'s' if wished.practices != 1 else ''}"):
        steps.demonstrate(practices=wished.practices, children=wished.children, base_url=base_url)


def _serve(
    home: Path, servers: Servers, door: socket.socket, environment: dict[str, str], terminal: Terminal
) -> None:
    supervisor = Supervisor(terminal, servers.processes)
    try:
        with terminal.step("Starting web, worker, release worker, sealer and beat"):
            for command in commands(home, door.fileno(), environment):
                supervisor.start(command)
            supervisor.watch(until=lambda: _web_answers(door.getsockname()[1], terminal))
        for line in sign_ins(json.loads((home / "demo.json").read_text())):
            terminal.say(line)
        supervisor.watch()
    finally:
        supervisor.stop()


def commands(home: Path, door: int, environment: dict[str, str]) -> list[Command]:
    """Return the five processes of the application; each signs in to the database with its own login."""
    python = sys.executable

    def celery(name: str, *arguments: str) -> Command:
        process = "release" if name == "release" else "worker"
        quiet = (
            "ignore:You're running the worker with superuser"  # it runs made-up data on this computer only
        )
        return Command(
            name,
            [python, "-m", "celery", "--quiet", "-A", "nestwork.celery", *arguments, "--loglevel=WARNING"],
            {**environment, "NESTWORK_PROCESS": process, "PYTHONWARNINGS": quiet},
        )

    return [
        Command(
            "web",
            [
                python,
                "-m",
                "gunicorn",
                "nestwork.wsgi",
                f"--bind=fd://{door}",
                "--worker-class=gthread",
                "--workers=2",
                "--threads=4",
                "--no-control-socket",
                "--log-level=warning",
            ],
            {**environment, "NESTWORK_PROCESS": "web"},
            pass_fds=(door,),
        ),
        celery(
            "worker",
            "worker",
            "--queues=celery",
            "--concurrency=2",
            "--hostname=worker@%h",
            "--without-mingle",
        ),
        celery(
            "release",
            "worker",
            "--queues=release",
            "--concurrency=1",
            "--hostname=release@%h",
            "--without-mingle",
        ),
        Command(
            "sealer",
            [python, str(CLONE / "manage.py"), "seal_audit", "--forever"],
            {**environment, "NESTWORK_PROCESS": "sealer"},
        ),
        celery("beat", "beat", f"--schedule={home / 'beat-schedule'}", "--pidfile="),
    ]


def _web_answers(port: int, terminal: Terminal) -> bool:
    """Ask the network's first page; any answer that is not an error counts."""
    terminal.still()
    caller = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        caller.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return caller.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        caller.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make demo ARGS=", description="Start the demonstration network.")
    parser.add_argument("--practices", type=int, default=4, help="how many practices (default 4)")
    parser.add_argument("--children", type=int, help="children of each; default 60 to 150, differing")
    return parser


def _refuse_real_servers() -> None:
    if given := [name for name in REAL_SERVERS if os.environ.get(name)]:
        raise EmbeddedError(
            f"The demonstration never touches a real server, but {', '.join(given)} is set. Unset it and try again."
        )


def _already(home: Path) -> str:
    try:
        run = json.loads((home / "run.json").read_text())
    except (OSError, ValueError):
        return f"The demonstration of {home} is being started or stopped right now. Try again in a moment."
    return (
        f"The demonstration already runs in {home}: http://localhost:{run['port']}\n"
        f"Stop it there with Ctrl-C (process {run['process']}). Its sign-ins stand in {home / 'demo.json'}."
    )


def _say_last(text: str) -> None:
    """Say the last sentence even when standard output is closed (`make demo | head`)."""
    try:
        print(text, flush=True)  # noqa: T201 - a command line speaks to its terminal
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - so that Python's own flush at the end is quiet
