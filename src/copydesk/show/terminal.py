"""Readings in the terminal: the article, its verdict, and the ledger in page order."""

from __future__ import annotations

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from copydesk.article.article import Article, Paragraph, ParagraphKind
from copydesk.article.reading import Reading, VerdictKind
from copydesk.show.ledger import page_order, reasons
from copydesk.show.safe import printable

_STYLES = {
    ParagraphKind.HEADING: "bold",
    ParagraphKind.QUOTE: "italic",
    ParagraphKind.CAPTION: "dim",
}
_WIDTH = 100


def width(console: Console) -> int:
    """Columns for running text: readable on a wide screen, all of a narrow one."""
    return min(console.width, _WIDTH)


def reading_view(reading: Reading) -> RenderableType:
    """The article with its metadata and a summary of the ledger; or the refusal."""
    parts: list[RenderableType] = [verdict_view(reading)]
    if reading.article:
        parts += [head_view(reading.article), body_view(reading.article)]
    parts.append(summary_view(reading))
    return Group(*parts)


def verdict_view(reading: Reading) -> RenderableType:
    """One line: where the page is from, what it is, how sure that is, and why."""
    verdict = reading.verdict
    good = verdict.kind in (VerdictKind.ARTICLE, VerdictKind.LIVE_BLOG)
    label = Text.assemble(
        ("✓ " if good else "✗ ", "bold green" if good else "bold red"),
        (verdict.kind.value, "bold green" if good else "bold red"),
        (f"  {verdict.score:.2f}", "dim"),
        ("  " + printable("; ".join(verdict.reasons)), "dim"),
    )
    title = Text(printable(reading.page.location), style="dim")
    return Group(Rule(title, align="left", style="dim"), label)


def head_view(article: Article) -> RenderableType:
    """Title, standfirst and a table of metadata with the origin of each value."""
    data = article.metadata
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="dim", overflow="fold")
    rows = {
        "authors": ", ".join(data.authors),
        "agency": data.agency,
        "site": data.site,
        "published": data.published.value if data.published else None,
        "modified": data.modified.value if data.modified else None,
        "dateline": data.dateline,
        "language": data.language,
        "section": data.section,
        "canonical_url": data.canonical_url,
        "reservation": data.reservation,
    }
    for name, value in rows.items():
        if value:
            origin = data.origins.get(name, "")
            dated = {"published": data.published, "modified": data.modified}.get(name)
            if dated:
                origin = (
                    f"{dated.method}, {dated.precision.value}, confidence {dated.confidence:.2f}"
                )
            table.add_row(name.replace("_url", ""), printable(value), printable(origin))
    lines: list[RenderableType] = []
    if article.title:
        lines.append(Text(printable(article.title), style="bold"))
    if article.standfirst:
        lines.append(Text(printable(article.standfirst), style="italic"))
    return Padding(Group(*lines, table), (1, 0, 0, 0))


def body_view(article: Article) -> RenderableType:
    """The kept paragraphs, with list items and quotations marked."""
    lines: list[RenderableType] = []
    for paragraph in article.paragraphs:
        text = Text(printable(article.text[paragraph.start : paragraph.end]))
        text.stylize(_STYLES.get(paragraph.kind, ""))
        sign = {ParagraphKind.LIST_ITEM: "• ", ParagraphKind.QUOTE: "│ "}.get(paragraph.kind, "")
        lines.append(Padding(Text.assemble(sign, text), (0, 0, 1, 0)))
    return Panel(Group(*lines), box=box.SIMPLE, padding=(0, 0))


def summary_view(reading: Reading) -> RenderableType:
    """How many runs were set aside, by reason; and the refusal where there is one."""
    counts = ", ".join(f"{count} {reason}" for reason, count in reasons(reading)) or "nothing"
    line = Text.assemble(("set aside: ", "cyan"), (counts, "dim"))
    if reading.refusal is None:
        return line
    refusal = Text(printable(f"refused: {reading.refusal.reason}: {reading.refusal.detail}"), "red")
    return Group(refusal, line)


def ledger_view(reading: Reading) -> RenderableType:
    """The page as it came: kept lines (+) and set-aside lines (-) with the reason beside them."""
    table = Table(box=None, show_header=True, header_style="dim", padding=(0, 1), expand=True)
    table.add_column("", width=1)
    table.add_column("the page as it came", ratio=1, overflow="fold")
    table.add_column("why", no_wrap=True)
    table.add_column("where", style="dim", max_width=32, overflow="ellipsis", no_wrap=True)
    for item in page_order(reading):
        if isinstance(item, Paragraph):
            assert reading.article is not None, "paragraphs come from an article"
            text = reading.article.text[item.start : item.end]
            table.add_row(
                Text("+", "green"),
                Text(printable(text)),
                Text(item.kind.value, "green"),
                printable(item.where),
            )
        else:
            why = item.reason.value
            if item.repeat_of is not None:
                why += f" of {item.repeat_of + 1}"
            table.add_row(
                Text("-", "red"),
                Text(printable(item.text), "red dim"),
                Text(why, "red"),
                printable(item.where),
            )
    return Group(verdict_view(reading), table)
