"""Stories for the terminal."""

from __future__ import annotations

from rich.text import Text

from copydesk.collection.stories.stories import Story
from copydesk.show.safe import printable


def story_view(story: Story, *, with_articles: bool) -> Text:
    """Name, days, tallies and main actors, and below them the articles in order."""
    view = Text(printable(story.name), style="bold")
    days = story.first or "undated"
    if story.last and story.last != story.first:
        days += f" to {story.last}"
    view.append(f"\n  {days}", style="not bold cyan")
    counts = f"  {len(story.articles)} articles, {story.sources} sources  {story.id}\n"
    view.append(counts, style="not bold dim")
    if story.actors:
        view.append(f"  {printable(', '.join(story.actors))}\n", style="not bold magenta")
    if with_articles:
        for article in story.articles:
            mark = "= " if article.copy_of else "  "
            day = (article.published or "")[:10]
            view.append(f"  {day:10}  {mark}", style="not bold cyan")
            view.append(printable(article.title or "(no title)"), style="not bold")
            view.append(f"  {printable(article.location)}\n", style="not bold dim")
    return view
