"""How many people that are told are people, by namings that were read: ``bench/names/*.jsonl`` (no text).

    python bench/names.py NEWS [--half test|train] [--wrong N]

``drawn.jsonl`` has namings drawn at random from the corpora in ``NEWS`` (*.jsonl.gz), half of each: of people who
are only mentioned, and of people in facts; ``further.jsonl`` has more, for training, each name once. A line has the
article's id, a hash of its text, the offsets of what was taken for a name and of the right one (without white
space), and whether it was right, cut, overlong or none. Right is a person told with exactly the right words.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from kg.mentions.people_train import found_at, read_labels
from kg.pipeline import extract

LABELS = Path(__file__).resolve().parent / "names" / "drawn.jsonl"


def main() -> None:
    """Prints precision and recall of people only mentioned and of people in facts, by corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--half", choices=("train", "test"), default="test")
    parser.add_argument("--wrong", type=int, default=0, help="how many errors to list")
    arguments = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    for article, namings in read_labels([LABELS], arguments.news):
        mentions = extract(article).mentions
        for naming in namings:
            if naming.half != arguments.half:
                continue
            found = found_at(naming, mentions)
            right = found is not None and found.span == naming.right
            for group in ("all", article.identifier.partition("-")[0]):
                kind = f"{'in facts' if naming.in_fact else 'only mentioned'}, {group}"
                counts[kind, "told"] += found is not None
                counts[kind, "right"] += right
                counts[kind, "named"] += naming.right is not None
            if not right and (found or naming.right):
                span = found.span if found else naming.span
                around = article.text[max(0, span.start - 12) : span.start].replace("\n", " ")
                wrong.append(
                    f"{'told' if found else 'left out'}\t{around}[{span.of(article.text)}]\t{article.identifier}"
                )
    for kind in sorted({kind for kind, _ in counts}):
        told, right, named = counts[kind, "told"], counts[kind, "right"], counts[kind, "named"]
        precision, recall = right / max(told, 1), right / max(named, 1)
        print(f"{kind:28} told {told:4}  right {right:4}  precision {precision:.3f}  recall {recall:.3f}")
    print("\n".join(wrong[: arguments.wrong]))


if __name__ == "__main__":
    main()
