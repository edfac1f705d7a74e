"""add_run: what `copydesk run` made into a collection, without doing the work again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from copydesk.collection import write
from copydesk.collection.add import Tally
from copydesk.collection.collection import Collection
from copydesk.collection.parquet.folder import Folder
from copydesk.collection.parquet.remote import is_remote
from copydesk.collection.parquet.tables import outcomes
from copydesk.collection.runs import RunNote
from copydesk.collection.store import sole_writer
from copydesk.page.page import Form, Page, PageFault
from copydesk.runner.supervisor import Fault


def is_run(source: str) -> bool:
    """Whether a source is a folder that `copydesk run` wrote, here or at an fsspec address."""
    if not is_remote(source) and not Path(source).is_dir():
        return False
    return Folder(source).exists("plan.json") and bool(Folder(source).names("done"))


def add_run(
    collection: Collection, source: str, *, tell: Callable[[Tally], None] = lambda tally: None
) -> Tally:
    """Store the pages of a run's folder that the collection does not hold yet.

    Raises:
        CollectionError: Another `add` is writing, or the file cannot be written.
        EvidenceError: A span of a record does not hold its article's words.
    """
    folder, note, tally = Folder(source), RunNote([source]), Tally()
    with sole_writer(collection.path):
        for unit in folder.units():
            _add_unit(collection, folder, unit, note, tally)
            tell(tally)
        groups = len(json.loads(folder.read("plan.json"))["groups"])
        if any(not folder.exists(f"done/{number:05}.json") for number in range(groups)):
            what = "this run is not finished, and only a part of it was added"
            tally.faults.append(PageFault(source, what, "finish copydesk run, then add it again"))
        with collection.writing() as db:
            note.finish(db, [fault for fault in tally.faults if fault.location != source])
    return tally


def _add_unit(
    collection: Collection, folder: Folder, unit: str, note: RunNote, tally: Tally
) -> None:
    """Store a unit in one transaction."""
    rows = folder.read_unit(unit)
    with collection.writing() as db:
        for arrival, outcome in outcomes(rows):
            tally.pages += 1
            state = write.see_again(db, arrival)
            if state == "earlier":
                write.make_latest(db, arrival)
            if state in ("earlier", "latest"):
                tally.known += 1
                continue
            write.write_outcome(db, arrival, outcome, note.number(db))
            if outcome["article"] is None:
                tally.refusals[outcome["refusal"]["reason"]] += 1
            else:
                tally.articles += 1
        for row in rows["refusals"]:
            if row["stage"] == "source":
                what, _, remedy = row["detail"].rpartition("; ")
                tally.faults.append(PageFault(row["location"], what, remedy))
            elif row["stage"] == "quarantine":
                tally.pages += 1
                page, fault = _page(row), Fault(row["reason"], row["detail"], row["tries"])
                if write.see_again(db, write.Arrival.of(page)) is not None:
                    tally.known += 1
                    continue
                write.write_quarantined(db, page, fault, note.number(db))
                tally.quarantined.append((page.location, f"{fault.reason}: {fault.detail}"))


def _page(row: Mapping[str, Any]) -> Page:
    """The page in a row of quarantine."""
    raw, arrival = zlib.decompress(row["content"]), json.loads(row["arrival"])
    return Page(
        row["location"],
        raw.decode("utf-8", "surrogatepass") if arrival["decoded"] else raw,
        url=row["url"],
        form=Form(arrival["form"]),
        fetched=row["fetched"],
        http_status=row["http_status"],
        headers=arrival["headers"],
        columns=arrival["columns"],
    )
