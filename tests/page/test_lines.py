"""Lines, their marks and spacing; which lines are one paragraph."""

import pytest

from kg.page.dateline import find_reporters
from kg.page.kinds import are_names
from kg.page.line_signs import ends_sentence, is_byline
from kg.page.lines import is_letter_spaced, pieces_of, split_lines
from kg.page.patterns import patterns
from kg.page.unit import UnitKind
from kg.page.units import make_units


def units(text: str) -> list[tuple[str, str]]:
    return [(u.kind.value, u.text) for u in make_units(split_lines(text))]


def test_marks_and_edges_are_cut_and_places_kept() -> None:
    raw = "\n\n## 标 题 一 号  \r\n　　正文。\n**小标题**  \n> 引文"
    lines = split_lines(raw)
    assert [(line.text, line.level, line.bold, line.blanks) for line in lines] == [
        ("标 题 一 号", 2, False, 1),
        ("正文。", 0, False, 0),
        ("小标题", 0, True, 0),
        ("引文", 0, False, 0),
    ]
    assert all(raw[line.start : line.end] == line.text for line in lines)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("一 鼓 作 气 向 前 进", "一鼓作气向前进"),
        ("一 鼓 作 气  扎 实 推 进", "一鼓作气 扎实推进"),
        ("张三 李四 王五 赵六", "张三 李四 王五 赵六"),
        ("11 月 8日至 9 日", "11月8日至9日"),
        ("出 口 突 破 200 万 套", "出口突破200万套"),
        ("正文\u200b里的**重点**词", "正文里的重点词"),
    ],
)
def test_spaces_that_only_fill_a_line_are_dropped(raw: str, clean: str) -> None:
    (line,) = split_lines(raw)
    text, pieces = pieces_of(line, justified=True)
    assert text == clean
    assert "".join(raw[p.raw : p.raw + p.length] for p in pieces) in (clean, clean.replace(" ", ""), clean)


def test_letter_spacing() -> None:
    assert (
        is_letter_spaced("全 力 冲 刺 目 标")
        and not is_letter_spaced("一 二")
        and not is_letter_spaced("本报记者 张三 摄")
    )


def test_words_broken_over_lines_are_whole_again() -> None:
    text = (
        "清河县人民政府昨天召开全体会议，研究部署今年的农\n"
        "业生产工作。县长在会上说，要抓住有利时机，扩大优\n质小麦的种植面积。\n下午，县长到小麦产区调研。\n"
    )
    assert units(text) == [
        (
            "paragraph",
            "清河县人民政府昨天召开全体会议，研究部署今年的农业生产工作。县长在会上说，要抓住有利时机，扩大优质小麦的种植面积。",
        ),
        ("paragraph", "下午，县长到小麦产区调研。"),
    ]


def test_a_line_that_quotation_marks_make_wide_is_no_column() -> None:
    lines = [
        "罗建平指出，要提高站位，认真学",
        "习领会会议要求，做到“三个提前”、抓",
        "好“四个重点”、落实“五个到位”、办成“六",
        "件实事”，各乡镇要把春耕生产放在首",
        "要位置来抓，并且把春耕生产和去年冬",
        "天开始的全县农田水利建设工作会议精",
        "神结合起来，坚持因地制宜，突出重点，",
        "确保今年夏粮丰收。",
    ]
    assert units("\n".join(lines)) == [("paragraph", "".join(lines))]


def test_a_column_break_within_a_sentence_is_mended() -> None:
    long = "全市各级部门认真贯彻会议精神，结合自身实际制定了详细的落实方案，初步构建起上下联动的工作体"
    assert units(f"{long}\n\n系和运行机制，各项工作进展顺利。") == [
        ("paragraph", f"{long}系和运行机制，各项工作进展顺利。")
    ]


PARAGRAPHS = [
    "昨天上午，清河县人民政府县长罗建平主持召开春耕生产动员会议，副县长柳青参加。",
    "会议指出，今年春耕生产任务重，各乡镇要抓住有利时机，扩大优质小麦种植面积，做好田间管理，确保夏粮丰收。",
    "县农业局局长何伟作动员讲话，要求各村抓紧备足种子和化肥，检修农机具，组织技术人员到田间地头。",
]


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("width", range(13, 25))
def test_names_broken_over_the_first_line_of_a_paragraph_are_whole(width: int, indent: str) -> None:
    """The first line is two characters short, because its indent was cut, or is there besides."""
    lines = ["清河县开会动员春耕"]
    for text in PARAGRAPHS:
        lines += [indent + text[: width - 2], *(text[i : i + width] for i in range(width - 2, len(text), width))]
    assert units("\n".join(lines)) == [("display", lines[0]), *(("paragraph", text) for text in PARAGRAPHS)]


