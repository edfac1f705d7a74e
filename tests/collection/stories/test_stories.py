"""Copies and stories of a collection: the same end whatever the order of arrival."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from copydesk.collection.add import AddOptions, add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.copies.copies import copies
from copydesk.collection.copies.update import judge_unfolded
from copydesk.collection.stories.stories import stories
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.errors import CollectionError
from copydesk.page.page import Form, Page

NAVIES = ("Norwegian frigate Helge", "Danish patrol ship Ravn")
CAPTAINS = ("Ole Brandvik", "Mads Holmgaard")
PLACES = ("Bosaso", "Harardhere")
CREWS = ("seven", "eleven")
FACTS = (
    "The {navy} seized {crew} pirates off {place} on Sunday after they had fired on a trawler.",
    "Captain {captain} said that his {navy} had taken {crew} men on board without a shot.",
    "The {crew} suspects were taken towards {place}, where a court is to hear them.",
    "Nobody on the {navy} was hurt, {captain} told reporters by telephone from {place}.",
    "Pirates had attacked ships near {place} three times this month, according to insurers.",
)


def page(event: int, number: int) -> Page:
    """One of several articles on one of two captures: four of five sentences, in any order."""
    facts = list(itertools.permutations(FACTS, 4))[number * 23]
    words = {
        "navy": NAVIES[event],
        "captain": CAPTAINS[event],
        "place": PLACES[event],
        "crew": CREWS[event],
    }
    body = "".join(f"<p>{fact.format(**words)}</p>" for fact in facts)
    title = f"{NAVIES[event]} takes pirates off {PLACES[event]}"
    day = f"2026-0{3 + 2 * event}-{10 + number}"
    return Page(
        f"outlet-{event}{number}.html",
        f"<title>{title}</title><meta property='article:published_time' content='{day}'>"
        f"<article><h1>{title}</h1>{body}</article>".encode(),
        form=Form.HTML,
    )


PAGES = [page(event, number) for event in (0, 1) for number in range(4)]


def reprint() -> Page:
    """The first article a day later, with a sentence of its own."""
    content = PAGES[0].content
    assert isinstance(content, bytes)
    own = b"<p>Ships from Lakeside stayed in port.</p></article>"
    later = content.replace(b"2026-03-10", b"2026-03-11").replace(b"</article>", own)
    return Page("reprint.html", later, form=Form.HTML)


REPRINT = reprint()


def add(path: Path, batches: Iterable[Iterable[Page]]) -> None:
    """Add pages batch by batch, as several runs of `copydesk add` would."""
    for batch in batches:
        with Collection.open(path, create=True) as collection:
            add_pages(collection, batch, sources=["test"], options=AddOptions(workers=1))
            bring_up_to_date(collection)


def state(path: Path) -> str:
    """All stories and copies, as JSON."""
    with Collection.open(path) as collection:
        found = [s.as_json() for s in stories(collection)]
        return json.dumps([found, [c.as_json() for c in copies(collection)]])


def groups(path: Path) -> set[frozenset[str]]:
    """The locations of each story's articles."""
    with Collection.open(path) as collection:
        return {frozenset(a.location for a in s.articles) for s in stories(collection)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages, added at once."""
    path = tmp_path_factory.mktemp("whole") / "pirates.copydesk"
    add(path, [[*PAGES, REPRINT]])
    return path


def test_two_captures_are_never_one_story(whole: Path) -> None:
    """Captures by different navies at different places stay apart, however alike they are told."""
    for group in groups(whole):
        assert len({name[7] for name in group if name.startswith("outlet")}) == 1


def test_a_reprint_is_in_the_story_of_what_it_repeats(whole: Path) -> None:
    """The copy is folded, told with its own sentence, and stands in the same story."""
    with Collection.open(whole) as collection:
        [copy] = [c for c in copies(collection) if c.location == "reprint.html"]
    assert copy.original_location == PAGES[0].location
    assert copy.added == ("Ships from Lakeside stayed in port.",)
    [story] = [group for group in groups(whole) if "reprint.html" in group]
    assert PAGES[0].location in story


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_does_not_matter(tmp_path: Path, whole: Path, seed: int) -> None:
    """Pages that come one or two at a time, in any order, end in the same stories and copies."""
    shuffled = [*PAGES, REPRINT]
    random.Random(seed).shuffle(shuffled)
    path = tmp_path / "other.copydesk"
    add(path, [shuffled[:1], shuffled[1:3], shuffled[3:8], shuffled[8:]])
    assert state(path) == state(whole)


def test_doing_it_again_changes_nothing(whole: Path) -> None:
    """A second pass over an unchanged collection finds nothing to do."""
    before = state(whole)
    with Collection.open(whole, write=True) as collection:
        bring_up_to_date(collection)
    assert state(whole) == before


def test_unfolding_and_folding_again_restores(tmp_path: Path) -> None:
    """A judged article is no copy until the judgement is taken back; then all is as before."""
    path = tmp_path / "pirates.copydesk"
    add(path, [[*PAGES, REPRINT]])
    before = state(path)
    with Collection.open(path, write=True) as collection:
        [copy] = [c for c in copies(collection) if c.location == "reprint.html"]
        judge_unfolded(collection, copy.id, unfolded=True)
        bring_up_to_date(collection)
        assert not [c for c in copies(collection) if c.id == copy.id]
        judge_unfolded(collection, copy.id, unfolded=False)
        bring_up_to_date(collection)
    assert state(path) == before
    with Collection.open(path, write=True) as collection, pytest.raises(CollectionError):
        judge_unfolded(collection, "nowhere", unfolded=True)


def test_a_revision_takes_the_place_of_what_it_revises(tmp_path: Path, whole: Path) -> None:
    """When a page comes back with other bytes, only the later article is in stories and copies;
    and when the first bytes come back, all is as it was."""
    path = tmp_path / "pirates.copydesk"
    revised = Page(REPRINT.location, page(1, 2).content, form=Form.HTML)
    add(path, [[*PAGES, REPRINT], [revised]])
    with Collection.open(path) as collection:
        [copy] = [c for c in copies(collection) if c.location == "reprint.html"]
    assert copy.original_location.startswith("outlet-1")  # the other capture now
    add(path, [[REPRINT]])
    assert state(path) == state(whole)
