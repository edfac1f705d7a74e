"""POLECAT and DNA: tables that other programs read, whatever the text holds."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.made import dated, entry, event, place, position, span

from copydesk.article.span import Span
from copydesk.export import dna, polecat
from copydesk.export.entry import Entry
from copydesk.export.tally import Tally
from copydesk.record.record import Actor, ActorKind, EventType, Stance, Status

TEXTS = st.text(min_size=1, max_size=60) | st.sampled_from(
    [
        "=cmd|' /C calc'!A0",
        "a\tb\nc",
        '"',
        ";\r\n;",
        "-1+1",
        "@SUM(A1)",
        " +1",
        "\x00",
        "None",
        "\u2028",
    ]
)


def polecat_rows(*entries: Entry) -> list[dict[str, str]]:
    """The rows below the header, by column."""
    found = "".join(polecat.lines(entries, Tally())).split("\n")
    assert found[-1] == ""
    return [dict(zip(polecat.COLUMNS, row.split("\t"), strict=True)) for row in found[1:-1]]


def dna_rows(*entries: Entry) -> list[dict[str, str]]:
    """The same of DNA."""
    text = "".join(dna.lines(entries, Tally()))
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@st.composite
def hostile_entries(draw: st.DrawFn) -> Entry:
    """An article whose text, names and places may hold anything."""
    text = draw(st.text(min_size=2, max_size=200))
    start = draw(st.integers(0, len(text) - 1))
    said = Span.of(text, start, draw(st.integers(start + 1, len(text))))
    actors = [
        Actor(f"a{n}", draw(TEXTS), draw(st.sampled_from(ActorKind)), role=draw(TEXTS),
              country=draw(st.none() | st.just("NOR")), sector=draw(st.none() | st.just("GOV")))
        for n in (1, 2)
    ]  # fmt: skip
    told = event(
        trigger=said, evidence=said, object=said, status=draw(st.sampled_from(Status)),
        type=draw(st.sampled_from(EventType)), reciprocal=draw(st.booleans()), place=place(draw(TEXTS)),
    )  # fmt: skip
    held = position(draw(st.sampled_from(Stance)), issue=draw(TEXTS), evidence=said, condition=said)
    return entry(
        told, positions=[held], actors=actors, text=text, title=draw(TEXTS), section=draw(TEXTS),
        authors=(draw(TEXTS),),
    )  # fmt: skip


def test_the_header_has_the_forty_columns() -> None:
    """As the data sets on Dataverse have it, tab-separated, in their order."""
    [header] = polecat.lines([], Tally())
    columns = header.rstrip("\n").split("\t")
    assert len(columns) == 40
    assert columns[:6] == [
        "Event ID",
        "Event Date",
        "Event Type",
        "Event Mode",
        "Intensity",
        "Quad Code",
    ]
    assert columns[-3:] == ["Story Locations", "Language", "Version"]


def test_a_row_tells_who_offered_what_to_whom() -> None:
    """Type, mode, quad in words, both sides with country, sector and the words of the text."""
    [row] = polecat_rows(entry(event(time=dated("2026-05-15"), place=place("Port Vell"))))
    told = {name: value for name, value in row.items() if value != "None"}
    assert told == {
        "Event ID": "0123456789abcdef-e1", "Event Date": "2026-05-15", "Event Type": "AGREE",
        "Event Mode": "meet", "Quad Code": "VERBAL COOPERATION",
        "Actor Name": "Norland", "Actor Country": "NOR", "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV", "Actor Name Raw": "Norland",
        "Recipient Name": "Sudria", "Recipient Country": "SWE", "Primary Recipient Sector": "GOV",
        "Recipient Sectors": "GOV", "Recipient Name Raw": "Sudria",
        "Placename": "Port Vell", "Country": "NOR", "Latitude": "59.5", "Longitude": "-3.25",
        "Raw Placename": "PORT VELL", "Source": "The Example", "Publication Date": "2026-05-17",
        "Story People": "Ana Velt", "Story Organizations": "Sea League",
        "Story Locations": "Norland; Sudria; Port Vell", "Language": "en", "Version": row["Version"],
    }  # fmt: skip


def test_lists_can_be_read_side_by_side() -> None:
    """Two actors fill each list of their side with two members; an unknown one is None."""
    [row] = polecat_rows(entry(event(actors=("a1", "a3"))))
    assert row["Actor Name"] == "Norland; Ana Velt"
    assert row["Actor Country"] == "NOR; None"
    assert row["Actor Title"] == "None; minister"
    assert row["Actor Sectors"] == "GOV; None"


def test_reciprocal_is_a_row_each_way() -> None:
    """Both meet the other."""
    met = event(type=EventType.CONSULT, move="meet", status=Status.REALISED, reciprocal=True)
    rows = polecat_rows(entry(met))
    assert [(r["Actor Name"], r["Recipient Name"]) for r in rows] == [
        ("Norland", "Sudria"),
        ("Sudria", "Norland"),
    ]
    assert len({row["Event ID"] for row in rows}) == 2


def test_what_was_not_done_is_left_out_and_counted() -> None:
    """No column could say that it was denied; what is past has a row only where its day is told."""
    tally = Tally()
    events = [
        event(id="e1", status=Status.DENIED),
        event(id="e2", status=Status.HYPOTHETICAL),
        event(id="e3", actors=()),
        event(id="e4", status=Status.REALISED, trigger=Span(0, 4, "last")),
        event(id="e5", status=Status.REALISED, time=dated("2019", old=True)),
    ]
    rows = "".join(polecat.lines([entry(*events)], tally)).split("\n")[1:-1]
    assert [row.split("\t")[:2] for row in rows] == [["0123456789abcdef-e5", "2019-01-01"]]
    assert tally.left_out == {"not told as done": 2, "nobody did it": 1, "past, and no day told": 1}


@settings(deadline=None)  # a busy machine is no failure
@given(hostile_entries())
def test_no_text_breaks_the_table_of_polecat(hostile: Entry) -> None:
    """Every row has the forty columns, for csv, pandas and by hand, and no cell is a formula."""
    text = "".join(polecat.lines([hostile], Tally()))
    rows = text.split("\n")[:-1]
    assert {len(row.split("\t")) for row in rows} == {40}
    read = pd.read_csv(io.StringIO(text), sep="\t", dtype=str, keep_default_na=False)
    assert read.shape == (len(rows) - 1, 40)
    assert len(list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))) == len(rows)
    for row in read.itertuples(index=False):
        numbers = {polecat.COLUMNS.index("Latitude"), polecat.COLUMNS.index("Longitude")}
        assert not any(c[:1] in "=+-@" and c for i, c in enumerate(row) if i not in numbers)


@settings(deadline=None)  # a busy machine is no failure
@given(hostile_entries())
def test_no_text_breaks_the_table_of_dna(hostile: Entry) -> None:
    """Every row has the sixteen columns, and its text is the article's at its offsets."""
    text = "".join(dna.lines([hostile], Tally()))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert {len(row) for row in rows} == {16}
    assert text.count("\n") == len(rows)
    read = pd.read_csv(io.StringIO(text), sep=";", dtype=str, keep_default_na=False)
    assert read.shape == (len(rows) - 1, 16)
    for row in dna_rows(hostile):
        start, end = int(row["start_position"]), int(row["stop_position"])
        exact = hostile.article.text[start:end]
        assert len(row["text"].removeprefix("'")) in (len(exact), len(exact) - 1)
        assert not any(c[:1] in "=+-@" and c for c in row.values())


