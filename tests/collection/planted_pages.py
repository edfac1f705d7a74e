"""Cheap work on pages, with planted faults, for the tests and benchmarks of the collection.

A module of its own, without pytest, so that workers and a driver in another process can import
it. As a program it is such a driver:

    python planted_pages.py add|run FOLDER TARGET

The first word of a page says what becomes of it: "refuse" gives a refusal, "slow" waits for 5 ms,
a fault of `planted.work` happens, anything else is an article.
"""

from __future__ import annotations

import hashlib
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.runner import planted

from copydesk.collection.add import AddOptions, add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.parquet.folder import Folder
from copydesk.collection.parquet.run import Plan, make_plan, prepare, run_groups
from copydesk.contract import line
from copydesk.page.page import Page
from copydesk.page.readers import ReaderOptions
from copydesk.runner.limits import Limits

FAULTS = ("raises", "segfault", "loop", "hog", "sleeps", "killed")
RECORD = ("actors", "statements", "events", "meetings", "positions")
PRELOAD = ("tests.collection.planted_pages",)
OPTIONS_LIMITS = Limits(cpu_s=0.4, stall_s=60.0, memory=256 << 20, patience=2.0)


def process(page: Page) -> str:
    """A contract object for a page, made without reading it closely."""
    text = page.content if isinstance(page.content, str) else page.content.decode()
    kind, _, rest = text.partition(" ")
    if kind == "slow":
        time.sleep(0.005)
    elif kind in FAULTS or kind in ("killed-once", "fails-once"):
        planted.work((kind.replace("-", " "), rest.strip()))
    return line(outcome(page, text, refused=kind == "refuse"))


def process_cured(page: Page) -> str:
    """`process`, once it has learnt to do what raised."""
    assert isinstance(page.content, bytes)
    return process(replace(page, content=page.content.replace(b"raises", b"raised")))


def process_failing(page: Page) -> str:
    """Articles whose record failed, as `annotate` tells it."""
    found = json.loads(process(page))
    if found["article"] is not None:
        refusal = {"stage": "record", "reason": "fault", "detail": "KeyError: 'x'"}
        found |= {"refusal": refusal, **{name: [] for name in RECORD}}
    return line(found)


def record(article: str) -> str:
    """The record's part of the contract object of an article."""
    text = json.loads(article)["text"]
    page = Page("x", text)
    found = outcome(page, text)
    return line({name: found[name] for name in ("refusal", *RECORD)})


def record_failing(article: str) -> str:
    """A record stage that fails on budgets, lies about borders and dies of grain."""
    text = json.loads(article)["text"]
    found = json.loads(record(article))
    if "budget" in text:
        refusal = {"stage": "record", "reason": "fault", "detail": "KeyError: 'y'"}
        found |= {"refusal": refusal, **{name: [] for name in RECORD}}
    if "grain" in text:
        planted.work(("segfault", "x"))
    return line(found).replace('"exact":"border"', '"exact":"boarder"')


def process_lying(page: Page) -> str:
    """An article whose record cites words that it does not hold."""
    return process(page).replace('"exact":"page"', '"exact":"pages"')


def outcome(page: Page, text: str, *, refused: bool = False) -> dict[str, Any]:
    """A contract object: text is the article, its first word an actor who demands something."""
    first = {"start": 0, "end": len(text.split()[0]), "exact": text.split()[0]}
    everything = {"start": 0, "end": len(text), "exact": text}
    base: dict[str, Any] = {
        "schema": "copydesk/1",
        "page": {
            "location": page.location, "url": page.url, "fetched": page.fetched,
            "http_status": page.http_status, "sha256": page.sha256,
        },
        "verdict": {"kind": "listing" if refused else "article", "score": 0.9, "reasons": []},
        "article": None,
        "set_aside": [
            {"text": "Home", "reason": "navigation", "before_paragraph": 0, "where": "line 1",
             "repeat_of": None}
        ],
        "refusal": None,
    }  # fmt: skip
    if refused:
        refusal = {"stage": "read", "reason": "listing", "detail": "a list of headlines"}
        return base | {"refusal": refusal}
    base["article"] = {
        "id": hashlib.sha256((page.sha256 + text).encode()).hexdigest()[:16],
        "title": " ".join(text.split()[:4]), "standfirst": None, "authors": [], "agency": None,
        "site": "The Example", "published": {
            "value": "2025-05-17", "precision": "day", "timezone": None, "method": "test",
            "confidence": 1.0, "candidates": []},
        "modified": None, "dateline": None, "language": "en", "section": None, "tags": [],
        "image": None, "canonical_url": None, "free": None, "live": False, "reservation": None,
        "origins": {}, "text": text,
        "paragraphs": [{"start": 0, "end": len(text), "kind": "paragraph", "where": "line 1"}],
    }  # fmt: skip
    return base | {
        "actors": [
            {"id": "a1", "name": text.split()[0], "kind": "person", "aliases": [],
             "country": "NOR", "role": None, "sector": None, "part_of": None,
             "mentions": [first], "role_evidence": None, "country_evidence": None}
        ],
        "statements": [],
        "events": [
            {"id": "e1", "type": "DEMAND", "move": "demand", "actors": ["a1"], "recipients": [],
             "status": "demanded", "trigger": first, "evidence": everything, "reciprocal": False,
             "object": None, "condition": None, "deadline": None, "time": None, "place": None,
             "about": [], "reported_by": None, "habitual": False, "ongoing": False}
        ],
        "meetings": [],
        "positions": [],
    }  # fmt: skip


def pages_in(folder: Path) -> Iterator[Page]:
    """The files of a folder as pages, by name."""
    for path in sorted(folder.iterdir()):
        yield Page(str(path), path.read_bytes())


def options(workers: int = 2) -> AddOptions:
    """Options that use `process` and tight limits."""
    return AddOptions(workers=workers, limits=OPTIONS_LIMITS, work=process, preload=PRELOAD)


def options_with(work: Callable[[Page], str]) -> AddOptions:
    """The same options with other work."""
    return replace(options(), work=work)


def export(file: Path) -> bytes:
    """All a collection holds, in its own order, as JSON Lines."""
    with Collection.open(file) as collection:
        return b"".join(
            json.dumps(item, ensure_ascii=False).encode() + b"\n"
            for item in collection.objects(latest_only=False)
        )


def run(source: Path | str, output: Path | str, *, chunk: int = 16, workers: int = 2) -> Plan:
    """A local run with small units."""
    plan = make_plan([str(source)], ReaderOptions(), chunk=chunk)
    folder = Folder(str(output))
    prepare(plan, folder)
    run_groups(
        plan,
        range(len(plan.groups)),
        folder,
        reader=ReaderOptions(),
        options=options(workers),
    )
    return plan


def main() -> None:
    """Add a folder to a collection, or run it into another folder."""
    what, source, target = sys.argv[1], *map(Path, sys.argv[2:])
    if what == "run":
        run(source, target)
        return
    with Collection.open(target, create=True) as collection:
        add_pages(collection, pages_in(source), sources=[str(source)], options=options())


if __name__ == "__main__":
    # A shell that runs the tests in the background has its children ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
