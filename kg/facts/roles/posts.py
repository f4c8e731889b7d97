"""The posts of a sentence, those that belong together in one chain: 省委副书记、省长."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.facts.roles.beside import read_post
from kg.facts.roles.ground import Ground
from kg.facts.roles.post import Post
from kg.lexicon.titles import PostKind
from kg.model import Span

_ADJECTIVE = r"(?:现任|时任|现|执政的|在野的|兼|著名|原|前)?"
# 村党支部副书记、|村里的|代办员
_HERE = "[村镇乡县厂校院店社]里的"
# 第十届、|十一届某委员会主席: the first of two terms stands apart from the body.
_TERMS = r"(?:第?[一二三四五六七八九十\d０-９]{1,4}届[、和]?)*"
# 某校校长（某院院长）甲: the second post in brackets; 某院院士、“某某专家”、某院院长甲: an honour between posts.
_HONOUR = "、“[^”]{2,14}”、"
_JOINS = "[、，,]?(?:兼|暨|以及|及|和|并|兼任|并兼任)"
_SEPARATORS = re.compile(rf"(?:[、，,；/ ](?:{_ADJECTIVE}|{_HERE})|{_HONOUR}|{_JOINS}|\u3000|[（(]){_TERMS}")


_SEATS = ("常委", "委员", "书记", "副书记")


def read_chains(ground: Ground, index: int) -> list[tuple[Post, ...]]:
    """The posts of a sentence, those joined by 、 or 兼 together: 省委副书记、省长 is one chain of two."""
    chains: list[list[Post]] = []
    for post in _posts(ground, index):
        last = chains[-1][-1] if chains else None
        gap = ground.text[last.span.end : post.span.start] if last else "…"
        if last and gap == "" and post.bare and post.head.kind is PostKind.TERRITORY and last.head.word in _SEATS:
            chains[-1].append(post)  # 省委常委|副省长
        elif last and gap == "" and post.bare and post.title.span.start and last.core.end == post.span.start:
            chains[-1].append(replace(post, of=last))
        elif (
            last and gap == "" and post.body and last.head.kind is PostKind.TERRITORY and (last.territory or last.bare)
        ):
            begin = last.span.start  # 某国总统|办公室主任
            body = ground.text[begin : post.span.start] + post.body
            chains[-1][-1] = replace(post, span=Span(begin, post.span.end), body=body)
        elif (
            last
            and gap == ""
            and post.field
            and last.head.kind is PostKind.TERRITORY
            and (last.territory or (last.bare and not post.territory))
        ):
            chains[-1].append(replace(post, of=last))  # 某国总统某地问题特别代表, 总统外事顾问
        elif (
            last and last.span.contains(post.span) is False and post.of is not None and post.span.start < last.span.end
        ):
            chains.append([replace(post, span=post.core)])
        elif last and _SEPARATORS.fullmatch(gap):
            chains[-1].append(post)
        else:
            chains.append([post])
    return [_served(chain, ground) for chain in chains]


def _served(chain: list[Post], ground: Ground) -> tuple[Post, ...]:
    """总统特别助理 is one post; 王某主席特别代表 leaves 主席 to the person before it."""
    kept: list[Post] = []
    for post in chain:
        if post.of and kept and kept[-1].core == post.of.core and post.of.span.start not in ground.people_to:
            kept.pop()
            post = replace(post, span=Span(post.of.span.start, post.span.end))
        kept.append(post)
    return tuple(kept)


def _posts(ground: Ground, index: int) -> Iterator[Post]:
    sentence = ground.sentences[index]
    reached = sentence.span.start
    last: Post | None = None
    for title in ground.titles[index]:
        span, core = title.span, title.core
        post = read_post(ground, title, span, core, reached)
        served = _person_served(ground, span.start, last)
        if served:
            post = Post(Span(served.span.start, span.end), core, title, of=served, former=title.former)
            yield post
            reached, last = span.end, post
            continue
        if post is None and last and last.span.end == span.start:
            post = Post(span, core, title, former=title.former)  # 总统|新闻秘书
        if post is not None and post.bare and post.head.kind is PostKind.WEAK and not _follows(ground, post, last):
            continue
        last = post or last
        if post is not None and post.span.start >= reached:
            yield post
            reached = post.span.end
        elif post is not None and span.start >= reached:
            yield Post(span, core, title, former=title.former)
            reached = span.end


def _follows(ground: Ground, post: Post, last: Post | None) -> bool:
    """Whether a word that is a post only beside its body follows one that has it: 院长、教授, or a name."""
    if post.span.start in ground.people_to:
        return True
    if last is not None and last.span.end == post.span.start:
        return True  # 总统|助理
    return last is not None and _SEPARATORS.fullmatch(ground.text[last.span.end : post.span.start]) is not None


def _person_served(ground: Ground, start: int, last: Post | None) -> Post | None:
    """某国首相甲的特使, 国家主席的特使: the post 首相 that the envoy serves."""
    if ground.text[start - 1 : start] != "的":
        return None
    if last and last.span.end == start - 1:
        return last
    person = ground.people_to.get(start - 1)
    return last if person and last and last.span.end == person.span.start else None
