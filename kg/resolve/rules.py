"""Which names are known everywhere and which only on their page: the lists of ``identity.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.lexicon.gazetteer import countries_named
from kg.lexicon.organizations import body_named
from kg.resolve.names import fold


@dataclass(frozen=True, slots=True)
class Rules:
    """``re.Pattern`` fields are matched against whole folded names."""

    generic_bodies: frozenset[str]
    relative_bodies: re.Pattern[str]
    organs: re.Pattern[str]
    local_places: re.Pattern[str]
    longer_names: tuple[str, ...]
    level_words: frozenset[str]
    national_places: frozenset[str]
    renamed_countries: dict[str, str]
    event_number: re.Pattern[str]
    event_year: re.Pattern[str]
    common_events: re.Pattern[str]
    counted_anew: re.Pattern[str]
    counted_many: int
    congresses: re.Pattern[str]
    event_parts: re.Pattern[str]
    relative_events: re.Pattern[str]
    generic_events: re.Pattern[str]
    generic_policies: re.Pattern[str]
    policy_prefix: str
    policy_version: re.Pattern[str]
    policy_amendment: re.Pattern[str]

    def is_scoped_body(self, name: str) -> bool:
        """省委, 党组, 该公司, 旅游部: one body on its page, another on the next."""
        if name in self.generic_bodies or self.relative_bodies.fullmatch(name):
            return True
        return bool(self.organs.fullmatch(name)) and body_named(name) is None and not countries_named(name[0])

    def is_common_event(self, name: str) -> bool:
        """常务会议, 全市推进会: whose? Not so where a body that the nation knows stands first (国务院常务会议)."""
        if self.relative_events.fullmatch(name) or self.common_events.fullmatch(name):
            return True
        return bool(self.generic_events.fullmatch(name)) and not any(body_named(name[:n]) for n in range(2, 5))

    def is_local_place(self, name: str) -> bool:
        """会议室, 和平社区: every town has one."""
        return bool(self.local_places.fullmatch(name))


@cache
def rules() -> Rules:
    """The lists, read at first use."""
    text = files("kg.lexicon").joinpath("data", "identity.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return Rules(
        generic_bodies=frozenset(map(fold, data["organizations"]["generic"].split())),
        relative_bodies=re.compile(data["organizations"]["relative"]),
        organs=re.compile(data["organizations"]["organ"]),
        local_places=re.compile(data["places"]["local"]),
        longer_names=tuple(data["places"]["longer_names"].split()),
        level_words=frozenset(data["places"]["level_words"].split()),
        national_places=frozenset(map(fold, data["places"]["national"].split())),
        renamed_countries=dict(data["places"]["renamed_countries"]),
        event_number=re.compile(data["events"]["number"]),
        event_year=re.compile(data["events"]["year"]),
        common_events=re.compile(data["events"]["common"]),
        counted_anew=re.compile(data["events"]["counted_anew"]),
        counted_many=int(data["events"]["many"]),
        congresses=re.compile(data["events"]["congress"]),
        event_parts=re.compile(data["events"]["part"]),
        relative_events=re.compile(data["events"]["relative"]),
        generic_events=re.compile(data["events"]["generic"]),
        generic_policies=re.compile(data["policies"]["generic"]),
        policy_prefix=fold(data["policies"]["prefix"]),
        policy_version=re.compile(data["policies"]["version"]),
        policy_amendment=re.compile(data["policies"]["amendment"]),
    )
