from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

ARTICLES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "identity" / "articles.yaml").read_text(encoding="utf-8")
)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Sequence[str]], str]:
    """Writes the articles of these ids, in this order, as one file of input; its path."""

    def write(ids: Sequence[str]) -> str:
        by_id = {row["id"]: row for row in ARTICLES}
        path = tmp_path / f"{'-'.join(ids)}.jsonl"
        rows = ({**by_id[i], "date": str(by_id[i]["date"]), "source": "松江日报"} for i in ids)
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return str(path)

    return write


ALL = tuple(row["id"] for row in ARTICLES)
