"""find_times: which words are times, and what days they mean."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.article.article import PageDate
from copydesk.dates import PartialDate
from copydesk.record.parse import parse, parse_many
from copydesk.record.times import find_times
from copydesk.record.times.grammar import matches, patterns

_ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("cases.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
_DOCS = dict(zip((row[1] for row in _ROWS), parse_many([row[1] for row in _ROWS]), strict=True))


def page_date(value: str) -> PageDate | None:
    date = PartialDate.parse(value)
    return PageDate(date.value, date.precision, None, "given", 1.0) if date else None


@pytest.mark.parametrize(("published", "sentence", "wanted"), _ROWS)
def test_a_sentence_tells_these_times(published: str, sentence: str, wanted: str) -> None:
    """Words and days come out as the case says, and no others."""
    calendar = find_times(_DOCS[sentence], page_date(published))
    found = [
        f"{time.span.exact}={time.value or '-'}" for time in calendar.times if time.span is not None
    ]
    assert found == list(filter(None, wanted.split("; ")))


def test_every_pattern_is_tried() -> None:
    """The cases use each pattern of the grammar at least once."""
    used = {match.pattern.name for row in _ROWS for match in matches(row[1])}
    assert {pattern.name for pattern in patterns()} - used == set()


def test_a_dateline_is_no_time_of_the_story() -> None:
    """The day before the dash tells when the story was sent, not when anything happened."""
    doc = parse("OSLO, May 22 (Fjord Wire) — Peru and Chile will meet on Friday.")
    times = find_times(doc, page_date("2025-05-22")).times
    assert [time.span.exact for time in times if time.span] == ["on Friday"]


@pytest.mark.parametrize(
    ("words", "old"),
    [
        ("in July 2015", True),
        ("on April 21", True),
        ("on April 22", False),
        ("last week", False),
        ("more than two years ago", True),
        ("since 2018", False),
    ],
)
def test_background_is_older_than_thirty_days(words: str, old: bool) -> None:
    """`old` begins 31 days before publication; a stretch up to now is not old."""
    doc = parse(f"The envoys met {words}.")
    [time] = find_times(doc, page_date("2025-05-22")).times
    assert time.old is old


def test_a_vague_day_of_publication_resolves_nothing_relative() -> None:
    """Where only the month of publication is known, "on Friday" keeps its words alone."""
    doc = parse("The envoys met on Friday and in July 2015.")
    values = [time.value for time in find_times(doc, page_date("2025-05")).times]
    assert values == [None, "2015-07"]


_PIECES = st.sampled_from(
    "on in by since until May 3 31 2022 Friday - – to and next last week month the end of ago two "
    "days later autumn “ ” , . ; \n weekend earlier this year mid early February 29 1990s".split(
        " "
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=14), st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)))
def test_spans_are_exact_and_values_are_dates(pieces: list[str], published: dt.date) -> None:
    """Whatever stands together: exact spans, ISO values in order, the same on a second reading."""
    text = "The envoys met " + " ".join(pieces)
    doc = parse(text)
    times = find_times(doc, page_date(published.isoformat())).times
    assert times == find_times(doc, page_date(published.isoformat())).times
    for time in times:
        assert time.span is not None
        assert text[time.span.start : time.span.end] == time.span.exact
        ends = [PartialDate.parse(part) for part in (time.value or "").split("/") if part]
        assert None not in ends
        days = [date.first_day for date in ends if date is not None]
        assert days == sorted(days)
    starts = [time.span.start for time in times if time.span]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ud800 on Friday", "MAY", "Friday", "—"])
def test_odd_texts_do_no_harm(text: str) -> None:
    """Empty, blank and broken texts give times or none, but no error."""
    for time in find_times(parse(text), page_date("2025-05-22")).times:
        assert time.span is not None
        assert text[time.span.start : time.span.end] == time.span.exact


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_beyond_the_calendar_words_stay_words(published: str) -> None:
    """On the first and the last day there is, what lies before or after has no value."""
    text = (
        "Peru met Chile yesterday, last month and last year. They meet next week and next spring."
    )
    times = find_times(parse(text), page_date(published)).times
    assert len(times) == 5
    assert None in {time.value for time in times}
