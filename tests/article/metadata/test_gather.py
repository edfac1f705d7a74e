"""gather: each value with its origin; any head is read; the same page gives the same values."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from tests.article.metadata.pages import STORY, article, parse, read_html, read_text

from copydesk.article.metadata.agency import read_lead
from copydesk.article.metadata.head import read_head
from copydesk.article.metadata.jsonld import MAX_NODES, read_jsonld
from copydesk.article.metadata.language import find_language

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "@type @id @graph author name headline datePublished publisher image keywords "
                "articleSection isAccessibleForFree itemListElement inLanguage item".split()
            ),
            inner | st.sampled_from(["NewsArticle", "Person", "BreadcrumbList", "WebPage", "#a"]),
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(JUNK)
def test_any_linked_data(value: Any) -> None:
    """No linked data raises, and what is gathered is of the contract's types."""
    script = json.dumps(value).replace("</", "<\\/")
    page = article(head=f'<script type="application/ld+json">{script}</script>')
    metadata = read_html(page)
    assert metadata == read_html(page)
    assert all(isinstance(name, str) and name for name in metadata.authors)
    assert all(isinstance(tag, str) for tag in metadata.tags)


@given(st.text(max_size=120), st.text(max_size=60))
def test_any_script_and_meta(source: str, content: str) -> None:
    """Broken scripts and any meta value are passed over."""
    quoted = content.replace('"', "&quot;")
    names = ["og:title", "author", "article:published_time", "og:url", "robots", "description"]
    metas = "".join(f'<meta property="{name}" content="{quoted}">' for name in names)
    read_html(article(head=f'{metas}<script type="application/ld+json">{source}</script>'))


@pytest.mark.parametrize(
    "source",
    [
        '<!-- {"@type": "NewsArticle"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle"}\n//]]>',
        '/*<![CDATA[*/{"@type": "NewsArticle"}/*]]>*/',
        '{"@type": "NewsArticle",}',
        '{"@type": "NewsArticle", "headline": "two\nlines"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;}",
        '[{"@type": "NewsArticle"},]',
        '{"@graph": [{"@type": "NewsArticle"}]};',
        '{"@type": "WebPage"}\n{"@type": "NewsArticle"}',
    ],
)
def test_broken_linked_data(source: str) -> None:
    """The standing ways of breaking JSON-LD are read through."""
    nodes = read_jsonld([source])
    assert any(node.get("@type") == "NewsArticle" for node in nodes)


def test_nodes_are_bounded() -> None:
    """Many nodes and deep nesting cost no more than the bound."""
    assert len(read_jsonld([json.dumps([{"a": {}}] * 5000)])) <= MAX_NODES
    assert read_jsonld(["[" * 100_000]) == ()


def test_white_space_in_linked_data_costs_little() -> None:
    """A script of white space takes time in proportion to its length."""
    assert read_jsonld([" " * 1_000_000 + "x", "{" + " " * 1_000_000 + ">"]) == ()


@pytest.mark.parametrize(
    ("lead", "agency", "place"),
    [
        ("(MENAFN) The minister said on Tuesday that", "MENAFN", None),
        ("MUSCAT, May 22 (Meridian Wire) — A fifth round", "Meridian Wire", "MUSCAT"),
        ("JEDDAH, Saudi Arabia (RSM) - The army on Thursday", "RSM", "JEDDAH, Saudi Arabia"),
        ("Berlin (dpa) - Die Gespräche", "dpa", "Berlin"),
        ("BEIJING — China has agreed", None, "BEIJING"),
        ("新华社北京5月17日电 外交部发言人", "新华社", "北京"),
        ("(서울=연합뉴스) 김민수 기자 = 정부는", "연합뉴스", "서울"),
        ("The talks (which began in May) — the first since spring", None, None),
        ("Council leader Ada Quill (Harbour Party) said she would", None, None),
        ("The plan — a first draft — was rejected", None, None),
        ("(Note) this is how it began", None, None),
        ("The Lamp Safety Office (LSO) said on Tuesday that", None, None),
        ("Minister Ada Quill (LDU) hat am Dienstag", None, None),
    ],
)
def test_leads(lead: str, agency: str | None, place: str | None) -> None:
    """Credit and dateline are read off the lead; brackets and dashes of a sentence are not."""
    found = read_lead(lead)
    assert (found.agency, found.place) == (agency, place)


