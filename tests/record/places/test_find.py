"""find_places: names that tell where something happens, not the governments named after cities."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.record.parse import parse, parse_many
from copydesk.record.places import find_places

_ROWS = [
    [*line.split("\t"), ""][:2]
    for line in Path(__file__).with_name("cases.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
_DOCS = dict(zip((r[0] for r in _ROWS), parse_many([r[0] for r in _ROWS]), strict=True))


@pytest.mark.parametrize(("sentence", "wanted"), _ROWS)
def test_a_sentence_tells_these_places(sentence: str, wanted: str) -> None:
    """Words, name and country come out as the case says, and no others."""
    places = find_places(_DOCS[sentence]).places
    found = [f"{p.span.exact}={p.name},{p.country or '-'}" for p in places if p.span is not None]
    assert found == list(filter(None, wanted.split("; ")))


def test_a_city_has_coordinates() -> None:
    """Latitude and longitude are degrees north and east."""
    [place] = find_places(parse("The talks will be held in Rome.")).places
    assert place.latitude == pytest.approx(41.9, abs=0.1)
    assert place.longitude == pytest.approx(12.5, abs=0.1)


@pytest.mark.parametrize(
    ("sentence", "trigger", "name"),
    [
        ("The talks held in Rome ended, a minister said in Oslo.", "held", "Rome"),
        ("The talks held in Rome ended, a minister said in Oslo.", "said", "Oslo"),
        ("In Oslo, Peru welcomed the plan and rejected the text.", "rejected", "Oslo"),
        ("Peru rejected the plan.", "rejected", None),
    ],
)
def test_a_deed_has_its_own_place(sentence: str, trigger: str, name: str | None) -> None:
    """The place is that told of the deed, not of its neighbour."""
    doc = parse(sentence)
    token = next(t for t in doc if t.text == trigger)
    place = find_places(doc).of_clause(token)
    assert (place.name if place else None) == name


def test_a_dateline_stands_apart() -> None:
    """The city before the dash is where the story was sent from."""
    gazetteer = find_places(parse("JEDDAH, Saudi Arabia (RS) - The talks resumed in Doha."))
    assert gazetteer.dateline is not None
    assert (gazetteer.dateline.name, gazetteer.dateline.country) == ("Jeddah", "SAU")
    assert [place.name for place in gazetteer.places] == ["Doha"]


_PIECES = st.sampled_from(
    "in at to Rome Geneva , Turkey the Egyptian capital of Hotel Jeddah talks - — ( ) OSLO Camp "
    "David ’s visited Middle East . \n and".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=14))
def test_spans_are_exact(pieces: list[str]) -> None:
    """Whatever stands together: exact spans in text order, the same on a second reading."""
    text = " ".join(pieces)
    doc = parse(text)
    gazetteer = find_places(doc)
    assert gazetteer.places == find_places(doc).places
    spans = [p.span for p in gazetteer.places if p.span is not None]
    assert all(text[s.start : s.end] == s.exact for s in spans)
    assert [s.start for s in spans] == sorted(s.start for s in spans)


@pytest.mark.parametrize("text", ["", " ", "\n", "ROME", "In", "in the", "OSLO —"])
def test_odd_texts_do_no_harm(text: str) -> None:
    """Empty, blank and broken texts raise nothing."""
    find_places(parse(text))
