"""What decides who is who: sightings of a name, judgements between them, and the reasons in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """Whether two things are one."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a body stands: its ``family`` (official, army, company, school …, ``""`` unknown), its ``land`` (``CN``, an
    ISO code, ``INT`` for bodies of several lands, ``""`` unknown) and its territory (GB/T 2260; ``""`` national).

    ``rank`` is that of its head: 5 the state, 4 a ministry or province, 3 a prefecture, 2 a county, 1 below; 0 unknown.
    """

    family: str = ""
    land: str = ""
    adcode: str = ""
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One post as one article tells it: the body's key and label, the bare role, and where body and post stand."""

    body: str
    label: str
    role: str
    former: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class Sighting:
    """One name in one article, with all that helps to tell who bears it.

    ``article`` and ``node`` are IRIs, ``names`` the names there (fullest first), ``keys`` the keys that sightings of
    one name share. ``day`` counts days (proleptic ordinal) of the article's date, None where its year is unknown.
    ``company`` are keys of those who took part in the same events, ``beside`` of those named nearest, ``words`` what
    stands beside the name and tells what one does, ``titles`` what stands right before it and no post tells, ``around``
    the bodies and places in its sentence, ``lands`` the countries told shortly before it. ``level`` is the
    highest rank (``Standing.rank``; 5 for heads of state and government) of those in whose company one took part, 0
    below ministers and governors. ``author`` where the by-line alone has the name. ``number``
    tells those of one name in one article apart: 0 for whom it names first.
    """

    article: str
    node: str
    names: tuple[str, ...]
    keys: frozenset[str]
    day: int | None = None
    posts: frozenset[HeldPost] = frozenset()
    company: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    paper: str = ""
    region: str = ""
    level: float = 0.0
    author: bool = False
    number: int = 0
    order: tuple[int, str, str] = field(init=False, repr=False, compare=False)
    """The earliest first; those of unknown year last. Of one article by name: IRIs are what settling gives."""

    def __post_init__(self) -> None:
        # Asked for thousands of times where one is told of in thousands of articles.
        day = self.day if self.day is not None else 9_999_999
        object.__setattr__(self, "order", (day, self.article, f"{self.names[0]} {self.number}"))


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event in one article, with all that helps to tell which it is.

    ``identifier`` is that of the IRI which the article alone gives; ``names`` (fullest first) and ``kind`` (meeting …)
    are as told. ``span`` are its first and last day (ordinals) as far as they are told, ``exact`` where to the day, and
    ``without_year`` its MM-DD where no year is known. ``day`` is the article's. ``chairs``, ``people`` and ``bodies``
    are keys; ``places`` division codes or names; ``region`` the code of the territory that the paper writes from.
    """

    article: str
    node: str
    identifier: str
    names: tuple[str, ...]
    kind: str
    keys: frozenset[str] = frozenset()
    span: tuple[int, int] | None = None
    exact: bool = False
    without_year: str = ""
    day: int | None = None
    chairs: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    region: str = ""

    @property
    def order(self) -> tuple[int, str, str]:
        """That of the earliest article first; those of unknown year last."""
        return (self.day if self.day is not None else 9_999_999, self.article, self.identifier)


@dataclass(frozen=True, slots=True)
class Copy:
    """One article as it is compared with others that may print the same dispatch: IRIs, keys, day (ordinal), paper."""

    article: str
    node: str
    keys: frozenset[str]
    day: int | None
    paper: str = ""

    @property
    def order(self) -> tuple[int, str]:
        """The earliest first; those of unknown day last."""
        return (self.day if self.day is not None else 9_999_999, self.article)


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for (score above 0) or against: its code in ``identity_reasons.yaml`` and what fills it in."""

    code: str
    score: float
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandJudgement:
    """What a person has judged: the sightings of ``left`` (articles' IRIs) and of ``right`` are one, or are two.

    ``left_keys`` and ``right_keys`` are the keys of the names that are meant in those articles. ``kind`` is the kind of
    thing (person …). ``made`` is the moment in ISO 8601, ``because`` the reason in the judge's own words.
    """

    identifier: str
    kind: str
    verdict: Verdict
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_keys: tuple[str, ...]
    right_keys: tuple[str, ...]
    made: str = ""
    because: str = ""
