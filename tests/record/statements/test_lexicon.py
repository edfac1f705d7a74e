"""The cue lexicon: well formed, no entry twice, frames that the finders know."""

from __future__ import annotations

from importlib.resources import files

import pytest

from copydesk.record.statements.lexicon import adjectives, nouns, verbs

_FRAMES = {
    "quote",
    "that",
    "to",
    "objto",
    "ing",
    "obj",
    "as",
    "passto",
    "passthat",
    "preto",
    "was",
    "text",
}


def test_frames_are_known() -> None:
    """Every frame is one that verbs.tsv explains."""
    for table in (verbs(), nouns(), adjectives()):
        for cue in table.values():
            assert cue.frames <= _FRAMES, cue.lemma
            assert cue.frames or cue.prepositions, cue.lemma
            assert cue.act.isalpha(), cue.lemma


@pytest.mark.parametrize("name", ["verbs.tsv", "nouns.tsv", "adjectives.tsv"])
def test_no_entry_twice(name: str) -> None:
    """A lemma stands in one row only, so that no row hides another."""
    text = (files("copydesk.record.statements") / name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    lemmas = [lemma for row in rows for lemma in row[0].split("|")]
    assert len(lemmas) == len(set(lemmas)), [x for x in lemmas if lemmas.count(x) > 1]
    assert all(len(row) == 3 for row in rows)
