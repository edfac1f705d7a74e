"""Tests of read: the promises that any page is owed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copydesk
from copydesk.article.ledger import put_back
from copydesk.article.read import flatten, read_page
from copydesk.article.reading import Reading, Reason
from copydesk.page.page import Form, Page

LEAD = (
    "The harbour board and the dockers' union will meet again on Friday, a spokeswoman for the "
    "board said, after two days of talks in Brindle ended without a deal on night shifts."
)
SECOND = (
    "“We have moved as far as we can,” said Ines Okafor, who leads the union's delegation. She "
    "added that her members would vote on any offer before the end of the month."
)
THIRD = (
    "The board denied that it had threatened to bring in workers from other ports. Ferries have "
    "kept to a reduced timetable since the strike began on 3 March, the operator said."
)
FOURTH = (
    "Last year the two sides reached an agreement only after the government named a mediator. "
    "This time neither of them has asked for one, according to the labour ministry."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Dock talks to resume | Brindle Post</title>
<meta property="og:title" content="Dock talks to resume"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>Dock talks to resume</h1><div class="byline">By Ada Marsh</div>
<p>{LEAD}</p><div class="ad">Advertisement</div><p>{SECOND}</p>
<div class="newsletter"><p>Sign up for our free newsletter.</p></div>
<p>{THIRD}</p><p>{FOURTH}</p></article></main>
<aside class="related"><h3>Most popular</h3><ul><li><a href="/a">Bridge to close for a week</a></li>
<li><a href="/b">Rain expected over the coast</a></li></ul></aside>
<footer>© 2025 Brindle Post. All rights reserved.</footer></body></html>"""
BODY = "\n".join((LEAD, SECOND, THIRD, FOURTH))

# Pieces that pages are made of, sound and broken, to be put together at random.
_SOUND = (f"<p>{LEAD}</p>", f"<div>{SECOND}<br>{THIRD}", f"<p hidden>{FOURTH}</p>")
PIECES = st.sampled_from(
    [*(Path(__file__).parent / "pieces.txt").read_text("utf-8").splitlines(), *_SOUND, "\x00"]
)


def check(reading: Reading) -> None:
    """What holds of every reading: one of article and refusal, sound offsets, a whole ledger."""
    assert (reading.article is None) == (reading.refusal is not None)
    article = reading.article
    kept = []
    if article is not None:
        kept = [article.text[p.start : p.end] for p in article.paragraphs]
        assert "\n".join(kept) == article.text
        assert all(kept)
    before = [item.before_paragraph for item in reading.set_aside]
    assert before == sorted(before)
    assert all(0 <= number <= len(kept) for number in before)


def shown(reading: Reading) -> str:
    """Kept and set aside put together again in page order, white space aside."""
    article = reading.article
    kept = [article.text[p.start : p.end] for p in article.paragraphs] if article else []
    out = []
    for number in range(len(kept) + 1):
        out += [i.text for i in reading.set_aside if i.before_paragraph == number]
        out += kept[number : number + 1]
    return "".join("".join(out).split())


def visible(text: str, form: Form = Form.UNKNOWN) -> str:
    """All visible text of a page, white space aside."""
    _, flat = flatten(text, form)
    return "".join("".join(b.text for b in flat.blocks if not b.hidden).split())


def test_a_page_gives_its_story_and_nothing_else() -> None:
    """The body is the four paragraphs; all else is set aside with its reason."""
    reading = copydesk.read(PAGE)
    assert reading.article is not None
    assert reading.article.text == BODY
    reasons = {item.text: item.reason for item in reading.set_aside}
    assert reasons["Advertisement"] is Reason.ADVERTISEMENT
    assert reasons["Sign up for our free newsletter."] is Reason.NEWSLETTER
    assert reasons["Dock talks to resume"] is Reason.METADATA
    check(reading)


def test_the_same_page_without_markup_gives_the_same_story() -> None:
    """One decision path: lines in the place of elements change nothing in the body."""
    _, flat = flatten(PAGE)
    reading = copydesk.read("\n".join(block.text for block in flat.blocks))
    assert reading.article is not None
    assert reading.article.text == BODY


def test_a_wire_page_that_lost_its_markup() -> None:
    """An error banner above, the body twice, a disclaimer, other headlines and comments below."""
    above = ("date 2025-03-08 403", "Sorry!", "The page you were looking for doesn't exist.")
    below = (
        "Legal Disclaimer:",
        "The wire provides the information as it is, without warranty of any kind.",
        "Most popular stories",
        "- Ferry operator names a new chief executive",
        "- Bridge at Brindle closed for a week of repairs",
        "- Rain expected over the coast until Sunday",
        "CommentsNo comment",
    )
    page = (*above, "Dock talks to resume on Friday", LEAD, SECOND, THIRD, FOURTH)
    reading = copydesk.read("\n".join((*page, LEAD, SECOND, THIRD, FOURTH, *below)))
    assert reading.article is not None
    assert reading.article.text == BODY
    assert [i.text for i in reading.set_aside if i.reason is Reason.REPEAT] == BODY.split("\n")


