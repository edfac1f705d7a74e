"""Articles as plain text and as Markdown."""

from __future__ import annotations

import re

from copydesk.article.article import Article, ParagraphKind
from copydesk.article.reading import Reading

_SPECIAL = re.compile(
    r"([\\`*_\[\]<>])|^(\s*)(#{1,6}\s|[-+>]\s|\d+[.)]\s|={3,}|-{3,}|\|)", re.MULTILINE
)


def escape(text: str) -> str:
    """`text` with everything that Markdown would read as markup escaped."""
    return _SPECIAL.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)


def as_text(reading: Reading) -> str:
    """Title, standfirst and body, blocks parted by empty lines; for a refusal, its reason."""
    article = reading.article
    if article is None:
        return refusal_line(reading) + "\n"
    parts = [part for part in (article.title, article.standfirst) if part]
    parts += [article.text[p.start : p.end] for p in article.paragraphs]
    return "\n\n".join(parts) + "\n"


def as_markdown(reading: Reading) -> str:
    """The article as Markdown, with a line on who published it and when."""
    article = reading.article
    if article is None:
        return f"> {escape(refusal_line(reading))}\n"
    parts = [f"# {escape(article.title)}"] if article.title else []
    if article.standfirst:
        parts.append(f"**{escape(article.standfirst)}**")
    if line := credit_line(article):
        parts.append(f"*{escape(line)}*")
    previous: ParagraphKind | None = None
    for paragraph in article.paragraphs:
        text = escape(article.text[paragraph.start : paragraph.end])
        match paragraph.kind:
            case ParagraphKind.HEADING:
                part = f"## {text}"
            case ParagraphKind.LIST_ITEM:
                part = f"- {text}"
                if previous is ParagraphKind.LIST_ITEM:
                    parts[-1] += f"\n{part}"
                    continue
            case ParagraphKind.QUOTE:
                part = f"> {text}"
            case _:
                part = text
        parts.append(part)
        previous = paragraph.kind
    return "\n\n".join(parts) + "\n"


def credit_line(article: Article) -> str:
    """Authors, agency, site and day on one line."""
    data = article.metadata
    parts = [", ".join(data.authors), data.agency or "", data.site or ""]
    parts.append(data.published.value if data.published else "")
    return " · ".join(part for part in parts if part)


def refusal_line(reading: Reading) -> str:
    """What was refused, and why, on one line."""
    refusal = reading.refusal
    assert refusal is not None, "a reading without article has a refusal"
    return f"{refusal.location}: refused as {refusal.reason}: {refusal.detail}"
