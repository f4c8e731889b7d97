"""Counts how often family and given names and parts of foreign names recur, for ``kg/lexicon/data/name_parts.tsv``.

    python bench/name_parts.py FILE.bio.gz… > kg/lexicon/data/name_parts.tsv

Each file has one character and its tag a line (B-PER, I-PER …). Counted are distinct names, not how often they
occur, and only parts that at least two names share: a whole name cannot be read from the table.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.lexicon.gazetteer import surnames
from kg.lexicon.person_names import looks_chinese
from kg.resolve.names import fold, tidy

HEAD = """# How many distinct names share a part: kind (family, given, foreign), part, names. The first row of a kind
# has the number of all names. Made by bench/name_parts.py; sources: SOURCES.md"""
PERSON = {"PER", "NR", "NAME", "PER.NAM"}


def names(path: Path) -> Iterator[str]:
    """The people's names of a file."""
    held = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            character, _, tag = line.rstrip("\n").partition("\t")
            place, _, kind = tag.partition("-")
            if kind in PERSON and place in ("B", "S"):
                if held:
                    yield held
                held = character
            elif kind in PERSON and held:
                held += character
            elif held:
                yield held
                held = ""
    if held:
        yield held


def main(paths: list[str]) -> None:
    """Prints the table."""
    counts: dict[str, Counter[str]] = {"family": Counter(), "given": Counter(), "foreign": Counter()}
    for name in sorted({tidy(name) for path in paths for name in names(Path(path))}):
        if "·" in name:
            counts["foreign"].update({"": 1} | {fold(part): 1 for part in name.split("·") if len(part) > 1})
        elif looks_chinese(name):
            size = 2 if name[:2] in surnames() and len(name) > 2 else 1
            counts["family"].update({"": 1, name[:size]: 1})
            counts["given"].update({"": 1, name[size:]: 1})
    print(HEAD)
    for kind, parts in counts.items():
        for part, count in sorted(parts.items(), key=lambda item: (-item[1], item[0])):
            if count > 1:
                print(f"{kind}\t{part}\t{count}")


if __name__ == "__main__":
    main(sys.argv[1:])
