"""Article files: JSON lines (also gzipped) and Parquet, one article a row, streamed."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from kg.model import Issue, Page, PageKind, Severity
from kg.read.decode import SAMPLE, detect, holds_chinese
from kg.read.metadata import Metadata, clean_surrogates, from_mapping

LONGEST_LINE = 16 << 20  # characters
_COLUMNS = ("id", "source", "date", "title", "text", "page")
_GZIP = b"\x1f\x8b"


def stem_of(path: Path) -> str:
    """The file's name without its extension: news.jsonl.gz → news."""
    name = path.name
    for ending in (".jsonl.gz", ".jsonl", ".parquet"):
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return path.stem


def read_jsonl(path: Path, asked: Metadata) -> Iterator[Page | Issue]:
    """One article page a line. A line that cannot be read is an issue with its number; the others go on."""
    where = str(path)
    with path.open("rb") as raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw
        number = 0
        try:
            sample = stream.read(SAMPLE)
            encoding, mark = detect(sample) if sample.strip() else ("utf-8", 0)
            if encoding is None:
                yield Issue(
                    "not-text",
                    f"{where}: not text in UTF-8, GB18030, Big5 or UTF-16; it was left out. Write JSON lines in UTF-8.",
                    where,
                    Severity.ERROR,
                )
                return
            stream.seek(mark)
            text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="\n")
            while line := text.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and not line.endswith("\n"):
                    yield _line_issue("line-too-long", where, number, f"longer than {LONGEST_LINE} characters")
                    while (rest := text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                        pass
                    continue
                yield from _read_line(line, path, number, encoding, asked)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            yield Issue(
                "broken-archive",
                f"{where}: the gzip file is damaged after line {number} ({error}); the "
                "lines before it were read. Fetch the file again.",
                where,
                Severity.ERROR,
            )
            return
    if not number:
        yield Issue("empty-page", f"{where}: there is no line in it.", where, Severity.ERROR)


def count_lines(path: Path) -> int:
    """The lines of a file, packed or not. Raises what opening and unpacking raise."""
    with path.open("rb") as raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if packed else raw
        lines, last = 0, b"\n"
        while chunk := stream.read(1 << 20):
            lines += chunk.count(b"\n")
            last = chunk[-1:]
        return lines + (last != b"\n")


def count_rows(path: Path) -> int:
    """The rows of a Parquet file. Raises ``OSError`` or ``ValueError`` where it is none."""
    import pyarrow.parquet

    return int(pyarrow.parquet.read_metadata(path).num_rows)


def _line_issue(code: str, where: str, number: int, why: str) -> Issue:
    message = (
        f"{where}, line {number}: {why}; the line was left out, the others go on. "
        'A line is one JSON object: {"id", "source", "date", "title", "text"}, of which text is required.'
    )
    return Issue(code, message, f"{where}:{number}", Severity.ERROR)


def _read_line(line: str, path: Path, number: int, encoding: str, asked: Metadata) -> Iterator[Page | Issue]:
    if not line.strip():
        return
    try:
        row = json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        yield _line_issue("malformed-line", str(path), number, f"not JSON ({error})"[:200])
        return
    if not isinstance(row, dict):
        yield _line_issue("malformed-line", str(path), number, f"not a JSON object but {type(row).__name__}")
        return
    if "\ufffd" in line:
        yield Issue(
            "bad-bytes",
            f"{path}, line {number}: some characters cannot be read as {encoding}; \ufffd stands "
            "in their place. Write the file as UTF-8.",
            f"{path}:{number}",
        )
    yield from _row_page(row, path, number, encoding, asked)


def _row_page(
    row: Mapping[str, object], path: Path, number: int, encoding: str, asked: Metadata
) -> Iterator[Page | Issue]:
    where = f"{path}:{number}"
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        yield _line_issue("row-without-text", str(path), number, "no text in it")
        return
    text = clean_surrogates(text)
    said, issues = from_mapping(row, where)
    yield from issues
    if not holds_chinese(text):
        yield Issue(
            "not-chinese", f"{path}, line {number}: there is no Chinese character in it; nothing will be found.", where
        )
    identifier = said.identifier or content_identifier(stem_of(path), said, text)
    said = said.or_else(asked)
    yield Page(identifier, where, text, encoding, PageKind.ARTICLE, said.title, said.source, said.date, said.number)


def content_identifier(stem: str, said: Metadata, text: str) -> str:
    """An identifier for a row without one, from what it says: the same row keeps it wherever in the file it is."""
    content = "\x1f".join((said.source or "", said.date or "", said.title or "", text))
    return f"{stem}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def read_parquet(path: Path, asked: Metadata) -> Iterator[Page | Issue]:
    """One article page a row, in batches, so that the file's size does not matter."""
    # Imported here: it takes a quarter of a second to load and few runs read Parquet.
    import pyarrow
    import pyarrow.parquet

    where = str(path)
    try:
        with pyarrow.parquet.ParquetFile(where) as table:
            columns = [name for name in table.schema_arrow.names if name in _COLUMNS]
            if "text" not in columns:
                yield Issue(
                    "no-text-column",
                    f"{where}: no column is called text (found: "
                    f"{', '.join(table.schema_arrow.names[:10])}). Name the column of the articles text.",
                    where,
                    Severity.ERROR,
                )
                return
            number = 0
            for batch in table.iter_batches(batch_size=256, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    yield from _row_page(row, path, number, "utf-8", asked)
            if not number:
                yield Issue("empty-page", f"{where}: there is no row in it.", where, Severity.ERROR)
    except (pyarrow.ArrowException, OSError) as error:
        yield Issue(
            "broken-parquet",
            f"{where}: not a readable Parquet file ({str(error)[:120]}). Write it again.",
            where,
            Severity.ERROR,
        )
