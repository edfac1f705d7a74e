"""Dates: read in many languages, weighed, never in the future, none rather than wrong."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.article.metadata.pages import STORY, article, read_html, read_text

from copydesk.article.metadata.ages import find_age
from copydesk.article.metadata.dates import capture_line
from copydesk.article.metadata.datetext import Order, find_dates, first_date, order_of, parse_stamp
from copydesk.dates import PartialDate, Precision

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("dates.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_printed_dates(case: dict[str, Any]) -> None:
    """A printed date is read to its precision; what looks like one is not."""
    stamp = first_date(case["text"], Order(case.get("order", "unknown")))
    assert (stamp and stamp.value) == case.get("value")


def test_ambiguous_figures_are_marked() -> None:
    """03/04/2025 without a known order is read as unsure."""
    stamp = first_date("03/04/2025")
    assert stamp is not None
    assert not stamp.sure


@pytest.mark.parametrize(
    ("language", "host", "order"),
    [
        ("en-US", "lamp.example", Order.MONTH_FIRST),
        ("en", "lamp.com", Order.UNKNOWN),
        ("en", "lamp.co.uk", Order.DAY_FIRST),
        ("de", "lamp.com", Order.DAY_FIRST),
        (None, "", Order.UNKNOWN),
    ],
)
def test_order_of_figures(language: str | None, host: str, order: Order) -> None:
    """The order comes from language and country, and is unknown where they do not tell."""
    assert order_of(language, host) is order


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-05-22T14:07:00Z", "2025-05-22T14:07:00+00:00"),
        ("2025-05-22 14:07:00 +02:00", "2025-05-22T14:07:00+02:00"),
        ("2025-05-22T14:07:00.000+0200", "2025-05-22T14:07:00+02:00"),
        ("20250522", "2025-05-22"),
        ("1747922820", "2025-05-22T14:07:00+00:00"),
        ("1747922820000", "2025-05-22T14:07:00+00:00"),
        ("Thu, 22 May 2025 14:07:00 GMT", "2025-05-22T14:07+00:00"),
        ("0000-00-00", None),
        ("null", None),
        ("99999999999999999999", None),
    ],
)
def test_machine_stamps(text: str, value: str | None) -> None:
    """Stamps of meta elements and linked data are read in the forms that are in use."""
    stamp = parse_stamp(text)
    assert (stamp and stamp.value) == value


def test_capture_line() -> None:
    """A capture line gives its day at lower confidence, labelled; a sentence is none."""
    assert capture_line(" date 2025-05-17 403") == ("2025-05-17", 403)
    assert capture_line("date 2025-05-09 HKT") == ("2025-05-09", None)
    assert capture_line("The date 2025-05-17 was set by both councils") is None
    metadata = read_text(
        " date 2025-05-17 403\nFerry talks resume in the harbour\n" + "\n".join(STORY)
    )
    published = metadata.published
    assert published is not None
    assert (published.value, published.method) == ("2025-05-17", "capture line")
    assert published.confidence <= 0.6


def test_date_of_a_script_is_no_witness() -> None:
    """A date in the future that stands in a script is not the day of publication."""
    script = (
        '<script>var next = {"campaign": "2031-12-24", "publish": "2031-12-24T00:00"};</script>'
    )
    metadata = read_html(article(head=script, top="<p>May 22, 2025</p>"))
    assert metadata.published is not None
    assert metadata.published.value == "2025-05-22"


def test_never_after_the_capture() -> None:
    """A date after the day the page was fetched is passed over for one before it."""
    head = '<meta property="article:published_time" content="2026-02-01T10:00:00Z">'
    page = article(head=head, top="<time datetime=2025-05-22>22 May 2025</time>")
    metadata = read_html(page, fetched="2025-05-23T08:00:00Z")
    assert metadata.published is not None
    assert metadata.published.value == "2025-05-22"


def test_capture_day_is_the_last_resort() -> None:
    """Where nothing else tells, the day fetched is given, as that and with little confidence."""
    published = read_html(article(), fetched="2025-05-23T08:00:00Z").published
    assert published is not None
    assert (published.method, published.precision) == ("capture", Precision.DAY)
    assert published.confidence <= 0.2
    assert read_html(article()).published is None


def test_ambiguous_date_alone_gives_none() -> None:
    """03/04/2025 on a page that does not tell its order is no date; the URL can decide it."""
    page = article(top="<p>03/04/2025</p>")
    assert read_html(page).published is None
    decided = read_html(page, url="https://www.dailylamp.example/2025/04/03/ferry").published
    assert decided is not None
    assert decided.value == "2025-04-03"


def test_update_is_not_publication() -> None:
    """ "Updated" gives the change; the day of publication stands beside it."""
    top = "<p>Published: 9 May 2025, 11:42 p.m. HKT – Updated: 10 May 2025, 1:15 a.m. HKT</p>"
    metadata = read_html(article(top=top))
    assert metadata.published is not None
    assert metadata.modified is not None
    assert metadata.published.value == "2025-05-09T23:42+08:00"
    assert metadata.published.timezone == "+08:00"
    assert metadata.modified.value.startswith("2025-05-10")


def test_all_witnesses_are_listed() -> None:
    """Every date found is a candidate with its witness; disagreement lowers the confidence."""
    node = '{"@type":"NewsArticle","datePublished":"2025-05-22T14:07:00Z"}'
    linked = f'<script type="application/ld+json">{node}</script>'
    agreed = read_html(article(head=linked, top="<p>May 22, 2025</p>")).published
    contested = read_html(article(head=linked, top="<p>Published May 12, 2025</p>")).published
    assert agreed is not None
    assert contested is not None
    assert {c.method for c in agreed.candidates} == {"json-ld", "text"}
    assert agreed.value == contested.value == "2025-05-22T14:07:00+00:00"
    assert contested.confidence < agreed.confidence


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["A storm on 3 March 2024 had closed the line. Photo: DL/archive", "19 May 2025"], "2025-05-19"),
        (["The old pier, which a storm damaged on 3 March 2024, is to be rebuilt."], None),
        (["By Ada Miller, in News, Harbours · 19 May 2025, 20:02 · 0 Comments"], "2025-05-19T20:02"),
        (["Updated: 20 May 2025", "Published: 19 May 2025"], "2025-05-19"),
        (["2025年5月19日 10時40分 配信"], "2025-05-19T10:40"),
        (["Stand: 19.05.2025, 17:06 Uhr"], "2025-05-19T17:06"),
        (["Published 3 hours ago"], None),
    ],
)  # fmt: skip
def test_lines_of_a_page_without_markup(lines: list[str], value: str | None) -> None:
    """A line's own date is the page's; one that its sentence or a caption tells of is not."""
    published = read_text("\n".join(["Harbour towns resume ferry talks", *lines, *STORY])).published
    assert (published and published.value) == value


def test_language_of_the_text_orders_figures() -> None:
    """06/01/2026 is read by the language of the text where the page does not tell its own."""
    story = [
        "Les deux villes portuaires ont repris mardi leurs discussions sur la ligne de ferry fermée au "
        "printemps après une tempête, ont annoncé les deux conseils municipaux.",
        "La maire a déclaré que son conseil paierait le nouveau quai si l’autre partie reprenait les "
        "bateaux, une offre qu’elle avait faite en mars et qui avait alors été refusée.",
    ]
    page = ["Les villes portuaires reprennent les discussions", "Publié le 06/01/2026", *story]
    published = read_text("\n".join(page)).published
    assert published is not None
    assert published.value == "2026-01-06"


AGES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("ages.toml").read_text("utf-8")
)["case"]


@pytest.mark.parametrize("case", AGES, ids=lambda case: case["text"])
def test_ages(case: dict[str, Any]) -> None:
    """An age tells the day from the moment of the capture; a length of time does not."""
    assert find_age(case["text"], "2025-05-19T09:30:00+00:00") == case.get("day")


def test_age_is_the_day_before_the_capture_date_is() -> None:
    """A page that tells only its age has its day from that, and says so; never without capture."""
    text = "\n".join(["Harbour towns resume ferry talks", "Published 11 hours ago", *STORY])
    published = read_text(text, fetched="2025-05-19T09:30:00Z").published
    assert published is not None
    assert (published.value, published.method) == ("2025-05-18", "age")
    assert published.confidence < 0.8
    assert read_text(text).published is None


@pytest.mark.parametrize(
    ("fetched", "value"),
    [("2025-03-20", "2025-03-04"), ("2025-06-20", None), (None, None)],
)
def test_capture_settles_day_and_month(fetched: str | None, value: str | None) -> None:
    """03/04/2025 is 4 March on a page captured in March; later, only the capture is known."""
    text = "\n".join(["Harbour towns resume ferry talks", "03/04/2025", *STORY])
    published = read_text(text, fetched=fetched).published
    if value is None:
        assert published is None or published.method == "capture"
    else:
        assert published is not None
        assert (published.value, published.method) == (value, "text")


def test_other_dates_of_the_page_settle_day_and_month() -> None:
    """03/04/2025 is 3 April on a page that also writes 25/03/2025."""
    lines = ["Harbour towns resume ferry talks", "03/04/2025", *STORY, "Archive: 25/03/2025"]
    published = read_text("\n".join(lines)).published
    assert published is not None
    assert published.value == "2025-04-03"


def test_date_behind_the_body_is_doubted() -> None:
    """A date that nothing labels behind the body is given as a doubtful one, a label lifts it."""
    head = ["Harbour towns resume ferry talks", *STORY]
    bare = read_text("\n".join([*head, "19 May 2025"])).published
    told = read_text("\n".join([*head, "Published: 19 May 2025"])).published
    assert bare is not None
    assert told is not None
    assert bare.confidence < 0.5 < told.confidence


def test_label_on_the_line_above() -> None:
    """ "Published" on a line of its own labels the date below it, "Updated" another."""
    lines = [
        "Harbour towns resume ferry talks",
        "Updated",
        "20 May 2025",
        "Published",
        "19 May 2025",
    ]
    published = read_text("\n".join([*lines, *STORY])).published
    assert published is not None
    assert published.value == "2025-05-19"


@given(st.text(max_size=120), st.sampled_from(["2025-05-19", "2025-05-19T00:10:00+00:00"]))
def test_any_text_tells_an_age_or_none(text: str, captured: str) -> None:
    """No text raises; an age is a day not after the capture."""
    day = find_age(text, captured)
    assert day is None or day <= captured[:10]


@given(st.text(max_size=300), st.sampled_from(list(Order)))
def test_any_text_is_read(text: str, order: Order) -> None:
    """No text raises; what is read is a valid date within the text."""
    for stamp in find_dates(text, order):
        assert PartialDate.parse(stamp.value) is not None
        assert 0 <= stamp.start < stamp.end <= len(text)


@pytest.mark.parametrize("piece", ["1 - ", "12.", "क ", "1 a b ", "2025 ", "१ मई ", "--", "1 de "])
def test_time_is_bounded(piece: str) -> None:
    """Runs that could trap a pattern take no time."""
    start = time.process_time()
    list(find_dates(piece * 400))
    assert time.process_time() - start < 0.5
