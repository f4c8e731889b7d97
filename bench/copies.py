"""How many copies of a dispatch are found, by what a paper did to it.

    python bench/copies.py NEWS

``NEWS`` holds the corpora (*.jsonl.gz). Copies are made of 600 of their articles for each kind of change.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from kg.resolve.wire import ALIKE, SHORTEST, likeness, plain, story_keys

MADE = 600


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[。！？])", text) if sentence.strip()]


def changes(chance: random.Random, strange: list[str]) -> dict[str, Callable[[str], str]]:
    def halved(text: str) -> str:
        return "".join(sentences(text)[: (len(sentences(text)) + 1) // 2])

    def shortened(text: str) -> str:
        return "".join(sentence for sentence in sentences(text) if chance.random() > 0.25)

    def lengthened(text: str) -> str:
        parts = sentences(text)
        for _ in range(max(1, len(parts) // 4)):
            parts.insert(chance.randrange(len(parts) + 1), chance.choice(strange))
        return "".join(parts)

    return {
        "the second half cut off": halved,
        "a quarter of the sentences left out": shortened,
        "a quarter of sentences added": lengthened,
        "one character in fifty changed": lambda text: "".join(
            c if chance.random() > 0.02 else chance.choice("的在了和与对") for c in text
        ),
        "the first words replaced": lambda text: "本报讯（记者 林远）" + text[20:],
        "left out and added": lambda text: lengthened(shortened(text)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    texts: list[str] = []
    for path in sorted(parser.parse_args().news.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts += (json.loads(line)["text"] for line in lines)
    texts = [text for text in texts if len(plain(text)) > SHORTEST]
    chance = random.Random(3)
    began = time.process_time()
    for text in texts:
        story_keys("", text)
    print(f"keys: {(time.process_time() - began) / len(texts) * 1000:.2f} ms an article, of {len(texts)}")
    strange = [sentence for text in chance.sample(texts, MADE) for sentence in sentences(text)]
    for name, change in changes(chance, strange).items():
        found = made = 0
        for text in chance.sample(texts, MADE):
            copy = change(text)
            made += len(plain(copy)) >= SHORTEST
            shared = (story_keys("", copy) & story_keys("", text)) - {""}
            found += bool(shared) and likeness(text, copy) >= ALIKE
        print(f"{name:36} {found} of {made} found ({found / made:.1%})")


if __name__ == "__main__":
    main()
