"""The parse: tokens on the text, sentences within paragraphs, odd input."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.record.parse import (
    LONGEST_SENTENCE,
    parse,
    parse_many,
    parser_name,
    source_text,
    story_start,
)

_ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from("abc ABC.,;:!?\n\t“”‘’\"'()-—–…\u2028\x00\x0b\ud800İß\u200b"),
        st.characters(),
    ),
    max_size=120,
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, bare of white space."""
    return [sentence.text.strip() for sentence in parse(text).sents if sentence.text.strip()]


@settings(max_examples=60, deadline=None)
@given(_ODD)
def test_tokens_lie_on_the_text(text: str) -> None:
    """Whatever the text, tokens and white space cover it, code point by code point."""
    doc = parse(text)
    assert source_text(doc) == text
    assert len(doc.text) == len(text)
    place = 0
    for token in doc:
        assert token.idx == place
        place += len(token.text_with_ws)
    assert place == len(text)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["He left.", "Talks failed", "“No,” she", "U.S."]), max_size=6))
def test_no_sentence_crosses_a_paragraph(lines: list[str]) -> None:
    """A line end always ends the sentence."""
    for sentence in parse("\n".join(lines)).sents:
        assert "\n" not in sentence.text.rstrip("\n")


def test_batches_are_as_single_ones() -> None:
    """Parsing many texts together changes nothing in any."""
    texts = ["One met two.\nThree left.", "", "Peru said no.", "\n\n"] * 9
    together = [[(t.text, t.dep_, t.head.i) for t in doc] for doc in parse_many(texts)]
    assert together == [[(t.text, t.dep_, t.head.i) for t in parse(text)] for text in texts]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "“It is over.” She left the room.",
            ["“It is over.”", "She left the room."],
        ),
        (
            "Lt. Gen. Petro Hnatiuk met Sen. Bob Tillman. Both left.",
            ["Lt. Gen. Petro Hnatiuk met Sen. Bob Tillman.", "Both left."],
        ),
        (
            "OSLO, May 3 (Fjord News) — Norway agreed. It did.",
            ["OSLO, May 3 (Fjord News) —", "Norway agreed.", "It did."],
        ),
        ("(NEWSNET) U.S. envoys left.", ["(NEWSNET)", "U.S. envoys left."]),
    ],
)
def test_sentence_ends(text: str, want: list[str]) -> None:
    """Closing marks stay with their sentence, titles end none, a dateline stands apart."""
    assert sentences(text) == want


def test_a_story_begins_after_its_dateline() -> None:
    """`story_start` is where the first sentence begins, and 0 where there is no dateline."""
    text = "KYIV/LONDON (Harbour News) - Ukraine said so."
    assert text[story_start(parse(text)) :] == "Ukraine said so."
    assert story_start(parse("Ukraine said so.")) == 0


def test_a_sentence_without_end_is_cut() -> None:
    """5,000 words without a full stop come as sentences of bounded length."""
    doc = parse("the man saw the dog, " * 1000)
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE + 1


def test_capitals_are_read_small() -> None:
    """A line in capitals is parsed in small letters, names kept as written elsewhere."""
    doc = parse("Peru refused.\nTHE PRESIDENT OF PERU REFUSED TO TALK.")
    assert doc.text.endswith("The president of Peru refused to talk.")
    assert source_text(doc).endswith("REFUSED TO TALK.")


def test_the_model_is_named() -> None:
    """`parser_name` gives the package and its version."""
    assert parser_name().startswith("en_core_web_")
