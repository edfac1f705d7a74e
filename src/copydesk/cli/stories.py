"""`copydesk stories`: articles on the same matter."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from copydesk.cli.failure import failing_clearly
from copydesk.cli.output import pretty_or_json
from copydesk.collection.collection import Collection
from copydesk.collection.stories.stories import stories as find
from copydesk.show.stories import story_view


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--brief", is_flag=True, help="Leave out the articles of each story.")
@pretty_or_json
def stories(file: Path, brief: bool, form: str) -> None:
    """List the stories in the collection FILE, those with the latest news first.

    A story is articles on the same matter over time; = marks copies. Sources are independent
    ones: copies, and what one agency or outlet sent out, count once.
    """
    with failing_clearly(), Collection.open(file) as collection:
        console = Console(highlight=False)
        for story in find(collection):
            if form == "json":
                click.echo(json.dumps(story.as_json(), ensure_ascii=False))
            else:
                console.print(story_view(story, with_articles=not brief))
