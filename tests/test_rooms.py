"""The house has one direction: a room may import only from rooms upstream of it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = [
    "model",
    "lexicon",
    "read",
    "page",
    "language",
    "mentions",
    "facts",
    "resolve",
    "rdf",
    "store",
    "queries",
    "identity",
    "evaluate",
    "workers",
    "prune",
    "pipeline",
    "cli",
]
MODULES = sorted(p for top in ("kg", "api") for p in (ROOT / top).rglob("*.py"))


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            found |= (
                {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
                if node.module == "kg"
                else {node.module}
            )
    return found


def rooms(names: set[str]) -> set[str]:
    return {name.split(".")[1] for name in names if name.startswith("kg.") and name.split(".")[1] in ORDER}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_upstream(path: Path) -> None:
    names = imported(path)
    relative = path.relative_to(ROOT)
    if relative.parts[0] == "api":
        assert "cli" not in rooms(names)
        return
    assert not any(n == "api" or n.startswith("api.") for n in names) or relative.parts[1] == "cli"
    if relative.name == "__init__.py" and len(relative.parts) == 2:
        return
    room = relative.parts[1].removesuffix(".py")
    assert room in ORDER, f"{relative} is in no room of the house"
    for other in rooms(names):
        assert ORDER.index(other) <= ORDER.index(room), f"{relative} imports kg.{other}, which is downstream of it"


def test_every_module_is_small() -> None:
    long = {str(p.relative_to(ROOT)): n for p in MODULES if (n := p.read_text(encoding="utf-8").count("\n")) > 320}
    assert not long