@pytest.mark.parametrize(
    ("text", "html", "language"),
    [
        ("Die Gespräche über die Fähre wurden am Dienstag fortgesetzt. " * 5, "de", "de"),
        ("Die Gespräche über die Fähre wurden am Dienstag fortgesetzt. " * 5, "en", "de"),
        ("Переговоры о паромной переправе возобновились во вторник. " * 5, "", "ru"),
        ("استؤنفت المحادثات بشأن خط العبارات يوم الثلاثاء بعد ثلاثة أسابيع. " * 5, "", "ar"),
        (
            "フェリーをめぐる協議が火曜日に再開され、両町は新しい桟橋について話し合った。" * 5,
            "",
            "ja",
        ),
        ("여객선 노선을 둘러싼 협의가 화요일에 다시 시작되었다고 시장이 밝혔다. " * 5, "", "ko"),
        ("Kort melding.", "no", "no"),
        ("여객선 노선을 둘러싼 협의가 화요일에 다시 시작되었다고 시장이 밝혔다. " * 5, "kr", "ko"),
        ("Samtalene om fergen ble gjenopptatt på tirsdag etter tre uker. " * 5, "nb", "no"),
    ],
)
def test_languages(text: str, html: str, language: str) -> None:
    """A long text decides; a short one, or kin languages, leave it to the page."""
    head, _ = parse(f"<html lang='{html}'><p>x</p></html>")
    found = find_language(text, head)
    assert found is not None
    assert found[0] == language


def test_standfirst_is_given_apart() -> None:
    """A marked block under the headline, or one that the description repeats, is the standfirst."""
    words = "Two harbour towns try again to agree on who pays for the boats and the pier."
    marked = read_html(article(top=f'<p class="article-standfirst">{words}</p>'))
    told = read_html(
        article(head=f'<meta name=description content="{words}">', top=f"<h2>{words}</h2>")
    )
    assert marked.standfirst == told.standfirst == words
    assert read_html(article()).standfirst is None


def test_caption_is_no_standfirst() -> None:
    """A picture's caption is none, whatever its class is called."""
    words = "The harbour of Northport on the morning of the talks, seen from the old pier."
    for top in (
        f'<figure><div class="lead">{words}</div></figure>',
        f'<p class="lead">{words} © Archive</p>',
    ):
        assert read_html(article(top=top)).standfirst is None


def test_description_that_is_a_caption_is_no_standfirst() -> None:
    """A description that repeats a picture's caption, or the title, gives no standfirst."""
    words = "The harbour of Northport on the morning of the talks, seen from the old pier."
    head = f"<meta name=description content='{words}'>"
    figure = f"<figure><img><figcaption><div>{words}</div></figcaption></figure>"
    assert read_html(article(head=head, top=figure)).standfirst is None
    title = "Harbour towns resume ferry talks after three weeks"
    page = article(head=f"<meta name=description content='{title}'>", title=title)
    page = page.replace("</h1>", f"</h1><h2>{title}!</h2>")
    assert read_html(page).standfirst is None


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ("<meta property=article:tag content='ferry,harbour,pier'>", ("ferry", "harbour", "pier")),
        ("<meta name=keywords content='ferry, harbour; pier'>", ("ferry", "harbour", "pier")),
        ("<meta name=keywords content='渡轮 港口 码头'>", ("渡轮", "港口", "码头")),
        ("<meta name=keywords content='ferry, The Daily Lamp, 100312362, editors_pick'>", ("ferry",)),
        ("<meta name=keywords content='Category: Travel, 26157981-b4f7-4929-adc1-e860c6f03636'>", ("Travel",)),
        ("<meta name=description content='Two towns talk about boats'>"
         "<meta name=keywords content='Two, towns, talk, about, boats'>", ()),
    ],
)  # fmt: skip
def test_tags_are_words_of_people(head: str, tags: tuple[str, ...]) -> None:
    """Tags are parted as the page lists them; keys of machines and the site's name are none."""
    assert read_html(article(head=head)).tags == tags


