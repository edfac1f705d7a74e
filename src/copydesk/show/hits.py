"""What a search found, for the terminal."""

from __future__ import annotations

from rich.text import Text

from copydesk.collection.search import Hit
from copydesk.show.safe import printable


def hit_view(hit: Hit) -> Text:
    """Title and date, the words in their context, and where the page is."""
    view = Text(printable(hit.title or "(no title)"), style="bold")
    view.append(f"  {(hit.published or 'undated')[:10]}", style="not bold cyan")
    snippet = Text(printable(hit.snippet), style="not bold")
    for start, end in hit.highlights:
        snippet.stylize("bold yellow", start, end)
    view.append("\n  ").append_text(snippet)
    view.append(f"\n  {hit.id}  {printable(hit.location)}\n", style="not bold dim")
    return view
