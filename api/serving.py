"""Runs the application on granian, a production WSGI server."""

from __future__ import annotations

import errno
import gc
import http.client
import logging
import signal
import socket
import sys
import tempfile
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces, TaskImpl
from granian.log import LogLevels

from api.app import create_app
from api.front import Front
from api.seat import Seat
from api.settings import Settings
from kg.model import InputError, WentuError
from kg.store import open_store

_STOP_SECONDS = 5
_GARBAGE = (20_000, 20, 20)  # new objects before a first look, and looks before a deeper one


def serve(settings: Settings) -> None:
    """Serves until Ctrl-C or SIGTERM. Raises ``InputError`` for a bad address, ``WentuError`` for a port in use."""
    open_store(settings.store, read_only=True).close()
    settings = replace(settings, port=_free_port(settings.host, settings.port))
    server = Granian(
        "api:create_app",
        address=_numeric(settings.host),
        port=settings.port,
        interface=Interfaces.RSGI,
        workers=settings.web_processes,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        task_impl=TaskImpl.rust,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=settings.query_wait_seconds + settings.query_seconds + _STOP_SECONDS,
    )
    threading.Thread(target=_announce, args=(settings,), daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="wentu-", ignore_cleanup_errors=True) as folder:
        try:
            server.serve(target_loader=partial(_application, settings, Path(folder)), wrap_loader=False)
        except OSError as error:
            raise WentuError(f"{settings.host}:{settings.port}: cannot listen ({error.strerror or error})") from None


def _application(settings: Settings, folder: Path) -> Any:
    """The application of one web process, made in that process."""
    # Until the server listens to signals itself, the way of its parent would leave it running when told to stop.
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, signal.SIG_DFL)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    seat = Seat.taken(folder, settings.web_processes)
    app = create_app(settings, seat=seat)
    front = Front(app, seat.share(settings.threads), settings.query_wait_seconds + settings.query_seconds)
    # What is there now stays; looking it through for garbage again and again would take time from every answer.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
    return front


def _addresses(host: str, port: int) -> list[tuple[Any, ...]]:
    try:
        return [*socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)]
    except (socket.gaierror, UnicodeError):
        raise InputError(f"--host {host}: there is no such address; try 127.0.0.1") from None


def _numeric(host: str) -> str:
    return str(_addresses(host, 0)[0][4][0])


def _free_port(host: str, port: int) -> int:
    """The port, or a free one for 0. Raises where nobody may listen there."""
    family, kind, protocol, _, address = _addresses(host, port)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise WentuError(f"port {port} of {host} is in use; take another one with --port") from None
            if error.errno in (errno.EACCES, errno.EPERM):
                raise WentuError(f"port {port} is not allowed to you; take one from 1024 on with --port") from None
            if error.errno == errno.EADDRNOTAVAIL:
                raise InputError(f"--host {host}: this machine has no such address; try 127.0.0.1") from None
            raise WentuError(f"cannot listen on {host}:{port}: {error.strerror}") from None
        return int(probe.getsockname()[1])


def _announce(settings: Settings) -> None:
    """Prints the address as soon as the server answers there."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection(host, settings.port, timeout=2)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            break
        except OSError:
            time.sleep(0.1)
    else:
        return
    shown = f"[{host}]" if ":" in host else host
    address = settings.public_url or f"http://{shown}:{settings.port}/"
    print(f"Wentu 闻图 → {address}  (Ctrl-C ends it)", flush=True, file=sys.stdout)
