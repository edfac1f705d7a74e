"""Who said what, on sentences of our own: each construction, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.record.annotate import annotate_text
from copydesk.record.record import Statement

_CASES = Path(__file__).with_name("cases.tsv")


def _cases() -> list[tuple[str, str, str]]:
    out = []
    for line in _CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            construction, text, wanted = line.replace("\\n", "\n").split("\t")
            out.append((construction, text, wanted))
    return out


def _shown(statement: Statement) -> str:
    source = statement.source.exact if statement.source else "-"
    cue = statement.cue.exact if statement.cue else "-"
    return " | ".join([source, cue, " + ".join(span.exact for span in statement.content)])


@pytest.mark.parametrize(("construction", "text", "wanted"), _cases())
def test_statements_of_a_sentence(construction: str, text: str, wanted: str) -> None:
    """These statements are found, with these spans, and no others."""
    found = [_shown(statement) for statement in annotate_text(text).statements]
    assert (" ;; ".join(found) or "-") == wanted, construction


def test_there_are_enough_cases() -> None:
    """The table covers the constructions that the statements claim, negative ones among them."""
    cases = _cases()
    assert len(cases) >= 80
    assert sum(construction.startswith("none") for construction, _, _ in cases) >= 10


def _acts() -> list[tuple[str, str]]:
    lines = _CASES.with_name("acts.tsv").read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines if line[0] != "#"]


@pytest.mark.parametrize(("text", "wanted"), _acts())
def test_who_does_what_by_saying_it(text: str, wanted: str) -> None:
    """Each statement has its speaker and its act; what was not said is never told as said."""
    record = annotate_text(text)
    names = {actor.id: actor.name for actor in record.actors}
    found = [f"{names.get(s.actor or '', '-')} | {s.act}" for s in record.statements]
    assert " ;; ".join(found) == wanted