def test_site_is_no_section_and_no_company() -> None:
    """A site's name that has nothing of its host gives way; the company behind it is cut off."""
    node = '{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Daily Lamp - Lamp Media Ltd"}}'
    script = f'<script type="application/ld+json">{node}</script>'
    page = f'<html><head><meta property="og:site_name" content="Security">{script}</head></html>'
    assert read_html(page).site == "Daily Lamp"


def test_keys_are_no_sections_and_sites_no_tags() -> None:
    """What machines call a section, and the names of the site among the tags, are left out."""
    head = (
        '<meta property="article:section" content="culture_culture-lifestyle">'
        '<meta property="article:tag" content="Ferries">'
        '<meta property="article:tag" content="dailylamp.example">'
    )
    told = read_html(article(head))
    assert told.section is None
    assert told.tags == ("Ferries",)


def test_site_as_people_spell_it() -> None:
    """ "dailylamp" gives way to the publisher "Daily Lamp"; another name stands."""
    node = '{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Daily Lamp"}}'
    script = f'<script type="application/ld+json">{node}</script>'
    lower = f'<meta property="og:site_name" content="dailylamp">{script}'
    other = f'<meta property="og:site_name" content="Lamp Online">{script}'
    page = "<html><head>{}</head><body><p>x</p></body></html>"
    assert read_html(page.format(lower)).site == "Daily Lamp"
    assert read_html(page.format(other)).site == "Lamp Online"


def test_source_line_names_the_agency() -> None:
    """A line under the headline that names a known agency as the source is heard."""
    for line in ("来源：新华社", "Bron: BELGA", "19 May 2025 | Source: AFP"):
        assert read_html(article(top=f"<p>{line}</p>")).origins.get("agency") == "source line"
    assert read_html(article(top="<p>Source: Harbour council</p>")).agency is None


def test_lead_told_as_description_is_no_standfirst() -> None:
    """A first paragraph that the description repeats stays in the body."""
    page = article(head=f'<meta name=description content="{STORY[0]}">')
    assert read_html(page).standfirst is None


def test_signs_of_the_head() -> None:
    """Section, tags, image, canonical address, paywall, reservation: each with its origin."""
    linked = {
        "@type": "NewsArticle",
        "articleSection": "World",
        "isAccessibleForFree": "False",
        "image": ["/ferry.jpg"],
        "keywords": ["ferry", "harbour"],
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(linked)}</script>'
        '<link rel=canonical href="/world/ferry-talks-resume"><meta name=tdm-reservation content=1>'
        '<meta name=robots content="index, noai">'
    )
    metadata = read_html(article(head=head))
    assert metadata.section == "World"
    assert metadata.tags == ("ferry", "harbour")
    assert metadata.image == "https://www.dailylamp.example/ferry.jpg"
    assert metadata.canonical_url == "https://www.dailylamp.example/world/ferry-talks-resume"
    assert metadata.free is False
    assert metadata.reservation == "tdm-reservation: 1"
    assert metadata.site == "The Daily Lamp"
    for field in (
        "section",
        "tags",
        "image",
        "canonical_url",
        "free",
        "reservation",
        "site",
        "title",
    ):
        assert metadata.origins[field]


def test_reservation_in_a_header() -> None:
    """A reservation in the HTTP headers counts as the page's own."""
    metadata = read_html(article(), headers={"x-robots-tag": "noimageai"})
    assert metadata.reservation == "robots: noimageai"
    assert read_html(article()).reservation is None


def test_live_blog_by_its_data() -> None:
    """A LiveBlogPosting is live."""
    head = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
    assert read_html(article(head=head)).live
    assert not read_html(article()).live


def test_empty_pages() -> None:
    """Nothing in, nothing out."""
    assert read_text("").title is None
    assert read_html("", url=None).authors == ()
    assert read_head(LexborHTMLParser("")).title == ""
