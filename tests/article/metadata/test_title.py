"""Title: the headline by agreement of its witnesses, never the site's name."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.article.metadata.pages import STORY, article, parse, read_html, read_text

from copydesk.article.metadata.headline_signs import SIGNS
from copydesk.article.metadata.slug import slug_share, slug_words
from copydesk.article.metadata.title import ORIGINS, is_news, strip_site, support

HEADLINES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("headlines.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry talks resume | The Daily Lamp", "Ferry talks resume"),
        ("Ferry talks resume - World - The Daily Lamp", "Ferry talks resume"),
        ("The Daily Lamp: Ferry talks resume", "The Daily Lamp: Ferry talks resume"),
        ("The Daily Lamp | Ferry talks resume", "Ferry talks resume"),
        ("Ferry – and harbour – talks resume", "Ferry – and harbour – talks resume"),
        ("フェリー協議が再開：The Daily Lamp", "フェリー協議が再開"),
        ("dailylamp.example", "dailylamp.example"),
    ],
)
def test_site_is_cut_off(text: str, title: str) -> None:
    """The site's name goes, with the section beside it; dashes inside a title stay."""
    sites = ("The Daily Lamp", "dailylamp.example")
    assert strip_site(text, sites, {"ferry talks resume"}) == title


def test_title_is_unescaped() -> None:
    """Entities that were escaped twice are undone."""
    page = article(title="Ferry &amp;amp; harbour talks resume")
    assert read_html(page).title == "Ferry & harbour talks resume"


def test_marks_of_no_width_go() -> None:
    """Soft hyphens and zero-width marks go; the joiners that Persian spells with stay."""
    assert (
        read_html(article(title="Ferry\u200b talks re\u00adsume\u2060")).title
        == "Ferry talks resume"
    )
    persian = "گفت\u200cوگوهای کشتی از سر گرفته می\u200cشود"
    assert read_html(article(title=persian)).title == persian


def test_kicker_is_left_out() -> None:
    """A kicker inside the h1 goes where the head has the title without it."""
    title = "Ferry talks resume after three weeks"
    page = article(head=f'<meta property="og:title" content="{title}">', title=title)
    page = page.replace(f"<h1>{title}", f"<h1><span>Harbour:</span> {title}")
    assert read_html(page).title == title


def test_heading_of_the_site_is_no_title() -> None:
    """A first h1 that is the site's name gives way to the story's."""
    page = article().replace("<nav>", "<h1>The Daily Lamp</h1><nav>")
    assert read_html(page).title == "Ferry talks resume"


def test_title_element_alone() -> None:
    """Without h1 and names of the site, a visible line tells which part is the title."""
    page = (
        "<html><head><title>Daily Lamp - Ferry talks resume at last</title></head><body><table><tr>"
    )
    page += "<td>Ferry talks resume at last</td></tr></table>" + "".join(f"<p>{p}" for p in STORY)
    assert read_html(page, url=None).title == "Ferry talks resume at last"


@pytest.mark.parametrize("case", HEADLINES, ids=lambda case: case["name"])
def test_headline_among_lines(case: dict[str, Any]) -> None:
    """Without markup the headline is told from menu, trail, weather, credit, date and slogan."""
    metadata = read_text("\n".join([*case["lines"], *case.get("body", STORY)]))
    assert metadata.title == case["title"]
    assert metadata.origins["title"] == "line of text"


def test_every_sign_has_a_weight() -> None:
    """The signs and the learned weights are the same, both ways."""
    source = files("copydesk.article.metadata").joinpath("headline_weights.toml")
    assert set(tomllib.loads(source.read_text("utf-8"))) == set(SIGNS)
    assert len(set(SIGNS)) == len(SIGNS)


def test_no_line_is_a_headline() -> None:
    """A page of menu and dates alone gives no title rather than a wrong one."""
    page = "\n".join(["Home", "World", "19 May 2025", "By Ada Miller", *STORY])
    assert read_text(page).title is None


def test_support_has_its_shape() -> None:
    """Sixteen values for the witnesses and five signs; the address backs the title made of it."""
    groups = {"Ferry talks resume": ["h1"], "Ferry talks resume in spring": ["og:title"]}
    words = slug_words(["https://www.dailylamp.example/world/ferry-talks-resume"])
    short, long = support(groups, words, True)
    assert len(short) == len(long) == 2 * len(ORIGINS) + 4 + 5
    assert (short[0], long[0]) == (1.0, 0.0)
    assert (short[-4], long[-3]) == (1.0, 1.0)
    assert (short[-1], long[-1]) == (1.0, 0.0)


