"""Outcomes: who was killed in an attack told in the same sentence is no second event."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from copydesk import annotate_text

_FILE = Path(__file__).with_name("outcomes.tsv")
with _FILE.open(encoding="utf-8", newline="") as _lines:
    _CASES = [(row["sentence"], row["events"]) for row in csv.DictReader(_lines, delimiter="\t")]


@pytest.mark.parametrize(("sentence", "events"), _CASES)
def test_an_attack_and_its_dead_are_one_event(sentence: str, events: str) -> None:
    """Unless the killing has an actor, a place or a day of its own."""
    record = annotate_text(sentence, published="2026-11-20")
    names = {actor.id: actor.name for actor in record.actors}
    told = [f"{e.move} > {', '.join(names[r] for r in e.recipients)}" for e in record.events]
    assert [one.strip() for one in told] == [one.strip() for one in events.split(";")]
