"""Copies for the terminal."""

from __future__ import annotations

from rich.text import Text

from copydesk.collection.copies.copies import CopyReport
from copydesk.show.safe import printable

_MOST = 5  # sentences shown of each kind


def copy_view(copy: CopyReport, *, is_first: bool) -> Text:
    """A copy with what it cut (-) and added (+); `is_first` of its original, which is named."""
    view = Text()
    if is_first:
        view.append(printable(copy.original_location), style="bold")
        view.append(f"  {(copy.original_published or 'undated')[:10]}", style="cyan")
        view.append(f"  {copy.original_id}\n", style="dim")
    view.append(f"  {copy.shared:4.0%}  {printable(copy.location)}")
    view.append(f"  {(copy.published or 'undated')[:10]}", style="cyan")
    view.append(f"  {printable(copy.agency)}" if copy.agency else "", style="magenta")
    view.append(f"  {copy.id}\n", style="dim")
    for mark, pieces, style in (("-", copy.cut, "red"), ("+", copy.added, "green")):
        for piece in pieces[:_MOST]:
            view.append(f"        {mark} {printable(piece)}\n", style=style)
        if len(pieces) > _MOST:
            view.append(f"        {mark} and {len(pieces) - _MOST} more\n", style=style)
    return view
