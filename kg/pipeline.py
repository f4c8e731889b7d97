"""The way through the house, from paths to a stored graph. Wiring only: every step is a room's own function."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path, PurePath

from pyoxigraph import Quad

from kg.facts import calibrated, state_facts, surely_named
from kg.identity import remembering, settle
from kg.language import analyse_all
from kg.mentions import Finds, find_mentions
from kg.model import Article, Extraction, Issue, OffsetMap, Page, PageKind, PageReading, RawStretch, Sentence, Severity
from kg.page import join_continued, lay_out, part_page, together
from kg.rdf import article_lines
from kg.rdf.iris import article_iri, page_iri
from kg.read import read_paths
from kg.resolve import part_joint, resolve_page
from kg.resolve.bodiless import posts_without_body
from kg.store.parts import Part, pack, parts_folder
from kg.store.protocol import Intake, Store
from kg.workers import workers

Pages = tuple[Page, ...]
"""The pages of one issue that are read together, because an article may go on from one with another."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one page states, ready to be stored: the quads of each article's graph (``part``), counts, issues."""

    part: Part
    counts: Counter[str]
    issues: tuple[Issue, ...]
    failed: bool = False

    @property
    def graphs(self) -> dict[str, list[Quad]]:
        """The quads of each article, by the IRI of its graph."""
        return self.part.graphs()


@dataclass(slots=True)
class BuildReport:
    """What a build found. ``counts`` has pages, unchanged, articles, roles, events and policies.

    ``settled`` and ``unsettled`` are the names under which who is who was settled already, and those there are in all.
    """

    counts: Counter[str] = field(default_factory=Counter)
    settled: int = 0
    unsettled: int = 0
    issues: list[Issue] = field(default_factory=list)


def extract(article: Article) -> Extraction:
    """All facts of one article."""
    return extract_all((article,))[0]


def extract_all(articles: Sequence[Article]) -> list[Extraction]:
    """All facts of each article; several are read in less time together."""
    return [_stated(*read) for read in zip(articles, analyse_all(articles), strict=True)]


def _stated(article: Article, sentences: tuple[Sentence, ...]) -> Extraction:
    finds = Finds.of(article, sentences)
    mentions = find_mentions(article, sentences, finds)
    stated = calibrated(state_facts(article, sentences, mentions, finds))
    return part_joint(surely_named(stated, finds))


@cache
def prepare() -> None:
    """Loads model and word lists and takes them out of Python's search for garbage, once a process.

    They live as long as the process; to look through them again and again takes a tenth of the time of a build.
    """
    text = "南山市委书记林远舟5日在云州县调研，主持召开全市供水工作会议，会议审议通过《南山市供水条例》。"
    extract(Article("", "", text, OffsetMap.identity(len(text)), headline=text))
    gc.collect()
    gc.freeze()


def read_pages(
    paths: Iterable[str], *, publisher: str | None = None, date: str | None = None
) -> Iterator[PageReading | Issue]:
    """Reads files and folders and parts each page into its articles, those of one issue together."""
    issues: list[Issue] = []
    for pages in _issues_of(paths, issues.append, publisher, date):
        yield from issues
        issues.clear()
        yield from join_continued(part_page(page) for page in pages)
    yield from issues


def _issues_of(
    paths: Iterable[str], on_issue: Callable[[Issue], None], publisher: str | None, date: str | None
) -> Iterator[Pages]:
    def pages() -> Iterator[Page]:
        for item in read_paths(paths, publisher=publisher, date=date):
            if isinstance(item, Issue):
                on_issue(item)
            else:
                yield item

    return together(pages())


def extract_pages(pages: Pages, folder: str | None = None) -> tuple[PageFacts, ...]:
    """From the pages of one issue to their articles' quads, in the order of the pages; ``folder`` is for ``pack``.

    A page that breaks the extractor is an issue, not the end of a build.
    """
    prepare()
    readings: dict[str, PageReading] = {}
    failed: dict[str, PageFacts] = {}
    for page in pages:
        try:
            readings[page.identifier] = part_page(page)
        except Exception as error:
            failed[page.identifier] = _failure(page, error)
    for reading in join_continued(readings.values()):
        readings[reading.page.identifier] = reading
    layouts = lay_out(readings.values())
    return tuple(failed.get(page.identifier) or _facts_of(readings[page.identifier], layouts, folder) for page in pages)


def extract_page(page: Page) -> PageFacts:
    """From a page that stands alone to its articles' quads."""
    return extract_pages((page,))[0]