def test_every_witness_has_a_weight() -> None:
    """There are as many learned weights as values of support."""
    source = files("copydesk.article.metadata").joinpath("title_weights.toml")
    (row,) = support({"Ferry talks resume": ["h1"]}, frozenset(), True)
    assert len(tomllib.loads(source.read_text("utf-8"))["weights"]) == len(row)


def test_spellings_share_their_witnesses() -> None:
    """Two spellings of one headline back each other, and each keeps its own witnesses."""
    groups = {"‘Slow’ ferry talks": ["h1"], "'Slow' ferry talks": ["og:title"]}
    curly, straight = support(groups, frozenset(), True)
    count = len(ORIGINS)
    assert curly[:count] != straight[:count]
    assert curly[count:] == straight[count:]
    assert sum(curly[count : 2 * count]) == 2


def test_guides_are_heard_otherwise_than_newspapers() -> None:
    """On a page that is no newspaper's, the witnesses are told once more, apart."""
    groups = {"Ten ferries to take": ["h1"], "Best ferries": ["og:title"]}
    paper, guide = support(groups, frozenset(), True), support(groups, frozenset(), False)
    start = 2 * len(ORIGINS)
    assert [row[start : start + 4] for row in paper] == [[0.0] * 4] * 2
    assert [row[start : start + 4] for row in guide] == [[1.0, 0, 0, 0], [0, 0, 1.0, 0]]


@pytest.mark.parametrize(
    ("kind", "news"), [("NewsArticle", True), ("BlogPosting", False), ("Organization", False)]
)
def test_newspapers_say_so(kind: str, news: bool) -> None:
    """Linked data tells whether a page is a newspaper's story."""
    node = '{"@type": "' + kind + '", "headline": "Ferry talks resume"}'
    head, _ = parse(article(head=f'<script type="application/ld+json">{node}</script>'))
    assert is_news(head) is news


def test_address_tells_between_two_headlines() -> None:
    """Of two headlines in the head, the one that the story was filed under is taken."""
    filed = "Ferry talks resume after three weeks"
    node = '{"@type": "NewsArticle", "headline": "Will the ferry ever run again?"}'
    head = f'<script type="application/ld+json">{node}</script>'
    head += f'<meta property="og:title" content="{filed}">'
    page = article(head=head, title="Will the ferry ever run again?")
    address = "https://www.dailylamp.example/world/ferry-talks-resume-after-three-weeks-88.html"
    assert read_html(page, url=address).title == filed
    assert read_html(page, url=None).title == "Will the ferry ever run again?"


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Zürich überrascht Köln", "https://lamp.example/sport/zuerich-ueberrascht-koeln/"),
        ("Zürich überrascht Köln", "https://lamp.example/zurich-uberrascht-koln-1234.html"),
        ("Søsken går på ski", "https://lamp.example/i/dRw/soesken-gaar-paa-ski"),
        ("L’été sera très chaud à Paris", "https://lamp.example/a/l-ete-sera-tres-chaud-a-paris"),
        ("محادثات العبارة تستأنف", "https://lamp.example/%D9%85%D8%AD%D8%A7%D8%AF%D8%AB%D8%A7%D8%AA-%D8%A7%D9%84%D8%B9%D8%A8%D8%A7%D8%B1%D8%A9-%D8%AA%D8%B3%D8%AA%D8%A3%D9%86%D9%81"),
    ],
)  # fmt: skip
def test_address_spells_without_accents(title: str, address: str) -> None:
    """Addresses spell accents out or leave them out, and drop small words."""
    assert slug_share(title, slug_words([address])) == 1.0


@pytest.mark.parametrize("address", [None, "", "https://lamp.example/", "x://lamp.example/a/1234"])
def test_address_without_words(address: str | None) -> None:
    """An address of numbers tells nothing."""
    assert slug_words([address]) == frozenset()


def test_closing_quotation_mark_stays() -> None:
    """A closing guillemet is no edge between title and site."""
    title = "Le maire met en garde contre la « gravité de la situation »"
    assert read_html(article(title=title)).title == title


def test_page_without_title() -> None:
    """Nothing offered, nothing given."""
    head, flat = parse("<p>x</p>")
    assert head.title == ""
    assert flat.blocks
    assert read_html("<p>x</p>", url=None).title is None
