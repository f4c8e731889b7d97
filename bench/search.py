"""How fast names are found, and what the index costs: python bench/search.py [--names 500000] [--store DIR]

Names are made up of the words that names are made of, with the skew of real ones: few are named often, most once.
With ``--store`` the names are those of a store. Each query is typed character by character; the time is that of one
answer of ``/search/suggest``, without the network.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from api.search.index import Index, build
from kg.queries.naming import Naming, every_name
from kg.rdf.iris import BASE
from kg.store import open_store

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国志文玉兰春梅海燕红云飞鹏宇浩然子轩若水行远知微之溪晓东立新"
TOWNS = [a + b for a in "青云岚雾白柳临松安宁永长东西南北新大平广" for b in "澜河山桥溪渡江岭州阳城川海湖林泉峰原"]
LEVELS = ["省", "市", "县", "区", "镇", "自治州"]
BODIES = [
    "人民政府",
    "发展和改革委员会",
    "农业农村局",
    "教育局",
    "公安局",
    "水务局",
    "人民代表大会常务委员会",
    "总工会",
]
MEETINGS = ["工作会议", "座谈会", "推进会", "动员大会", "现场会", "专题会议", "常务会议", "调研"]
FIELDS = [
    "防汛",
    "乡村振兴",
    "安全生产",
    "生态环境保护",
    "招商引资",
    "教育",
    "医疗保障",
    "粮食生产",
    "就业",
    "科技创新",
]
TYPED = [
    "王", "王建国", "张敏", "青澜市", "会议", "工作会议", "防汛工作", "发展和改革", "人民政府", "乡村振兴座谈会", "省",
    "w", "wjg", "wangjianguo", "zhangm", "xian", "qinglan", "fzhggwyh", "gongzuohuiyi", "s", "zengruoshui", "无此名称",
]  # fmt: skip
KINDS: tuple[tuple[str, ...], ...] = ((), ("policy",))


def made_up(count: int) -> Iterator[Naming]:
    rng = random.Random(5)
    for number in range(count):
        kind = rng.choices(("person", "organization", "event", "policy", "place", "article"), (30, 20, 20, 8, 7, 15))[0]
        town = rng.choice(TOWNS) + rng.choice(LEVELS)
        field = rng.choice(FIELDS)
        name = {
            "person": rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2)))),
            "organization": town + rng.choice(BODIES),
            "event": f"{town}{rng.choice(('', '全市', '第三次'))}{field}{rng.choice(MEETINGS)}",
            "policy": f"《{town}{field}{rng.choice(('条例', '规划', '实施意见', '行动方案'))}》",
            "place": town + rng.choice(("民中心", "村", "大桥", "工业园区")),
            "article": f"{town}{field}{rng.choice(MEETINGS)}召开，{rng.choice(GIVEN)}{rng.choice(GIVEN)}出席并讲话",
        }[kind]
        yield Naming(f"{BASE}{kind}/{number}", name, 0, int(rng.paretovariate(1.1)) if kind != "article" else 1)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--names", type=int, default=500_000)
    arguments.add_argument("--store", help="take the names of this store instead")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "names.sqlite"
        began = time.perf_counter()
        if given.store:
            with open_store(given.store, read_only=True) as store:
                build(file, every_name(store))
        else:
            build(file, made_up(given.names))
        print(f"built in {time.perf_counter() - began:.1f} s, {file.stat().st_size / 2**20:.0f} MB")
        report(Index(file))


def report(index: Index) -> None:
    times: list[float] = []
    for kinds, text in itertools.product(KINDS, TYPED):
        worst, count = 0.0, 0
        for end in range(1, len(text) + 1):
            began = time.perf_counter()
            count = len(index.search(text[:end], kinds, 8))
            took = 1000 * (time.perf_counter() - began)
            times.append(took)
            worst = max(worst, took)
        print(f"{' '.join(kinds) or 'any':8} {text:14} {count:3} found, slowest key {worst:7.2f} ms")
    times.sort()
    print(
        f"p50 {statistics.median(times):.2f} ms, p95 {times[int(len(times) * 0.95)]:.2f} ms, worst {times[-1]:.2f} ms"
    )


if __name__ == "__main__":
    main()
