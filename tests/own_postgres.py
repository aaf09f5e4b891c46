"""A PostgreSQL server of the tests' own, in a temporary folder and on a free port of loopback; gone when the tests end."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")
OWNER = "postgres"


@cache
def own_server(*settings: str) -> str | None:
    """Start a server and give the address of its database `postgres`; None where its programs are not installed. Each list of `settings`
    (`work_mem=64MB`) has a server of its own."""
    newest = max(BINARIES.glob("*/bin/initdb"), default=None)
    if newest is None or (os.geteuid() == 0 and shutil.which("runuser") is None):
        return None
    folder = Path(tempfile.mkdtemp(prefix="parix-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    port = _free_port()
    _run(newest, "--pgdata", folder / "data", "--username", OWNER, "--auth", "trust", "--no-sync", "--encoding", "UTF8", "--locale", "C.UTF-8")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off -c max_connections=60"
    options += "".join(f" -c {setting}" for setting in settings)
    _run(newest.with_name("pg_ctl"), "start", "--wait", "--silent", "--pgdata", folder / "data", "--log", folder / "log", "--options", options)
    atexit.register(_stop, newest.with_name("pg_ctl"), folder)
    return f"postgresql://{OWNER}@127.0.0.1:{port}/postgres"


def _stop(control: Path, folder: Path) -> None:
    _run(control, "stop", "--silent", "--mode", "immediate", "--pgdata", folder / "data")
    shutil.rmtree(folder, ignore_errors=True)


def _run(*command: object) -> None:
    """PostgreSQL refuses to run as root, so root hands over to the account that Debian's package made."""
    as_owner = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_owner, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
