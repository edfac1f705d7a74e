"""Copies kept up to date: the same likenesses and folds whatever comes when, in whatever lots."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.collection.collection import Collection
from copydesk.collection.copies import candidates
from copydesk.collection.copies import update as copies_update
from copydesk.collection.copies.update import update_copies
from copydesk.collection.write import Arrival, make_latest, place_of, write_outcome

FORM = (
    "Shares in {0} closed at {1} on the exchange of {2} on Friday, after the board had met. The "
    "market opens again on Monday morning, and traders expect a calm week before the holiday."
)
STORY = (
    "The mayor of Tarnhaven opened the new quay on Saturday. Two ferries from Molde were the first "
    "to land there, and the brass band of the fire brigade played until dusk. Work on the quay had "
    "begun in {0} and cost {1} million crowns, which the county paid."
)


def texts(seed: int) -> list[str]:
    """Forms filled in, and a story reprinted often, with a line of each outlet's own."""
    chance = random.Random(seed)
    names = [f"{first}{second}" for first in ("Nor", "Lak", "Tun") for second in ("ex", "um", "ol")]
    made = [
        FORM.format(chance.choice(names), chance.randrange(90), chance.choice(names))
        for _ in range(9)
    ]
    story = STORY.format(2019, 40)
    for outlet in names:
        own = " ".join(chance.choices(names, k=chance.randrange(1, 30)))
        made.append(f"{story} {own}." if chance.random() < 0.6 else story[: -40 - len(outlet)])
    return [*made, STORY.format(2021, 55)]


def arrival(number: int) -> Arrival:
    """A page at a place of its own."""
    location = f"bench:{number}"
    return Arrival(place_of(location), location, f"{number:064x}", 0, None, None, None)


def outcome(number: int, text: str, day: int) -> dict[str, Any]:
    """The contract object of an article."""
    return {
        "verdict": {"kind": "article", "score": 1.0, "reasons": []},
        "article": {
            "id": f"id{number:04}",
            "published": {"value": f"2026-01-{1 + day:02}"},
            "text": text,
            "paragraphs": [],
        },
        "set_aside": [],
        "refusal": None,
    }


def end_state(collection: Collection) -> dict[str, list[tuple[Any, ...]]]:
    """What was found, by the articles' ids instead of by numbers in the file."""
    with collection.reading() as db:
        names = dict(
            db.execute(
                "SELECT wording, min(id) FROM worded JOIN articles USING (article) GROUP BY wording"
            )
        )
        ids = dict(db.execute("SELECT article, id FROM articles"))
        return {
            "likenesses": sorted(
                (names[one], names[other], shared)
                for one, other, shared in db.execute("SELECT * FROM likenesses")
            ),
            "copies": sorted(
                (ids[article], ids[original], shared)
                for article, original, shared in db.execute("SELECT * FROM copies")
            ),
            "crowds": sorted((row[0], row[1]) for row in db.execute("SELECT * FROM crowds")),
            "sketches": sorted(
                (row[0], names[row[1]]) for row in db.execute("SELECT * FROM sketches")
            ),
        }


def folded(
    path: Path, made: Sequence[str], days: Sequence[int], order: Iterable[int], lot: int
) -> dict[str, list[tuple[Any, ...]]]:
    """The end state after articles came in that order, `lot` of them at a time."""
    order = list(order)
    with Collection.open(path, create=True) as collection:
        with collection.writing() as db:
            db.execute("INSERT INTO runs VALUES (1, 'test', '[]', '2026-01-01', NULL)")
        for start in range(0, len(order), lot):
            with collection.writing() as db:
                for number in order[start : start + lot]:
                    write_outcome(
                        db, arrival(number), outcome(number, made[number], days[number]), 1
                    )
            update_copies(collection)
        return end_state(collection)


@pytest.fixture(scope="module")
def small_crowds() -> Iterable[None]:
    """Crowds of three, so that few articles make one, and small batches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "CROWD", 3)
        patch.setattr(copies_update, "BATCH", 4)
        yield


@given(seed=st.integers(0, 2**16), lot=st.sampled_from([1, 3, 7, 50]))
@settings(max_examples=25, deadline=None)
def test_the_end_does_not_hang_on_the_order(
    small_crowds: None, tmp_path_factory: pytest.TempPathFactory, seed: int, lot: int
) -> None:
    """Likenesses, copies and who stands for crowded keys are the same for any order and lots."""
    chance = random.Random(seed)
    made = texts(seed)
    days = [chance.randrange(20) for _ in made]
    folder = tmp_path_factory.mktemp("order")
    expected = folded(folder / "one", made, days, range(len(made)), 100)
    assert expected["crowds"], "no key is crowded: this proves nothing"
    order = list(range(len(made)))
    chance.shuffle(order)
    found = folded(folder / "other", made, days, order, lot)
    assert found == expected


@given(seed=st.integers(0, 2**16))
@settings(max_examples=15, deadline=None)
def test_what_is_replaced_leaves_nothing_behind(
    small_crowds: None, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    """After some pages were replaced by others, all is as if the first had never come."""
    chance = random.Random(seed)
    made = texts(seed)
    days = [chance.randrange(20) for _ in made]
    folder = tmp_path_factory.mktemp("gone")
    stay = [number for number in range(len(made)) if chance.random() < 0.6]
    expected = folded(folder / "one", made, days, stay, 100)
    folded(folder / "two", made, days, range(len(made)), 5)
    with Collection.open(folder / "two", write=True) as collection:
        with collection.writing() as db:
            for number in set(range(len(made))) - set(stay):
                db.execute("UPDATE pages SET latest = 0 WHERE location = ?", (f"bench:{number}",))
        update_copies(collection)
        assert end_state(collection) == expected
        with collection.writing() as db:
            for number in range(len(made)):
                make_latest(db, arrival(number))
        update_copies(collection)
        everything = folded(folder / "three", made, days, range(len(made)), 100)
        assert end_state(collection) == everything


def test_all_reprints_of_a_crowd_point_at_the_first(small_crowds: None, tmp_path: Path) -> None:
    """However many repeat a text, each is a copy of the one that was first in line."""
    made = [f"{STORY.format(2019, 40)} Outlet number {n} adds {n * 7}." for n in range(12)]
    found = folded(tmp_path / "file", made, [19 - n for n in range(12)], range(12), 5)
    assert [(copy, original) for copy, original, _ in found["copies"]] == [
        (f"id{n:04}", "id0011") for n in range(11)
    ]
