"""Schemathesis asks the server what its own OpenAPI document allows, and much that it forbids."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
import schemathesis.specs.openapi.checks as openapi_checks
import yaml
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from api import create_app
from api.settings import Settings

CHECKS = [
    not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]
DOCUMENT = yaml.safe_load((Path(__file__).parents[2] / "api" / "openapi.yaml").read_text(encoding="utf-8"))
POSITIVE, NEGATIVE = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE


def parameters(path: str, method: str) -> list[dict[str, str]]:
    """The operation's parameters and those of its path, references followed."""
    given = [*DOCUMENT["paths"][path].get("parameters", ()), *DOCUMENT["paths"][path][method].get("parameters", ())]
    named = DOCUMENT.get("components", {}).get("parameters", {})
    return [named[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in given]


# Only an operation that takes something in its query can be asked wrongly.
OPERATIONS = [
    (path, method, mode)
    for path, methods in DOCUMENT["paths"].items()
    for method in methods
    if method != "parameters"
    for mode in (POSITIVE, NEGATIVE)
    if mode is POSITIVE or any(one["in"] == "query" for one in parameters(path, method))
]


@pytest.fixture(scope="module")
def described(store_path: Path) -> Iterator[Flask]:
    app = create_app(Settings(query_workers=2, query_seconds=3, query_memory_mb=256, log="none"), str(store_path))
    yield app
    app.extensions["wentu"].close()


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_the_server_does_what_its_document_says(
    described: Flask, path: str, method: str, mode: schemathesis.GenerationMode
) -> None:
    operation = schemathesis.openapi.from_wsgi("/openapi.json", described)[path][method]

    @settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        # The client within does not unpack what a real one would.
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    ask()