def test_a_line_never_starts_with_a_stop() -> None:
    assert units("两县领导还共同会见了获奖农户\n。\n会见以后举行座谈。") == [
        ("paragraph", "两县领导还共同会见了获奖农户。"),
        ("paragraph", "会见以后举行座谈。"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("本报记者 张小明", UnitKind.BYLINE),
        ("（下转第二版）", UnitKind.JUMP),
        ("▶▶ 第三版", UnitKind.GUIDE),
        ("今日导读", UnitKind.GUIDE),
        ("责任编辑：张三 美编：李四", UnitKind.IMPRINT),
        ("2016年5月12日 星期四", UnitKind.IMPRINT),
        ("咨询热线：0000-1234567", UnitKind.ADVERT),
        ("全县夏粮喜获丰收", UnitKind.DISPLAY),
        ("全县夏粮喜获丰收。", UnitKind.PARAGRAPH),
        ("这是为什么？", UnitKind.DISPLAY),
        ("老旧小区“加梯难”怎么解？", UnitKind.DISPLAY),
        ("（某报张小明）", UnitKind.PARAGRAPH),
        ("（作者系清河县第二中学退休教师、县作家协会副主席）", UnitKind.PARAGRAPH),
        ("罗建平主持", UnitKind.DISPLAY),
        ("青山绿水好生财", UnitKind.DISPLAY),
    ],
)
def test_kinds_of_single_lines(text: str, kind: UnitKind) -> None:
    assert units(text) == [(kind.value, text)]


def test_a_headline_glued_to_a_body_is_parted() -> None:
    assert units("罗建平主持本报讯（记者柳青）市政府昨天召开防汛会议，部署防汛备汛工作。") == [
        ("display", "罗建平主持"),
        ("paragraph", "本报讯（记者柳青）市政府昨天召开防汛会议，部署防汛备汛工作。"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "本报讯（记者",
        "本报6月23日讯（",
        "新华社北京6月23日电（",
        "据新华社利马１月２２日电（",
        "本报 11月 10日讯（",
        "本报6日讯（",
        "本报清河6月23日专电（",
        "清河日报讯（",
        "央视网消息（",
        "新华社、中新社北京1月2日电 ",
    ],
)
def test_starts_of_reports(text: str) -> None:
    assert patterns().lead.match(text)


@pytest.mark.parametrize("text", ["新华社的消息说", "本报记者通讯录", "本报从今天起电话开通", "新华社电视节目"])
def test_other_starts(text: str) -> None:
    assert not patterns().lead.match(text)


def test_bylines_and_names() -> None:
    assert is_byline("□本报记者 张三 李四 通讯员 王五") and is_byline("新华社记者")
    assert not is_byline("记者近日在农村基层采访时") and not is_byline("通讯员队伍建设见成效")
    assert are_names("张小明") and are_names("李 妍") and are_names("张小明李大勇")
    assert not are_names("经济") and not are_names("高考改革") and not are_names("全县夏粮")


def test_ends_of_sentences() -> None:
    assert ends_sentence("完了。”") and ends_sentence("（新华社北京1月2日电）") and ends_sentence("本报记者 张三 摄")
    assert not ends_sentence("关于会议的（通知）") and not ends_sentence("没有完，")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本报松江电记者陆远舟报道：新年期间，全市商店照常营业。", ("陆远舟",)),
        ("本报松江１月３日讯记者陆远舟、齐听雨报道：新年期间，全市商店照常营业。", ("陆远舟", "齐听雨")),
        ("本报松江１月３日讯新华社记者陆远舟、本报记者齐听雨报道：新年期间，商店照常营业。", ("陆远舟", "齐听雨")),
        ("（记者陆远舟）新年期间，全市商店照常营业。", ("陆远舟",)),
        ("多家媒体的记者近日到松江报道：商店照常营业。", ()),
    ],
)
def test_who_wrote_is_named_after_the_dateline(text: str, names: tuple[str, ...]) -> None:
    assert find_reporters(text, ()) == names
