"""Title: the headline by agreement of its witnesses, never the site's name."""

from __future__ import annotations

import pytest
from tests.article.metadata.pages import STORY, article, parse, read_html, read_text

from copydesk.article.metadata.title import ORIGINS, strip_site, support


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


def test_headline_among_lines() -> None:
    """Without markup the headline is told from menu, trail, weather, credit and slogan."""
    text = [
        "The Daily Lamp",
        "Independent since 1994",
        "- Home",
        "- World",
        "Northport 38° Southport 21° Ferry Bay 34°",
        "You are here: Home » World » Ferry talks",
        "Harbour councils resume ferry talks after three weeks",
        "By Ada Miller",
        "The harbour of Northport, where councils met. Photo: DL/archive",
    ]
    metadata = read_text("\n".join(text + STORY))
    assert metadata.title == "Harbour councils resume ferry talks after three weeks"
    assert metadata.authors == ("Ada Miller",)


def test_support_has_its_shape() -> None:
    """Two values for each witness and four signs."""
    groups = {"Ferry talks resume": ["h1"], "Ferry talks resume!": ["og:title"]}
    values = support("Ferry talks resume", groups)
    assert len(values) == 2 * len(ORIGINS) + 4
    assert values[0] == 1.0
    assert values[len(ORIGINS) + 2] == 1.0


def test_page_without_title() -> None:
    """Nothing offered, nothing given."""
    head, flat = parse("<p>x</p>")
    assert head.title == ""
    assert flat.blocks
    assert read_html("<p>x</p>", url=None).title is None
