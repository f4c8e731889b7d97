"""Scripts, styles and pictures: our own, vis-network as the pyvis package carries it, YASGUI as the build bundled it.

Their addresses hold the digest of them all, and scripts name each other by relative addresses: so browsers may keep
what they have for good, and no page ever mixes modules of two versions. Nothing comes from another host.
"""

from __future__ import annotations

import gzip
import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from flask import Blueprint, Response, request

from api.problems import Problem

blueprint = Blueprint("assets", __name__)
_TYPES: Final = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_IMPORT: Final = re.compile(rb'^import [^"]*from "(\.[^"]+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, as it is and packed by gzip."""

    body: bytes
    packed: bytes


@cache
def _assets() -> dict[str, Asset]:
    """All files by their names under ``/static/``."""
    found = dict(_below(files("api") / "static", ""))
    # Its style sheet (220 kB) is for buttons and dialogues that no page of ours shows.
    found["vendor/vis-network.min.js"] = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    found |= {name: file for name, file in _below(files("api") / "vendor", "vendor/") if not name.endswith(".py")}
    bodies = ((name, file.read_bytes()) for name, file in sorted(found.items()))
    return {name: Asset(body, gzip.compress(body, mtime=0)) for name, body in bodies}


def _below(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.is_dir():
            yield from _below(file, f"{prefix}{file.name}/")
        elif file.name.rpartition(".")[2] in _TYPES:
            yield f"{prefix}{file.name}", file


@cache
def _digest() -> str:
    whole = hashlib.sha256()
    for name, asset in _assets().items():
        whole.update(f"{name} {len(asset.body)}\n".encode() + asset.body)
    return whole.hexdigest()[:12]


def has_yasgui() -> bool:
    """Whether the build bundled YASGUI."""
    return "vendor/yasgui.min.js" in _assets()


def address(name: str) -> str:
    """Where a file is: ``wentu.css``, ``graph/main.js``."""
    return f"{request.script_root}/static/{_digest()}/{name}"


@cache
def imports(name: str) -> tuple[str, ...]:
    """What a module imports, and what that imports, so that a browser can ask for all of it at once."""
    found: dict[str, None] = {}
    ahead = [name]
    while ahead:
        one = ahead.pop()
        for other in _IMPORT.findall(_assets()[one].body):
            imported = posixpath.normpath(posixpath.join(posixpath.dirname(one), other.decode()))
            if imported not in found:
                found[imported] = None
                ahead.append(imported)
    return tuple(found)


@blueprint.get("/static/<version>/<path:name>")
def asset(version: str, name: str) -> Response:
    """One of them; under another version than ours for this once alone."""
    kept = _assets().get(name)
    if kept is None:
        raise Problem(404, "not-found", f"there is nothing at {request.path}")
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(kept.packed if packed else kept.body, content_type=_TYPES[name.rpartition(".")[2]])
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = _FOR_GOOD if version == _digest() else "no-store"
    return response
