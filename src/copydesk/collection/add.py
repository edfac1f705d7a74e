"""add_pages: pages through supervised workers into a collection, each exactly once.

Outcomes are committed in batches. What was not committed when the driver was killed is simply
not in the collection, and the next run over the same source does it; what is in it is not done
again. So a resumed run and an undisturbed one end with the same contents.
"""

from __future__ import annotations

import functools
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from copydesk.collection import write
from copydesk.collection.collection import Collection
from copydesk.collection.rerecord import rerecord
from copydesk.collection.runs import RunNote
from copydesk.collection.store import sole_writer
from copydesk.errors import EvidenceError
from copydesk.page.page import Page, PageFault
from copydesk.pipeline import process, record_again
from copydesk.runner.limits import Limits
from copydesk.runner.supervisor import Answer, Fault, Supervisor, usable_cores

BATCH_PAGES = 16  # workers that are done wait while a batch is written: keep it short
BATCH_S = 0.5
PRELOAD = ("copydesk.warm",)


@dataclass(slots=True)
class Tally:
    """What one `add` did so far. `known` pages were in the collection already."""

    pages: int = 0
    known: int = 0
    articles: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, str, str]] = field(default_factory=list)  # location, reason, detail
    quarantined: list[tuple[str, str]] = field(default_factory=list)  # location, why
    faults: list[PageFault] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Pages that are dealt with."""
        return self.known + self.articles + self.refusals.total() + len(self.quarantined)

    def merge(self, other: Tally) -> None:
        """Add what another did."""
        self.pages += other.pages
        self.known += other.known
        self.articles += other.articles
        self.refusals += other.refusals
        self.refused += other.refused
        self.quarantined += other.quarantined
        self.faults += other.faults


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How to add.

    `workers` are processes; `keep_pages` stores each page's bytes beside what became of it;
    `work` turns a page into its contract object as JSON, `record` an `article` object into the
    record's part; both must be importable by a worker.
    """

    workers: int = field(default_factory=usable_cores)
    limits: Limits = field(default_factory=Limits)
    keep_pages: bool = False
    work: Callable[[Page], str] = process
    record: Callable[[str], str] = record_again
    preload: Sequence[str] = PRELOAD


def add_pages(
    collection: Collection,
    pages: Iterable[Page | PageFault],
    *,
    sources: Sequence[str],
    options: AddOptions | None = None,
    tell: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Read, annotate and store pages that the collection does not hold yet.

    A page is known by its place and its bytes: the same again changes nothing, other bytes at
    the same place are a revision. `tell` is called with the tally whenever it has changed.

    Raises:
        CollectionError: Another `add` is writing, or the file cannot be written. What was
            committed before stays.
    """
    with sole_writer(collection.path):
        adding = _Adding(collection, sources, options or AddOptions(), tell)
        return adding.run(adding.news(pages))


def retry_quarantined(
    collection: Collection,
    *,
    options: AddOptions | None = None,
    tell: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Try the pages in quarantine again, and the articles whose record failed.

    A page that still breaks its workers stays there; an article that fails again counts as known.

    Raises:
        CollectionError: Another `add` is writing, or the file cannot be written.
    """
    options = options or AddOptions()
    with sole_writer(collection.path):
        with collection.reading() as db:
            pages = list(write.quarantined_pages(db))
        tally = _Adding(collection, ["quarantine"], options, tell).run(pages)
        tally.pages += len(pages)
        supervisor = Supervisor(
            functools.partial(_record, options.record),
            workers=options.workers,
            limits=options.limits,
            preload=options.preload,
        )
        with supervisor:
            for has_record in rerecord(collection, supervisor):
                tally.pages += 1
                tally.articles += has_record
                tally.known += not has_record
                tell(tally)
    return tally


def _record(record: Callable[[str], str], item: tuple[int, str]) -> str:
    return record(item[1])


class _Adding:
    """One run of `add`."""

    def __init__(
        self,
        collection: Collection,
        sources: Sequence[str],
        options: AddOptions,
        tell: Callable[[Tally], None],
    ) -> None:
        self._collection, self._note = collection, RunNote(sources)
        self._options, self._tell = options, tell
        self._tally = Tally()
        self._under_way: set[tuple[bytes, str]] = set()
        self._batch: list[Answer[Page, str]] = []
        self._last = time.monotonic()

    def run(self, pages: Iterable[Page]) -> Tally:
        """Do the pages and write what became of them."""
        supervisor = Supervisor(
            self._options.work,
            workers=self._options.workers,
            limits=self._options.limits,
            preload=self._options.preload,
        )
        with supervisor:
            try:
                for answer in supervisor.run(pages):
                    self._batch.append(answer)
                    late = time.monotonic() - self._last > BATCH_S
                    if late or len(self._batch) >= BATCH_PAGES:
                        self._write()
            except KeyboardInterrupt:
                self._write()
                raise
        self._write()
        with self._collection.writing() as db:
            self._note.finish(db, self._tally.faults)
        return self._tally

    def news(self, pages: Iterable[Page | PageFault]) -> Iterator[Page]:
        """The pages that are not in the collection yet; the others are only counted."""
        for page in pages:
            if isinstance(page, PageFault):
                self._tally.faults.append(page)
                self._tell(self._tally)
                continue
            self._tally.pages += 1
            arrival = write.Arrival.of(page)
            key = (arrival.place, arrival.sha256)
            with self._collection.reading() as db:
                state = write.see_again(db, arrival)
            if state is None and key not in self._under_way:
                self._under_way.add(key)
                yield page
                continue
            if state == "earlier":
                with self._collection.writing() as db:
                    write.make_latest(db, arrival)
            self._tally.known += 1
            self._tell(self._tally)

    def _write(self) -> None:
        """Commit the batch, all or nothing."""
        if self._batch:
            with self._collection.writing() as db:
                run = self._note.number(db)
                for answer in self._batch:
                    self._write_one(db, answer, run)
            for answer in self._batch:
                arrival = write.Arrival.of(answer.item)
                self._under_way.discard((arrival.place, arrival.sha256))
            self._batch.clear()
            self._tell(self._tally)
        self._last = time.monotonic()

    def _write_one(self, db: sqlite3.Connection, answer: Answer[Page, str], run: int) -> None:
        """Write what became of one page, and count it."""
        page, fault = answer.item, answer.fault
        if fault is None:
            outcome = json.loads(answer.result or "")
            content = write.packed(page) if self._options.keep_pages else None
            try:
                write.write_outcome(db, write.Arrival.of(page), outcome, run, content)
            except EvidenceError as error:  # raised before anything is written
                fault = Fault("evidence", str(error), 1)
        if fault is not None:
            write.write_quarantined(db, page, fault, run)
            self._tally.quarantined.append((page.location, f"{fault.reason}: {fault.detail}"))
        elif outcome["article"] is None:
            refusal = outcome["refusal"]
            self._tally.refusals[refusal["reason"]] += 1
            self._tally.refused.append((page.location, refusal["reason"], refusal["detail"]))
        else:
            self._tally.articles += 1
