"""Bodies that a post takes from a territory: government, ministry by its field, mission, house of parliament."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.roles.ground import Ground
from kg.facts.roles.held import Held
from kg.facts.roles.post import Post
from kg.lexicon.endings import kind_of
from kg.lexicon.gazetteer import country, divisions_named, find_divisions
from kg.lexicon.lands import find_lands, land_names, usual_name
from kg.lexicon.organizations import LEVELS, government_names, names_of
from kg.lexicon.titles import PostKind

_CHINA = "中华人民共和国"


def lawmaker_body(post: Post) -> Held:
    """美国参议员 sits in 美国参议院."""
    land = usual_name(post.territory)
    house = {"参议员": "参议院", "众议员": "众议院"}.get(post.head.word, "议会")
    return Held(names_of(f"{land}{house}"), "legislature", land, post.span.start)


def mission(ground: Ground, post: Post) -> Held:
    """An envoy\'s mission: 中国驻智利大使 → 中国驻智利大使馆; without a sender, China\'s, or the guest\'s at 驻华."""
    sender = usual_name(post.territory) if post.territory not in ("", "我") else ""
    host = "中国" if post.host == "华" else usual_name(post.host.removesuffix("的"))
    host = _land_near(ground, host, post.span.start)
    if sender == "" and country(host) and host == "中国":
        sender = ground.context.land(post.span.start) or ""
    elif sender == "":
        sender = "中国"
    posted = "常驻" if "常驻" in ground.text[post.span.start : post.core.start] else "驻"
    guest = "代表" in post.head.word or ("大使" in post.head.word and country(host) is None)  # 驻联合国大使
    seat = "代表团" if guest else ("总领事馆" if "领事" in post.head.word else "大使馆")
    short = f"{post.territory}{posted}{post.host}"
    names = [f"{sender}{posted}{host}{seat}", f"{sender}驻{host}使馆" if seat == "大使馆" else "", f"{short}{seat}"]
    return Held(tuple(dict.fromkeys(n for n in names if n)), "mission", sender, post.span.start)


def _land_near(ground: Ground, name: str, at: int) -> str:
    """A one-character country is the one of its initial that the text names (巴 → 巴基斯坦)."""
    if len(name) > 1:
        return name
    return next(iter(ground.context.lands_by(name)), name)


def field_body(ground: Ground, post: Post, chain: Sequence[Held]) -> Held | None:
    """挪威渔业大臣 → 挪威渔业部; 美国北极问题特使 → 美国政府."""
    land = (
        usual_name(_land_near(ground, post.territory, post.span.start))
        if post.territory
        else next((h.territory for h in reversed(chain) if h.territory), "")
    )
    ministry = post.head.word in ("部长", "大臣", "副部长") and not post.field.endswith(
        ("统筹", "事务", "问题", "总统", "首相")
    )
    field = post.field.removesuffix("部")
    if ministry:
        office = "省" if land == "日本" else "部"
        names = (f"{land}{field}{office}", f"{field}{office}")
        listed = names_of(f"{field}部") if not land else ()
        return Held(tuple(dict.fromkeys((*listed, *names))), "ministry", land, post.span.start)
    if land:
        return Held(government_names(land), "government", land, post.span.start)
    return None


def territory_body(ground: Ground, post: Post) -> Held:
    """The government (or, for 外长, the ministry) of the territory that stands before the post."""
    written = _land_near(ground, post.territory, post.span.start)
    if written == "我":
        written = "中国"
    at = post.span.start
    lands = () if divisions_named(written) else find_lands(written)  # 内蒙古 is not 蒙古
    if post.head.kind is PostKind.MINISTRY and post.head.body:
        if written.endswith(("州", "省", "邦")) and not country(written):
            return Held((f"{written}{post.head.body}", f"{written}政府", written), "government", written, at)
        land = usual_name(written)
        home = names_of(post.head.body) if land == "中国" else ()
        return Held(
            tuple(dict.fromkeys((*home, f"{land}{post.head.body}", f"{written}{post.head.body}"))), "ministry", land, at
        )
    inner = written[lands[0].end :] if lands and lands[0].start == 0 else ""
    if (
        len(inner) > 1
        and not country(written)
        and inner != "共和国"
        and inner.endswith(("州", "省", "邦", "市", "郡", "区", "共和国", "道", "府", "县", "都"))
    ):
        return Held((f"{inner}政府", f"{written}政府", written, inner), "government", written, at)
    if len(inner) > 1 and not country(written) and post.head.word in ("市长", "副市长", "州长", "省长", "县长", "镇长"):
        level = post.head.word[-2]  # 某国某城|市长
        return Held((f"{inner}{level}政府", f"{inner}政府", written, inner), "government", written, at)
    if lands or country(written):
        land = usual_name(written[lands[0].start : lands[0].end]) if lands else usual_name(written)
        if land == "中国":
            state = post.head.word in ("国家主席", "国家副主席", "主席")
            return Held(names_of(_CHINA if state else "国务院"), "government", land, at)
        if post.head.kind is PostKind.OWN and post.head.word != "国家主席":
            body = names_of(post.head.body) if land == "美国" else (f"{land}政府", land)
            return Held(body, "government", land, at)
        extra = (written,) if written.endswith("政府") else ()
        return Held(tuple(dict.fromkeys((f"{land}政府", *extra, *land_names(land)))), "government", land, at)
    return _division(ground, written, post)


def _division(ground: Ground, written: str, post: Post) -> Held:
    level = post.head.word[0]
    at = post.span.start
    if written in LEVELS:
        name = ground.context.home.at(at).get(written, "")
        names = government_names(name) if name else ()
        return Held(tuple(dict.fromkeys((*names, f"{written}政府", written))), "government", name or written, at)
    if written.endswith("政府"):
        names = names_of(written, ground.context.home.at(at))
        land = names[0].removesuffix("政府").removesuffix("人民")
        return Held(tuple(dict.fromkeys((*names, land))), "government", land, at)
    if len(written) > 2 and written[-1] == written[-2]:
        written = written[:-1]  # 五里桥乡|乡长
    name = (
        written
        if written.endswith(LEVELS)
        else f"{written}{level}"
        if divisions_named(f"{written}{level}")
        else written
    )
    found = find_divisions(name)
    short = found[-1].text if found and found[-1].span.end == len(name) else name
    if post.head.kind is not PostKind.TERRITORY:
        return Held((name,), kind_of(name), name, at)
    return ruled_body(short, at, written)


def ruled_body(territory: str, at: int, written: str) -> Held:
    """The government of a territory at home, a prefecture's by the names of its office (行署), too."""
    area = territory.removesuffix("地区")
    offices = () if area == territory else (f"{territory}行政公署", f"{territory}行署", f"{area}行署")
    names = (*government_names(territory), *offices, written)
    return Held(tuple(dict.fromkeys(names)), "government", territory, at)
