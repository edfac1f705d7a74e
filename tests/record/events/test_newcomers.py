"""Newcomers: who becomes an actor only because something is done by or to him."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from copydesk import annotate_text

_FILE = Path(__file__).with_name("newcomers.tsv")
with _FILE.open(encoding="utf-8", newline="") as _lines:
    _CASES = [(row["sentence"], row["actors"]) for row in csv.DictReader(_lines, delimiter="\t")]


@pytest.mark.parametrize(("sentence", "actors"), _CASES)
def test_people_and_bodies_become_actors_and_nothing_else(sentence: str, actors: str) -> None:
    """Not a corridor, a town, ships, nor whoever is told by "no teacher" or "her rival"."""
    found = sorted(actor.name for actor in annotate_text(sentence).actors)
    assert found == sorted(name.strip() for name in actors.split(",") if name.strip())