def _facts_of(reading: PageReading, layouts: Mapping[str, Sequence[RawStretch]], folder: str | None) -> PageFacts:
    try:
        graphs: dict[str, bytes] = {}
        counts: Counter[str] = Counter()
        issues = list(reading.issues)
        extractions = extract_all(reading.articles)
        for extraction, resolution in zip(extractions, resolve_page(extractions), strict=True):
            identifier = extraction.article.identifier
            graphs[article_iri(identifier)] = article_lines(extraction, resolution, layouts.get(identifier, ()))
            issues += (*extraction.issues, *posts_without_body(extraction))
            counts.update(
                articles=1,
                roles=len(extraction.roles),
                events=len(extraction.events),
                policies=len(extraction.policies),
            )
    except Exception as error:
        return _failure(reading.page, error)
    return PageFacts(pack(graphs, folder), counts, tuple(issues))


def _failure(page: Page, error: Exception) -> PageFacts:
    return _failed(page, f"the extractor failed on this page ({type(error).__name__}: {error})")


def _failed(page: Page, what: str) -> PageFacts:
    message = f"{what}; it was left as it was"
    return PageFacts(Part(), Counter(), (Issue("extraction-failed", message, page.path, Severity.ERROR),), failed=True)


@cache
def extractor_digest() -> str:
    """Changes whenever code, lexicons or the model change, so that a new Wentu reads old pages again."""
    root = Path(__file__).parent
    digest = blake2b(digest_size=16)
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and "cli" not in path.parts:
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def pages_digest(pages: Pages) -> str:
    """A hash of all that the facts of these pages depend on: text, metadata and folder of each, and the extractor."""
    told = [
        (p.kind, p.identifier, PurePath(p.path).parent.name, p.title, p.source, p.date, p.number, p.text) for p in pages
    ]
    return blake2b("\x1f".join(map(repr, (extractor_digest(), *told))).encode(), digest_size=16).hexdigest()


def page_digests(pages: Pages, silent: Iterable[int]) -> str:
    """The digest that pages taken in together are stored with, and which of them (by place) state nothing.

    A page that states nothing leaves no digest in the store; the others tell that it is none that is missing.
    """
    named = ",".join(map(str, sorted(silent)))
    return f"{pages_digest(pages)}/{named}" if named else pages_digest(pages)


def is_unchanged(store: Store, pages: Pages) -> bool:
    """Whether the store holds all that these pages state, made from the same input by the same extractor."""
    stored = [store.digest(source_iri(page)) for page in pages]
    digest = next((d for d in stored if d is not None), None)
    if digest is None:
        return False
    told, _, silent = digest.partition("/")
    skipped = set(silent.split(",")) if silent else set()
    return told == pages_digest(pages) and all(
        d == (None if str(at) in skipped else digest) for at, d in enumerate(stored)
    )


def source_iri(page: Page) -> str:
    """The IRI that owns the page's graphs in the store: the page's, or the article's where the input is one article."""
    return article_iri(page.identifier) if page.kind is PageKind.ARTICLE else page_iri(page.identifier)


def _lost(pages: Pages) -> tuple[PageFacts, ...]:
    return tuple(
        _failed(page, "reading this page, or one of its issue, ended the worker that did it, twice") for page in pages
    )


def build(
    paths: Iterable[str],
    store: Store,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    parts: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
    progress: Callable[[BuildReport], None] = lambda report: None,
    seen: Callable[[str], None] = lambda source: None,
) -> BuildReport:
    """Reads, extracts, stores, and settles who is who; unchanged pages cost a hash.

    ``progress`` is called after each page and each stretch of settling, ``seen`` with the IRI of each input (page or
    article) that was read, whatever became of it. Workers give back parts of N-Quads, through a folder at ``parts``
    that all of them see, or else over their own channel.

    Raises ``StoreError`` where the store fails; everything stored until then stays, an article at a time.
    """
    report = BuildReport()

    def changed() -> Iterator[Pages]:
        for pages in _issues_of(paths, report.issues.append, publisher, date):
            report.counts["pages"] += len(pages)
            for page in pages:
                seen(source_iri(page))
            if is_unchanged(store, pages):
                report.counts["unchanged"] += len(pages)
                progress(report)
                continue
            yield pages

    def settling(done: int, names: int) -> None:
        report.settled, report.unsettled = done, names
        progress(report)

    with parts_folder(parts) as folder, workers(jobs, scheduler) as crew:
        results = crew.map(partial(extract_pages, folder=folder), changed(), _lost)
        store.replace(remembering(store, _intakes(results, report, progress)))
    report.issues += settle(store, settling)
    return report


def _intakes(
    results: Iterable[tuple[Pages, Sequence[PageFacts]]],
    report: BuildReport,
    progress: Callable[[BuildReport], None],
) -> Iterator[Intake]:
    """What the workers found, as the store takes it in; counted and told as it comes."""
    for pages, found in results:
        digest = page_digests(pages, (at for at, facts in enumerate(found) if not (facts.part.names or facts.failed)))
        for page, facts in zip(pages, found, strict=True):
            report.issues += facts.issues
            report.counts += facts.counts
            if not facts.failed:
                yield Intake(source_iri(page), digest, facts.graphs)
                facts.part.drop()
            progress(report)