def test_kept_and_set_aside_are_all_visible_text() -> None:
    """The ledger and the body together are the page, in page order."""
    for text in (PAGE, "\n".join(("Dock talks", LEAD, SECOND, THIRD, LEAD, "Comments"))):
        assert shown(copydesk.read(text)) == visible(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_heap_of_markup_is_read(text: str) -> None:
    """Broken markup gives a sound reading whose ledger is whole, twice the same."""
    reading = copydesk.read(text)
    check(reading)
    hidden = FOURTH in text and "hidden" in text
    if not hidden:  # hidden text that is kept is no visible text
        assert shown(reading) == visible(reading_text(text))
    assert copydesk.read(text) == reading


def reading_text(text: str) -> str:
    """The text as the reader decodes it."""
    from copydesk.page.decode import decode

    return decode(Page("-", text)).text


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(raw: bytes) -> None:
    """Random bytes give an article or a refusal, never an exception."""
    check(copydesk.read(raw))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(PAGE)))
def test_a_cut_page_is_read(length: int) -> None:
    """A page cut anywhere gives a sound reading."""
    check(copydesk.read(PAGE[:length].encode()))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_was_set_aside_can_be_put_back(data: st.DataObject) -> None:
    """Any entry goes back to its place: offsets hold, and the page is still whole."""
    reading = copydesk.read(PAGE)
    index = data.draw(st.integers(0, len(reading.set_aside) - 1))
    again = put_back(reading, index)
    check(again)
    assert len(again.set_aside) == len(reading.set_aside) - 1
    assert again.article is not None
    assert reading.set_aside[index].text in again.article.text.split("\n")
    assert shown(again) == shown(reading)


def test_nothing_is_put_back_into_a_refused_page() -> None:
    """Without a body there is no place to put text back into."""
    reading = copydesk.read("Menu\nHome\nSearch")
    assert reading.article is None
    with pytest.raises(ValueError, match="has no body"):
        put_back(reading, 0)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 100_000 + LEAD,
        "<b><i>" * 50_000 + LEAD,
        "<p " + "a" * 2_000_000 + "='" + "b" * 2_000_000 + f"'>{LEAD}</p>",
        "<table><tr><td colspan=99999999999 rowspan=99999999999>" + LEAD,
        LEAD * 20_000,
        "&" * 500_000,
        "<" * 500_000,
    ],
    ids=["deep", "deep inline", "attribute", "colspan", "one line", "ampersands", "brackets"],
)
def test_hostile_pages_end_soon(text: str) -> None:
    """Huge or endless structures take seconds at most, and lose no text."""
    start = time.process_time()
    reading = copydesk.read(text)
    assert time.process_time() - start < 10
    check(reading)
    if LEAD in text:
        assert "".join(LEAD.split()) in shown(reading)


def test_other_pages_leave_no_trace() -> None:
    """The same page gives the same reading whatever was read before it."""
    first = read_page(Page("a", PAGE))
    copydesk.read(PAGE.replace("newsletter", "story").replace("Friday", "Monday"))
    assert read_page(Page("a", PAGE)) == first


def test_the_agency_s_credit_is_set_aside() -> None:
    """An agency in brackets before the first words is no part of the story."""
    reading = copydesk.read("\n".join(("Dock talks to resume", f"(Reuters) {LEAD}", SECOND, THIRD)))
    assert reading.article is not None
    assert reading.article.text.startswith(LEAD)
    assert [i.text for i in reading.set_aside if i.reason is Reason.AGENCY] == ["(Reuters)"]


def test_a_story_printed_twice_is_kept_once() -> None:
    """Repeats point at the paragraph that was kept."""
    lines = ("Dock talks to resume", LEAD, SECOND, THIRD, FOURTH, SECOND, THIRD, FOURTH)
    reading = copydesk.read("\n".join(lines))
    assert reading.article is not None
    assert reading.article.text == BODY
    repeats = [i.repeat_of for i in reading.set_aside if i.reason is Reason.REPEAT]
    assert repeats == [1, 2, 3]


@pytest.mark.parametrize("between", ["</p><p>", "<br><br>"])
def test_a_long_read_is_kept_to_its_end(between: str) -> None:
    """A hearing told in 400 paragraphs: all are kept, and the box behind them is not."""
    places = "Tarnhaven Molde Bergen Aalesund Bodoe Tromsoe Narvik Hamar Lom Voss".split()
    things = "quay crane ferry harbour barge ledger tender permit survey pilot".split()
    deeds = "inspected repaired measured sold leased closed flooded painted insured".split()
    told = [
        f"The {things[n % 10]} at {places[n // 10 % 10]} was {deeds[n % 9]} in the week that the "
        f"inquiry calls number {n}, a witness told the panel, and the {things[(n + n // 10) % 10]} "
        f"of the {deeds[n % 7]} yard was not seen again before spring."
        for n in range(400)
    ]
    page = (
        "<html><head><title>What the harbour inquiry heard</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav><h1>What the harbour inquiry heard"
        f"</h1><div class='byline'>By Jane Doe</div><div><p>{between.join(told)}</p></div>"
        "<div><h3>Most read</h3><ul><li><a href='1'>Storm hits the coast</a></li>"
        "<li><a href='2'>Mayor resigns after vote</a></li></ul></div></body></html>"
    )
    article = copydesk.read(page.encode()).article
    assert article is not None
    assert article.text.split("\n") == told
