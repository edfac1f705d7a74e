"""run: pages to a folder of Parquet tables, by any engine, with the same bytes.

A plan divides the sources into groups of files, a group's pages into chunks; a chunk is a unit:
one part a table, written whole, then marked as done. Units depend on nothing but the plan, so the
parts are the same bytes whichever engine made them, however often it was killed.
"""

from __future__ import annotations

import functools
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import copydesk
from copydesk.collection.add import AddOptions, Tally
from copydesk.collection.parquet.folder import Folder
from copydesk.collection.parquet.remote import files_at, is_remote, pages_at
from copydesk.collection.parquet.tables import Rows, arrival_columns, no_rows, put_outcome
from copydesk.collection.write import Arrival, check_evidence
from copydesk.contract import writable
from copydesk.errors import CollectionError, EvidenceError, SourceError
from copydesk.page.page import Page, PageFault
from copydesk.page.readers import ReaderOptions, read_pages
from copydesk.page.readers.files import files_below
from copydesk.runner.supervisor import Answer, Fault, Supervisor

CHUNK = 256  # pages a unit
SMALL = 1 << 20  # bytes; greater files are groups of their own


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does: groups of sources, in order. A source is a file or an address.

    `sizes` are the bytes of the files when the plan was made: a source that has changed since
    cannot be resumed.
    """

    version: str
    columns: Mapping[str, str]
    chunk: int
    groups: tuple[tuple[str, ...], ...]
    sizes: tuple[tuple[int, ...], ...]

    def as_json(self) -> bytes:
        """The plan's file."""
        return json.dumps(asdict(self), indent=1).encode() + b"\n"


def make_plan(sources: Iterable[str], reader: ReaderOptions, *, chunk: int = CHUNK) -> Plan:
    """Divide sources into groups: a large file alone, small ones together up to a chunk.

    Raises:
        SourceError: A file is not there.
    """
    groups: list[tuple[str, ...]] = []
    sizes: list[tuple[int, ...]] = []
    small: list[tuple[str, int]] = []

    def close() -> None:
        if small:
            groups.append(tuple(file for file, _ in small))
            sizes.append(tuple(size for _, size in small))
            small.clear()

    for source in sources:
        for file, size in _files(source):
            if size > SMALL:
                close()
                groups.append((file,))
                sizes.append((size,))
                continue
            small.append((file, size))
            if len(small) == chunk:
                close()
    close()
    return Plan(
        copydesk.__version__,
        dict(sorted(reader.columns.items())),
        chunk,
        tuple(groups),
        tuple(sizes),
    )


def prepare(plan: Plan, folder: Folder) -> None:
    """Put the plan into the folder, or find the same plan there.

    Raises:
        CollectionError: The folder holds the run of another plan.
    """
    if not folder.exists("plan.json"):
        folder.write("plan.json", plan.as_json())
    elif folder.read("plan.json") != plan.as_json():
        raise CollectionError(
            folder.address,
            "holds a run over other sources, of other sizes, or by another version",
            "name an empty folder",
        )


