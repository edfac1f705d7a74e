"""The accounting of a collection as a table for the terminal."""

from __future__ import annotations

from rich.table import Table

from copydesk.collection.status import Accounts


def accounts_view(found: Accounts) -> Table:
    """Pages, and below them where they went; the parts add up to the whole."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right", style="bold")
    table.add_column()
    table.add_row(f"{found.pages:,}", "pages" if found.balanced else "pages (do not add up!)")
    table.add_row(f"{found.articles:,}", "articles")
    for reason, count in found.refusals.items():
        table.add_row(f"{count:,}", f"refused: {reason.replace('_', ' ')}")
    for reason, count in found.quarantine.items():
        table.add_row(f"{count:,}", f"in quarantine: {reason.replace('_', ' ')}")
    table.add_section()
    for count, words in (
        (found.revisions, "of the pages have newer bytes at the same place"),
        (found.unrecorded, "of the articles have no record: the record stage gave none"),
        (found.faults, "places where no page could be read"),
        (found.unfinished_runs, "runs not finished: run the same add again"),
    ):
        if count:
            table.add_row(f"{count:,}", words, style="dim")
    return table
