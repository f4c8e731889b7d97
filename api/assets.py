"""Library scripts and styles: vis-network as the pyvis package carries it, YASGUI as the build bundled it."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from flask import Blueprint, Response, request

from api.problems import Problem

blueprint = Blueprint("assets", __name__)
_TYPES: Final = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "txt": "text/plain"}
_SECONDS: Final = 86_400


def _file(name: str) -> Traversable | None:
    known = {
        "vis-network.min.js": files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js",
        "vis-network.css": files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.css",
        **{name: files("api") / "vendor" / name for name in ("yasgui.min.js", "yasgui.min.css", "yasgui-notices.txt")},
    }
    found = known.get(name)
    return found if found is not None and found.is_file() else None


def has_yasgui() -> bool:
    """Whether the build bundled YASGUI."""
    return _file("yasgui.min.js") is not None


@cache
def _packed(name: str) -> bytes:
    file = _file(name)
    return gzip.compress(file.read_bytes(), mtime=0) if file else b""


@blueprint.get("/static/vendor/<name>")
def vendor(name: str) -> Response:
    """One of them, compressed for whoever takes it so; nothing comes from another host."""
    file = _file(name)
    if file is None:
        raise Problem(404, "not-found", f"there is nothing at {request.path}")
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(_packed(name) if packed else file.read_bytes(), content_type=_TYPES[name.rpartition(".")[2]])
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = f"public, max-age={_SECONDS}"
    return response
