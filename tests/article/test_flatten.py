"""Tests of flattening: which runs of text are blocks, and what is known of each."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from copydesk.article.blocks import MAX_PATH, Flat
from copydesk.article.depth import MAX_DEPTH, limit_depth
from copydesk.article.flatten_html import flatten_html
from copydesk.article.flatten_text import flatten_text


def flat(html: str) -> Flat:
    """The page flattened."""
    return flatten_html(LexborHTMLParser(html))


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<div>One<p>Two</p>three</div>", ["One", "Two", "three"]),
        ("<p>One<br>two<br><br>three</p>", ["One", "two", "three"]),
        ("<h1>One<br>two</h1>", ["One two"]),
        ("<p>Ei<b>n</b>s <i>zwei</i></p>", ["Eins zwei"]),
        ("<table><tr><td>Oslo</td><td>4</td></tr><tr><td>Rome</td></tr></table>", ["Oslo 4", "Rome"]),
        ("<p>a\n \t b\u00a0c</p>", ["a b c"]),
        ("<button>Share</button><label>Search</label>", ["Share", "Search"]),
        ("<p>Seen<script>x</script><style>y</style><noscript>z</noscript></p>", ["Seen"]),
        ("<template><p>No</p></template><svg><text>No</text></svg><p>Yes</p>", ["Yes"]),
        ("<p><my-tag>In</my-tag> line</p>", ["In line"]),
        ("", []),
    ],
)  # fmt: skip
def test_runs_of_text(html: str, texts: list[str]) -> None:
    """Text breaks at block-level tags and line breaks, and nowhere else."""
    assert [block.text for block in flat(html).blocks] == texts


@pytest.mark.parametrize(
    ("html", "hidden"),
    [
        ("<p hidden>x</p>", True),
        ('<div style="DISPLAY: none"><p>x</p></div>', True),
        ('<span aria-hidden="true">x</span>', True),
        ('<p style="color:red">x</p>', False),
        ('<p aria-hidden="false">x</p>', False),
    ],
)
def test_hidden_text_is_known_as_hidden(html: str, hidden: bool) -> None:
    """What an attribute hides is a block that says so; what follows is seen."""
    first, second = flat(f"<body>{html}<p>y</p>").blocks
    assert (first.hidden, second.hidden) == (hidden, False)


def test_what_a_block_carries() -> None:
    """Links, bold text, names, times and places are kept with the block."""
    page = flat(
        '<article class="story" id="s1"><p>By <a class="name" rel="author" href="/ada">Ada</a>, '
        '<time datetime="2025-05-09">9 May</time> <b>Oslo</b></p><p>Next</p></article>'
    )
    block = page.blocks[0]
    assert (block.tag, block.link, block.strong) == ("p", 3, 4)
    assert block.hrefs == ("/ada",)
    assert block.datetimes == ("2025-05-09",)
    assert block.inline_mark == "name author"
    assert [page.elements.mark[i] for i in page.ancestors(block)][1] == "story s1"
    assert page.places() == ["html/body/article/p", "html/body/article/p[2]"]


def test_lines_are_blocks() -> None:
    """Without markup a line is a block, and its number is its place."""
    page = flatten_text("Talks\r\n\r\n  resume  today\n")
    assert [block.text for block in page.blocks] == ["Talks", "resume today"]
    assert page.places() == ["line 1", "line 3"]


def test_deep_pages_keep_their_text() -> None:
    """Beyond the limit elements become line breaks; every word stays, in blocks of its own."""
    html = "".join(f"<div>w{number} " for number in range(5000))
    limited = limit_depth(html.encode()).decode()
    assert limited.count("<div>") == MAX_DEPTH
    page = flat(limited)
    assert [block.text for block in page.blocks] == [f"w{number}" for number in range(5000)]
    assert max(place.count("/") for place in page.places()) <= MAX_PATH


def test_sound_pages_are_not_touched() -> None:
    """A long page whose tags close goes to the parser as it came."""
    html = b"<div><p>x</p><br></div>" * 800
    assert limit_depth(html) is html


def test_a_page_that_hides_all_its_text_is_read() -> None:
    """A page that a script reveals when it runs: its text counts as visible."""
    story = "<p>The two sides met in Oslo on Friday, the ministry said.</p>" * 3
    tree = LexborHTMLParser(f'<body><div hidden id="S:0">{story}</div><p>Menu</p></body>')
    assert [block.hidden for block in flatten_html(tree).blocks] == [False] * 4
