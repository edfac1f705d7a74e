"""Articles as Markdown: text is never read as markup."""

from __future__ import annotations

import pytest

from copydesk.article.article import Article, Metadata, Paragraph, ParagraphKind
from copydesk.article.reading import Reading, Refusal, Verdict, VerdictKind
from copydesk.page.page import Page
from copydesk.show.markdown import as_markdown, as_text, escape


def reading(*blocks: tuple[ParagraphKind, str], title: str | None = "Ferry talks") -> Reading:
    """A reading of an article made of `blocks`."""
    text, paragraphs = "", []
    for kind, words in blocks:
        start = len(text) + bool(text)
        text = f"{text}\n{words}" if text else words
        paragraphs.append(Paragraph(start, start + len(words), kind, "line 1"))
    article = Article("a", text, tuple(paragraphs), Metadata(title=title, authors=("Ada Holm",)))
    return Reading(Page("p.html", b""), Verdict(VerdictKind.ARTICLE, 1.0), article)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a * b", "a \\* b"),
        ("# not a heading", "\\# not a heading"),
        ("1. not a list", "\\1. not a list"),
        ("<b>tag</b>", "\\<b\\>tag\\</b\\>"),
        ("plain words, and a - dash", "plain words, and a - dash"),
    ],
)
def test_text_that_looks_like_markup_is_escaped(text: str, shown: str) -> None:
    """What a page says is shown as it says it."""
    assert escape(text) == shown


def test_kinds_become_markdown() -> None:
    """Headings, list items and quotations keep their kind."""
    kinds = ParagraphKind
    shown = as_markdown(
        reading(
            (kinds.PARAGRAPH, "They met."),
            (kinds.HEADING, "Next steps"),
            (kinds.LIST_ITEM, "pay"),
            (kinds.LIST_ITEM, "hours"),
            (kinds.QUOTE, "We will come."),
        )
    )
    assert shown == (
        "# Ferry talks\n\n*Ada Holm*\n\nThey met.\n\n## Next steps\n\n- pay\n- hours\n\n"
        "> We will come.\n"
    )


def test_a_refusal_tells_its_reason() -> None:
    """A page without article is a line that says why, in every format."""
    refused = Reading(
        Page("p.html", b""),
        Verdict(VerdictKind.LISTING, 0.9),
        None,
        refusal=Refusal("p.html", "read", "listing", "headlines of 12 other stories"),
    )
    line = "p.html: refused as listing: headlines of 12 other stories"
    assert as_text(refused) == line + "\n"
    assert as_markdown(refused) == f"> {line}\n"
