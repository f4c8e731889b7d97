"""The server's settings: each has a name, a default and a sentence of help, and is read from the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from kg.model import InputError

PREFIX = "WENTU_"
FILE = "WENTU_SETTINGS"


def _setting(
    default: Any, help_text: str, *, least: int | None = None, most: int | None = None, choices: Sequence[str] = ()
) -> Any:
    return field(default=default, metadata={"help": help_text, "least": least, "most": most, "choices": choices})


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as the documentation shows it; ``variable`` is its name in the environment."""

    name: str
    variable: str
    default: str | int
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, with their defaults. ``from_environment`` reads ``WENTU_`` and the name in capitals."""

    store: str = _setting("wentu-store", "The graph: a folder, or the address of a SPARQL 1.1 server.")
    host: str = _setting("127.0.0.1", "The address to listen on; 0.0.0.0 for every network of the machine.")
    port: int = _setting(5000, "The port to listen on; 0 takes a free one.", least=0, most=65_535)
    public_url: str = _setting(
        "",
        "The address that users see, where a reverse proxy stands in front (https://example.org/wentu); "
        "empty: as the request says, or as proxies tell.",
    )
    processes: int = _setting(
        0,
        "Web processes, which share what stands below among them; 0: one for two cores and for two query processes, "
        "four at most.",
        least=0,
        most=64,
    )
    threads: int = _setting(32, "Pages that are made at once; SPARQL queries need no thread.", least=1, most=1_000)
    query_workers: int = _setting(
        0, "Processes that answer SPARQL queries; 0: one a core, two at least and eight at most.", least=0, most=256
    )
    query_seconds: int = _setting(10, "Seconds after which a SPARQL query is stopped.", least=1, most=86_400)
    query_wait_seconds: int = _setting(
        5, "Seconds that a SPARQL query waits for a free process before the answer is 503.", least=0, most=3_600
    )
    query_length: int = _setting(100_000, "Longest SPARQL query, in bytes.", least=100, most=10_000_000)
    query_depth: int = _setting(100, "Deepest nesting of brackets in a SPARQL query.", least=5, most=1_000)
    query_result_bytes: int = _setting(
        64 * 2**20, "Largest result of a SPARQL query, in bytes.", least=1_000, most=2**32
    )
    query_result_rows: int = _setting(
        500_000, "Most rows, or triples, of a result of a SPARQL query.", least=1, most=2**31
    )
    query_memory_mb: int = _setting(
        1024, "Memory that one SPARQL query may take, in megabytes.", least=64, most=1_048_576
    )
    query_fair_seconds: int = _setting(
        1,
        "Seconds that a SPARQL query may run while others wait; then it is stopped for them. "
        "Less where its client used much of late.",
        least=1,
        most=3_600,
    )
    query_per_client: int = _setting(
        8, "SPARQL queries of one client that are answered at once; one more is answered 429.", least=1, most=10_000
    )
    query_at_once: int = _setting(
        100, "SPARQL queries that run or wait at once; one more is answered 503.", least=1, most=100_000
    )
    query_cache_mb: int = _setting(
        64,
        "Memory for results that are given again while the graph stays as it is, in megabytes.",
        least=0,
        most=65_536,
    )
    proxies: int = _setting(
        0, "Reverse proxies in front that tell of the request before them; 0: they are not believed.", least=0, most=10
    )
    proxy_header: str = _setting(
        "x-forwarded",
        "Where they tell it: x-forwarded, in X-Forwarded-For, -Proto, -Host and -Prefix, or forwarded, in Forwarded "
        "(RFC 7239). The other is not believed.",
        choices=("x-forwarded", "forwarded"),
    )
    log: str = _setting(
        "stderr", "Where each request is told, as lines of JSON: stderr, none, or a file, which is appended to."
    )
    metrics: int = _setting(1, "Whether /metrics tells counts for Prometheus: 1 or 0.", least=0, most=1)
    graph_nodes: int = _setting(100, "Most nodes that the graph page shows around one entity.", least=5, most=400)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, **given: Any) -> Self:
        """What is ``given``, else what the environment says, else the file that ``WENTU_SETTINGS`` names.

        Raises ``InputError`` for a bad value.
        """
        values = {**_of_file(environment.get(FILE, "")), **given}
        for one in fields(cls):
            text = environment.get(PREFIX + one.name.upper())
            if one.name not in given and text:
                values[one.name] = _number(PREFIX + one.name.upper(), text) if one.type == "int" else text
        return cls(**values)

    def __post_init__(self) -> None:
        for one in fields(self):
            least, most = one.metadata["least"], one.metadata["most"]
            value = getattr(self, one.name)
            if least is not None and not least <= value <= most:
                raise InputError(f"{PREFIX}{one.name.upper()}: {value} is not between {least} and {most}")
            if (choices := one.metadata["choices"]) and value not in choices:
                raise InputError(f"{PREFIX}{one.name.upper()}: {value!r} is none of {', '.join(choices)}")

    @property
    def workers(self) -> int:
        """How many query processes there are: one at least for each web process."""
        return max(self.query_workers or min(8, max(2, _cores())), self.processes)

    @property
    def web_processes(self) -> int:
        """How many web processes there are."""
        return self.processes or max(1, min(4, _cores() // 2, self.workers // 2))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def all_settings() -> Iterator[Setting]:
    """Every setting, for the documentation."""
    for one in fields(Settings):
        assert isinstance(one.default, str | int)
        yield Setting(one.name, PREFIX + one.name.upper(), one.default, one.metadata["help"])


def documentation() -> str:
    """The table of ``docs/settings.md``."""
    rows = [
        f"| `{s.variable}` | `{s.default}` | {s.help} |" if s.default != "" else f"| `{s.variable}` | | {s.help} |"
        for s in all_settings()
    ]
    return "\n".join(["| variable | default | what it sets |", "|---|---|---|", *rows]) + "\n"


def _of_file(path: str) -> dict[str, Any]:
    """The settings of a TOML file, by their names in small letters; none where no file is named."""
    if not path:
        return {}
    try:
        values = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{FILE}: {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{FILE}: {path} is no TOML: {error}") from None
    kinds = {one.name: int if one.type == "int" else str for one in fields(Settings)}
    for name, value in values.items():
        if name not in kinds:
            raise InputError(f"{FILE}: {path}: there is no setting {name!r}")
        if type(value) is not kinds[name]:
            raise InputError(f"{FILE}: {path}: {name} is no {'whole number' if kinds[name] is int else 'text'}")
    return values


def _number(variable: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise InputError(f"{variable}: {text!r} is not a whole number") from None
