"""The way through the house, from paths to a stored graph. Wiring only: every step is a room's own function."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path

from pyoxigraph import Quad

from kg.facts import state_facts
from kg.language import analyse
from kg.mentions import find_mentions
from kg.model import Article, Extraction, InputError, Issue, Page, PageKind, PageReading, Severity
from kg.page import part_page
from kg.rdf import article_quads
from kg.rdf.iris import article_iri, page_iri
from kg.read import read_paths
from kg.resolve import resolve_page
from kg.store.protocol import Intake, Store

IN_FLIGHT_PER_JOB = 4
"""Pages handed to each worker ahead of time: enough to keep it busy, few enough that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one page states, ready to be stored: the quads of each article's graph, counts, issues."""

    graphs: dict[str, list[Quad]]
    counts: Counter[str]
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class BuildReport:
    """What a build found. ``counts`` has pages, unchanged, articles, roles, events and policies."""

    counts: Counter[str] = field(default_factory=Counter)
    issues: list[Issue] = field(default_factory=list)


def extract(article: Article) -> Extraction:
    """All facts of one article."""
    sentences = analyse(article)
    return state_facts(article, sentences, find_mentions(article, sentences))


def read_pages(
    paths: Iterable[str], *, publisher: str | None = None, date: str | None = None
) -> Iterator[PageReading | Issue]:
    """Reads files and folders and parts each page into its articles."""
    for item in read_paths(paths, publisher=publisher, date=date):
        yield item if isinstance(item, Issue) else part_page(item)


def extract_page(page: Page) -> PageFacts:
    """From a page to its articles' quads; a page that breaks the extractor is an issue, not the end of a build."""
    try:
        reading = part_page(page)
        graphs: dict[str, list[Quad]] = {}
        counts: Counter[str] = Counter()
        issues = list(reading.issues)
        extractions = [extract(article) for article in reading.articles]
        for extraction, resolution in zip(extractions, resolve_page(extractions), strict=True):
            graphs[article_iri(extraction.article.identifier)] = article_quads(extraction, resolution)
            issues += extraction.issues
            counts.update(
                articles=1,
                roles=len(extraction.roles),
                events=len(extraction.events),
                policies=len(extraction.policies),
            )
    except Exception as error:
        message = f"the extractor failed on this page ({type(error).__name__}: {error}); it was left as it was"
        return PageFacts({}, Counter(), (Issue("extraction-failed", message, page.path, Severity.ERROR),))
    return PageFacts(graphs, counts, tuple(issues))


@cache
def extractor_digest() -> str:
    """Changes whenever code, lexicons or the model change, so that a new Wentu reads old pages again."""
    root = Path(__file__).parent
    digest = blake2b(digest_size=16)
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and "cli" not in path.parts:
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def page_digest(page: Page) -> str:
    """A hash of everything that the page's facts depend on: its text, its metadata and the extractor."""
    told = (page.kind, page.identifier, page.title, page.source, page.date, page.number, page.text)
    return blake2b("\x1f".join(map(repr, (extractor_digest(), *told))).encode(), digest_size=16).hexdigest()


def source_iri(page: Page) -> str:
    """The IRI that owns the page's graphs in the store: the page's, or the article's where the input is one article."""
    return article_iri(page.identifier) if page.kind is PageKind.ARTICLE else page_iri(page.identifier)


@contextmanager
def _workers(jobs: int, scheduler: str | None) -> Iterator[Executor | None]:
    if scheduler is not None:
        try:
            from distributed import Client
        except ImportError:
            raise InputError("--scheduler needs the cluster extra: pip install 'wentu[cluster]'") from None
        try:
            client = Client(scheduler, timeout="10s")  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise InputError(f"no Dask scheduler answers at {scheduler}: {error}") from None
        with client, client.get_executor() as executor:  # type: ignore[no-untyped-call]
            yield executor
    elif jobs > 1:
        # Not fork: the parent holds an open store with threads of its own.
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as executor:
            yield executor
    else:
        yield None


def _extracted(pages: Iterable[Page], executor: Executor | None, ahead: int) -> Iterator[tuple[Page, PageFacts]]:
    """Each page with its facts, in the order of the pages, at most ``ahead`` of them under way."""
    if executor is None:
        for page in pages:
            yield page, extract_page(page)
        return
    under_way: deque[tuple[Page, Future[PageFacts]]] = deque()
    for page in pages:
        under_way.append((page, executor.submit(extract_page, page)))
        if len(under_way) >= ahead:
            first, future = under_way.popleft()
            yield first, future.result()
    for page, future in under_way:
        yield page, future.result()


def build(
    paths: Iterable[str],
    store: Store,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
    progress: Callable[[BuildReport], None] = lambda report: None,
) -> BuildReport:
    """Reads, extracts and stores; unchanged pages cost a hash. ``progress`` is called after each page.

    Raises ``StoreError`` where the store fails; everything stored until then stays, an article at a time.
    """
    report = BuildReport()

    def changed() -> Iterator[Page]:
        for item in read_paths(paths, publisher=publisher, date=date):
            if isinstance(item, Issue):
                report.issues.append(item)
                continue
            report.counts["pages"] += 1
            if store.digest(source_iri(item)) == page_digest(item):
                report.counts["unchanged"] += 1
                progress(report)
                continue
            yield item

    def intakes(executor: Executor | None) -> Iterator[Intake]:
        for page, facts in _extracted(changed(), executor, jobs * IN_FLIGHT_PER_JOB):
            report.issues += facts.issues
            report.counts += facts.counts
            if not any(i.code == "extraction-failed" for i in facts.issues):
                yield Intake(source_iri(page), page_digest(page), facts.graphs)
            progress(report)

    with _workers(jobs, scheduler) as executor:
        store.replace(intakes(executor))
    return report
