"""Who acts in the sentences with a policy and so may have issued it, with what is seen of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.facts.policies.actors import Actor
from kg.facts.policies.groups import Group
from kg.facts.policies.options import Option, Traits, step
from kg.facts.policies.subjects import Scene, are_joined, governed, is_idle
from kg.lexicon.gazetteer import countries_named
from kg.lexicon.policies import words
from kg.mentions.policy_wide import verb_before
from kg.model import Claim, Mention

# How many mentions of a policy are looked around at, and how far behind each.
_READ, _BEHIND = 5, 40
_STOPS = str.maketrans("！？\n", "。。。")
_NEAR_EVIDENCE = 160


@dataclass(slots=True)
class Party:
    """One who acts in an article, by all names and wherever it stands."""

    names: tuple[str, ...]
    kind: str
    actors: list[Actor]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the options of all policies of an article share.

    ``stops`` is the text with one mark for the ends of sentences; ``parties`` are by every name, and by where each of
    their actors begins; ``lead`` is where the first sentence ends.
    """

    scene: Scene
    stops: str
    parties: dict[str, Party]
    places: dict[int, Party]
    lead: int

    @classmethod
    def of(cls, scene: Scene) -> Ground:
        """The parties of ``scene``: actors with a name in common are one."""
        parties: dict[str, Party] = {}
        places: dict[int, Party] = {}
        for actor in scene.actors:
            if actor.kind == "meeting":
                continue
            party = next((parties[name] for name in actor.names if name in parties), None)
            if party is None:
                party = Party((), actor.kind, [])
            party.actors.append(actor)
            party.names = tuple(dict.fromkeys((*party.names, *actor.names)))
            places[actor.span.start] = party
            for name in actor.names:
                parties.setdefault(name, party)
        stops = scene.text.translate(_STOPS)
        return cls(scene, stops, parties, places, stops.find("。") % (len(stops) + 1))

    def sentence_end(self, at: int) -> int:
        """Where the sentence that holds ``at`` ends."""
        end = self.stops.find("。", at)
        return len(self.stops) if end < 0 else end


@dataclass(slots=True)
class _Place:
    """Where a party stands closest to a policy: ``begin`` of the sentence, in how manieth mention's sentence."""

    party: Party
    actor: Actor
    mention: Mention
    begin: int
    before: bool
    number: int
    gap: int


def issuer_options(found: Group, told: tuple[Claim, ...], ground: Ground) -> list[Option]:
    """The claims ``told`` by grammar, and whoever else acts in the sentences with ``found``."""
    traits, places = Traits.of(found), _closest(found, ground)
    options: list[Option] = []
    claimed: set[str] = set()
    for claim in told:
        claimed.update(claim.names)
        party = next((ground.parties[name] for name in claim.names if name in ground.parties), None)
        party = party or Party(claim.names, "none", [])
        rule = f"rule={claim.evidence.rule}"
        features = [rule, f"{rule}:{traits.sort}", *_features("t", party, found, traits, ground)]
        if place := places.get(id(party)):
            features += _near("t", place, traits, ground.scene)
        options.append(Option(claim.names, features, claim))
    mark = "u" if told else "n"
    for place in places.values():
        if not claimed.isdisjoint(place.party.names):
            continue
        features = [*_features(mark, place.party, found, traits, ground), *_near(mark, place, traits, ground.scene)]
        if told and _beside(place, claimed, ground.scene):
            features.append("beside-told")
        options.append(Option(place.party.names, features, None, "weighed", *_words(place)))
    return options


def _closest(found: Group, ground: Ground) -> dict[int, _Place]:
    """Where each party stands closest to the policy in the sentences that name it, before it rather than after it."""
    scene = ground.scene
    places: dict[int, _Place] = {}
    for number, mention in enumerate(found.mentions[:_READ]):
        start, end = mention.span.start, mention.span.end
        begin = scene.begin(scene.list_start(mention))
        for actor in scene.between(begin, min(ground.sentence_end(end), end + _BEHIND)):
            party = ground.places.get(actor.span.start)
            before = actor.span.end <= start
            gap = start - actor.span.end if before else actor.span.start - end
            if party is None or gap < 0:
                continue
            known = places.get(id(party))
            if known is None or (not before, gap) < (not known.before, known.gap):
                places[id(party)] = _Place(party, actor, mention, begin, before, number, gap)
    return places


def _features(mark: str, party: Party, found: Group, traits: Traits, ground: Ground) -> list[str]:
    """What is seen of ``party``; ``mark`` tells whether a grammar names it (t), another (u) or nobody (n)."""
    kind, names = party.kind, party.names
    seen = [f"{mark}:kind={kind}", f"{mark}:{traits.sort}:{kind}", f"{mark}:head={traits.head}"]
    if whole := next((name for name in names if name in words("whole_issuers")), ""):
        seen.append(f"whole={whole}")
    elif kind == "land":
        seen.append(f"{mark}:foreign={any(countries_named(name) for name in names[:2])}")
    headline, own = ground.scene.article.headline or "", found.names[0].lstrip("《“")
    for name in names:
        if len(name) > 1 and name in headline:
            seen.append(f"{mark}:headline")
        if len(name) > 1 and name in own:
            seen.append(f"{mark}:in-name:{own.startswith(name)}")
    if party.actors and party.actors[0].span.start < ground.lead:
        seen.append(f"{mark}:lead:{kind}")
    return seen


def _near(mark: str, place: _Place, traits: Traits, scene: Scene) -> list[str]:
    """What is seen of a party in the policy's own sentence."""
    text, begin, mention = scene.text, place.begin, place.mention.span
    start, end = place.actor.span.start, place.actor.span.end
    gap = text[end : mention.start] if place.before else text[mention.end : start]
    commas = min(gap.count("，") + gap.count("；") + gap.count("："), 3)
    side = f"{mark}:{'before' if place.before else 'after'}"
    seen = [
        f"{side}:commas={commas}",
        f"{side}:rule={traits.rule}",
        f"{side}:next={text[end : end + 1]}",
        f"{side}:last={text[start - 1 : start] if start > begin else '^'}",
    ]
    if place.number:
        seen.append(f"{side}:later")
    if not place.before:
        return seen
    verb = verb_before(text, scene.list_start(place.mention))
    seen += [f"{side}:verb={verb}", f"{side}:verb={bool(verb)}:commas={commas}"]
    if governed().search(text, begin, start):
        seen.append(f"{side}:governed")
    if is_idle(place.actor, text):
        seen.append(f"{side}:idle")
    if next(iter(scene.between(begin, mention.start)), None) is place.actor:
        seen.append(f"{side}:first={step(start - begin, 0, 8, 20)}")
    return seen


def _beside(place: _Place, claimed: set[str], scene: Scene) -> bool:
    """Whether the party is listed with one that a grammar names: 甲局、|乙局."""
    here = place.actor
    for other in scene.between(place.begin, place.mention.span.end + _BEHIND):
        if other is not here and not claimed.isdisjoint(other.names):
            one, two = (other, here) if other.span.start < here.span.start else (here, other)
            if one.span.end <= two.span.start and are_joined(one, two, scene.text):
                return True
    return False


def _words(place: _Place) -> tuple[int, int]:
    """The words that tell of a party: from it to the policy where they stand close."""
    low = min(place.actor.span.start, place.mention.span.start)
    high = max(place.actor.span.end, place.mention.span.end)
    return (low, high) if high - low <= _NEAR_EVIDENCE else (place.actor.span.start, place.actor.span.end)