def run_groups(
    plan: Plan,
    numbers: Iterable[int],
    folder: Folder,
    *,
    reader: ReaderOptions,
    options: AddOptions,
    tell: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Do the units of some groups that are not done yet.

    This is what every engine runs: in one process over all groups, or as a task over one.
    """
    running = _Running(plan, folder, reader, tell)
    supervisor = Supervisor(
        functools.partial(_work, options.work),
        workers=options.workers,
        limits=options.limits,
        preload=(*options.preload, __name__),
    )
    with supervisor:
        for answer in supervisor.run(running.pages(numbers)):
            running.take(answer)
    return running.tally


@dataclass(frozen=True, slots=True)
class _UnitPage:
    """A page and its place in its unit."""

    unit: str
    number: int
    page: Page


def _work(work: Callable[[Page], str], item: _UnitPage) -> str:
    return work(item.page)


@dataclass(slots=True)
class _Unit:
    """What has come in of a unit. `complete` once all its pages were handed out."""

    entries: dict[int, tuple[Arrival | PageFault, Mapping[str, Any]]] = field(default_factory=dict)
    size: int = 0
    complete: bool = False


class _Running:
    """The state of `run_groups`: units under way, written as soon as they are whole."""

    def __init__(
        self, plan: Plan, folder: Folder, reader: ReaderOptions, tell: Callable[[Tally], None]
    ) -> None:
        self._plan, self._folder, self._reader, self._tell = plan, folder, reader, tell
        self._units: dict[str, _Unit] = {}
        self._groups: dict[str, set[str]] = {}  # units that are not written yet
        self._whole: set[str] = set()  # groups of which every page was handed out
        self._done = {name.removesuffix(".json") for name in folder.names("done")}
        self.tally = Tally()

    def pages(self, numbers: Iterable[int]) -> Iterator[_UnitPage]:
        """The pages of all units that are not done."""
        for number in numbers:
            group = f"{number:05}"
            if group in self._done:
                self._skip(group)
                continue
            self._groups[group] = set()
            unit = ""
            for index, page in enumerate(self._read(self._plan.groups[number])):
                if index % self._plan.chunk == 0:
                    self._close(unit)
                    unit = f"{group}-{index // self._plan.chunk:04}"
                    if unit not in self._done:
                        self._groups[group].add(unit)
                        self._units[unit] = _Unit()
                if unit in self._done:
                    self.tally.pages += isinstance(page, Page)
                    self.tally.known += isinstance(page, Page)
                    continue
                yield from self._hand_out(unit, page)
            self._close(unit)
            self._whole.add(group)
            self._finish_group(group)

    def _hand_out(self, unit: str, page: Page | PageFault) -> Iterator[_UnitPage]:
        entry = self._units[unit]
        number = entry.size
        entry.size += 1
        if isinstance(page, PageFault):
            self.tally.faults.append(page)
            entry.entries[number] = (page, {})
        else:
            self.tally.pages += 1
            yield _UnitPage(unit, number, page)

    def take(self, answer: Answer[_UnitPage, str]) -> None:
        """Note what became of a page."""
        item = answer.item
        arrival = Arrival.of(item.page)
        fault = answer.fault
        outcome: dict[str, Any] = json.loads(answer.result) if answer.result else {}
        if fault is None:
            try:
                check_evidence(outcome)
            except EvidenceError as error:
                fault = Fault("evidence", str(error), 1)
        if fault is not None:
            self.tally.quarantined.append((item.page.location, f"{fault.reason}: {fault.detail}"))
            outcome = {"fault": fault, "page": item.page}
        elif outcome["article"] is None:
            self.tally.refusals[outcome["refusal"]["reason"]] += 1
        else:
            self.tally.articles += 1
        self._units[item.unit].entries[item.number] = (arrival, outcome)
        self._write_if_whole(item.unit)
        self._tell(self.tally)

    def _read(self, sources: Sequence[str]) -> Iterator[Page | PageFault]:
        for source in sources:
            try:
                read = pages_at if is_remote(source) else read_pages
                yield from read(source, self._reader)
            except SourceError as error:
                yield PageFault(error.location, error.what, error.remedy)

    def _close(self, unit: str) -> None:
        """All pages of a unit were handed out."""
        if unit in self._units:
            self._units[unit].complete = True
            self._write_if_whole(unit)

    def _write_if_whole(self, unit: str) -> None:
        entry = self._units[unit]
        if not entry.complete or len(entry.entries) < entry.size:
            return
        rows = no_rows()
        for number in range(entry.size):
            _put(rows, *entry.entries[number])
        self._folder.write_unit(unit, rows)
        del self._units[unit]
        group = unit.partition("-")[0]
        self._groups[group].discard(unit)
        self._finish_group(group)

    def _finish_group(self, group: str) -> None:
        if group in self._whole and not self._groups[group]:
            self._folder.write(f"done/{group}.json", b"{}")

    def _skip(self, group: str) -> None:
        """Count the pages of a group that was finished before."""
        for unit in self._done:
            if unit.startswith(group + "-"):
                counts = self._folder.counts(unit)
                self.tally.known += counts["articles"] + counts["refusals"]
                self.tally.pages += counts["articles"] + counts["refusals"]


def _put(rows: Rows, arrival: Arrival | PageFault, outcome: Mapping[str, Any]) -> None:
    """Append a page, whatever became of it."""
    if isinstance(arrival, PageFault):
        rows["refusals"].append(
            {
                "location": writable(arrival.location),
                "stage": "source",
                "reason": "unreadable",
                "detail": writable(f"{arrival.what}; {arrival.remedy}"),
            }
        )
    elif "fault" in outcome:
        fault, page = outcome["fault"], outcome["page"]
        raw = page.content
        rows["refusals"].append(
            {
                **arrival_columns(arrival),
                "stage": "quarantine",
                "reason": fault.reason,
                "detail": writable(fault.detail),
                "tries": fault.tries,
                "content": zlib.compress(
                    raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
                ),
                "arrival": json.dumps(
                    {
                        "form": page.form,
                        "decoded": isinstance(raw, str),
                        "headers": dict(page.headers),
                        "columns": dict(page.columns),
                    }
                ),
            }
        )
    else:
        put_outcome(rows, arrival, outcome)


def _files(source: str) -> Iterator[tuple[str, int]]:
    """The files of a source with their sizes in bytes; a web page counts as 0."""
    if is_remote(source):
        yield from files_at(source)
        return
    for file in files_below(source) if os.path.isdir(source) else [source]:
        if "://" in file:
            yield file, 0
            continue
        try:
            yield file, os.stat(file).st_size
        except OSError as error:
            raise SourceError(file, error.strerror or str(error), "check the path") from error
