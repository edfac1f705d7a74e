"""`copydesk corrections`: what people said of the machine's records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console

from copydesk.cli.failure import failing_clearly
from copydesk.cli.output import pretty_or_json
from copydesk.collection.collection import Collection
from copydesk.collection.corrections.corrections import corrections as read
from copydesk.collection.corrections.corrections import keep, now
from copydesk.collection.corrections.exporting import annotation
from copydesk.collection.corrections.importing import read_annotations
from copydesk.collection.corrections.make import By, regroup_judged
from copydesk.collection.corrections.make import undo as take_back
from copydesk.collection.corrections.scores import agreements, scores
from copydesk.contract import line
from copydesk.show.corrections import agreements_view, corrections_view, scores_view


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--scores", "what", flag_value="scores", help="How right the machine was, by kind.")
@click.option("--agreement", "what", flag_value="agreement", help="How far two people agree.")
@click.option("--undo", metavar="ID", help="Take a correction back; needs --who.")
@click.option("--who", metavar="NAME", help="Only what NAME said; whose correction to undo.")
@click.option(
    "--import",
    "source",
    type=click.File(encoding="utf-8"),
    help="Take in corrections exported from another collection of the same pages.",
)
@pretty_or_json
def corrections(
    file: Path,
    what: str | None,
    undo: str | None,
    who: str | None,
    source: TextIO | None,
    form: str,
) -> None:
    """List the corrections in the collection FILE, oldest first.

    With --format json each is a line: a Web Annotation, as --import takes it in. They are made
    on the desk (copydesk desk FILE).
    """
    if undo and not who:
        raise click.UsageError("--undo needs --who: only its maker takes a correction back")
    with (
        failing_clearly(),
        Collection.open(file, write=bool(undo or source)) as collection,
    ):
        if undo and who:
            click.echo(take_back(collection, undo, By(who, now())).id)
            return
        if source:
            new = list(read_annotations(source))
            click.echo(f"{keep(collection, new)} new corrections of {len(new)}")
            regroup_judged(collection, new)
            return
        with collection.reading() as db:
            found = [c for c in read(db) if who in (None, c.who)]
    if form == "json" and what is None:
        for correction in found:
            click.echo(line(annotation(correction)))
    elif form == "json":
        for row in scores(found) if what == "scores" else agreements(found):
            click.echo(json.dumps(row.as_json(), ensure_ascii=False))
    else:
        view = {
            "scores": scores_view(scores(found)),
            "agreement": agreements_view(agreements(found)),
        }
        Console(highlight=False).print(view[what] if what else corrections_view(found))
