"""TEI: a corpus that an XML reader reads, with who said what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.made import TEXT, entry, span, statement

from copydesk.article.span import Span
from copydesk.export import tei
from copydesk.export.entry import Entry
from copydesk.export.tally import Tally
from copydesk.record.record import Statement, StatementKind

NAMES = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def corpus(*entries: Entry, tally: Tally | None = None) -> ElementTree.Element:
    """What is written of these articles, read again."""
    return ElementTree.fromstring("".join(tei.lines(entries, tally or Tally())))


def paragraphs(found: ElementTree.Element) -> list[str]:
    """The texts of the paragraphs, without their marks."""
    body = found.findall(".//t:body/*", NAMES)
    return ["".join(part.itertext()) for part in body]


def test_who_said_what() -> None:
    """`said` points at a person of the header; its words are the speaker's own."""
    said = [
        statement(StatementKind.DIRECT, "We will come"),
        replace(statement(StatementKind.INDIRECT, "rejected the offer"), id="s2", actor="a2"),
    ]
    found = corpus(entry(statements=said))
    people = {
        item.get(XML_ID): "".join(item.itertext())
        for item in (*found.iterfind(".//t:person", NAMES), *found.iterfind(".//t:org", NAMES))
    }
    told = [
        (people[str(s.get("who"))[1:]], s.get("direct"), "".join(s.itertext()))
        for s in found.iterfind(".//t:said", NAMES)
    ]
    assert told == [
        ("Ana Velt" + "minister", "true", "We will come"),
        ("Sudria", "false", "rejected the offer"),
    ]


def test_the_header_tells_where_an_article_is_from() -> None:
    """Title, day, publisher, address and language."""
    found = corpus(entry(title='"A & B" <meet>'))
    assert found.findtext(".//t:TEI//t:title", namespaces=NAMES) == '"A & B" <meet>'
    date = found.find(".//t:TEI//t:date", NAMES)
    assert date is not None
    assert date.get("when") == "2026-05-17"
    assert found.findtext(".//t:TEI//t:publisher", namespaces=NAMES) == "The Example"
    pointer = found.find(".//t:sourceDesc//t:ptr", NAMES)
    assert pointer is not None
    assert pointer.get("target") == "https://news.example/offer"


def test_words_that_cross_others_are_counted() -> None:
    """Of two statements whose words overlap without one within the other, the first is marked."""
    one = statement(StatementKind.INDIRECT, "Sudria rejected the offer")
    other = replace(one, id="s2", content=(span("the offer on Sunday"),))
    tally = Tally()
    found = corpus(entry(statements=[one, other]), tally=tally)
    assert len(found.findall(".//t:said", NAMES)) == 1
    assert tally.left_out == {"words that cross other words": 1}


@st.composite
def said_anywhere(draw: st.DrawFn) -> tuple[str, Sequence[Statement]]:
    """A text that XML can hold, and statements on any of its words."""
    text = draw(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]),
            min_size=2,
            max_size=80,
        )
    )
    statements = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        part = Span.of(text, start, draw(st.integers(start + 1, len(text))))
        kind = draw(st.sampled_from(StatementKind))
        statements.append(Statement(f"s{number}", kind, "say", "a3", None, None, (part,), part))
    return text, statements


@settings(deadline=None)  # a busy machine is no failure
@given(said_anywhere())
def test_marks_change_no_word(made: tuple[str, Sequence[Statement]]) -> None:
    """Well-formed whatever is said where, and without its marks the text is the article's."""
    text, statements = made
    assert paragraphs(corpus(entry(text=text, statements=statements))) == [text]


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(min_size=1, max_size=50))
def test_any_text_is_well_formed(text: str) -> None:
    """Characters that XML cannot hold are told as such, in their place."""
    [found] = paragraphs(corpus(entry(text=text, title=text)))
    assert len(found) == len(text)


def test_the_whole_text_is_there() -> None:
    """Tabs, line ends and quotation marks included."""
    assert paragraphs(corpus(entry())) == [TEXT]