def test_duckdb_reads_polecat(tmp_path: Path) -> None:
    """A reader that knows nothing of Python."""
    path = tmp_path / "events.txt"
    path.write_text("".join(polecat.lines([entry(event(), event(id="e2"))], Tally())), "utf-8")
    with duckdb.connect() as db:
        found = db.execute(
            "select count(*), min(\"Quad Code\"), count(Intensity) from read_csv(?, delim='\t',"
            " header=true, nullstr='None', all_varchar=true)",
            [str(path)],
        ).fetchall()
    assert found == [(2, "VERBAL COOPERATION", 0)]


def test_a_statement_of_dna() -> None:
    """Who, for whom, is for or against what, where in which document."""
    [row] = dna_rows(entry(positions=[position(actor="a3")], published="2026-05-17T08:30:00+02:00"))
    assert row == {
        "statement_id": "1", "time": "2026-05-17 08:30:00", "person": "Ana Velt",
        "organization": "Norland", "concept": "talks with Sudria", "agreement": "1",
        "start_position": "12", "stop_position": "53",
        "text": "Norland offered talks to Sudria on Monday", "coder": row["coder"],
        "document_id": "1", "document_title": "Norland offers talks", "document_author": "",
        "document_source": "The Example", "document_section": "",
        "document_type": "0123456789abcdef",
    }  # fmt: skip
    assert row["coder"].startswith("copydesk ")


def test_agreement_is_for_or_against_and_nothing_else() -> None:
    """A condition stays with its concept; who is open or unknown has no row."""
    tally = Tally()
    held = [
        position(id="p1", actor="a2", stance=Stance.AGAINST),
        position(id="p2", stance=Stance.CONDITIONAL, condition=span("on Monday")),
        position(id="p3", stance=Stance.OPEN),
        position(id="p4", stance=Stance.UNKNOWN),
    ]
    text = "".join(dna.lines([entry(positions=held)], tally))
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(r["organization"], r["concept"], r["agreement"]) for r in rows] == [
        ("Sudria", "talks with Sudria", "0"),
        ("Norland", "talks with Sudria [on Monday]", "1"),
    ]
    assert tally.left_out == {"neither for nor against": 2}


def test_issues_in_other_words_are_one_concept_within_a_story() -> None:
    """As on the desk; another story has its own."""
    first = entry(positions=[position(issue="thirty-day ceasefire in the strait")])
    again = entry(
        positions=[position(actor="a2", issue="a ceasefire in the strait for thirty days")]
    )
    other = entry(positions=[position(issue="lower tariffs on herring")])
    assert [row["concept"] for row in dna_rows(first, again, other)] == [
        "thirty-day ceasefire in the strait",
        "thirty-day ceasefire in the strait",
        "lower tariffs on herring",
    ]


def test_values_fit_into_dnas_database() -> None:
    """It holds fewer than 191 characters of a value; the text of a statement is whole."""
    [row] = dna_rows(entry(positions=[position(issue="talks " * 60)], title="t" * 400))
    assert len(row["concept"]) <= 190
    assert len(row["document_title"]) == 190


@pytest.mark.parametrize("published", [None, "2026-05-17"])
def test_no_time_is_made_up(published: str | None) -> None:
    """An unknown day stays empty; of a day alone DNA's format wants an hour, which is midnight."""
    [row] = dna_rows(entry(positions=[position()], published=published))
    assert row["time"] == ("" if published is None else "2026-05-17 00:00:00")


def test_who_corrected_a_position_is_its_coder() -> None:
    """A person's name stands where a person had the last word."""
    [row] = dna_rows(entry(positions=[position()], coders={("positions", "p1"): ("Kim", "Lou")}))
    assert row["coder"] == "Kim, Lou"
