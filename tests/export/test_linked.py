"""Web Annotations, schema.org NewsArticle and ninjs: JSON that other programs check."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from tests.export.made import TEXT, entry, event, place, position, statement
from tests.export.test_tables import hostile_entries

from copydesk.contract import writable
from copydesk.export import newsarticle, ninjs, web_annotation
from copydesk.export.entry import Copy, Entry
from copydesk.export.tally import Tally
from copydesk.record.record import StatementKind

Lines = Callable[[Iterable[Entry], Tally], Iterator[str]]
HERE = Path(__file__).parent
COPY = Copy(
    "fedcba9876543210", "/pages/again.html", None, "https://other.example/again", "Talks offered",
    "2026-05-18T06:00:00+02:00", "The Other", 0.97,
)  # fmt: skip


def validator(name: str) -> Draft202012Validator:
    """The checker of a schema beside this file."""
    schema = json.loads((HERE / name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


ANNOTATION, NINJS = validator("annotation.schema.json"), validator("ninjs-3.1.schema.json")


def objects(lines: Lines, *entries: Entry) -> list[dict[str, Any]]:
    """What a format writes of these articles."""
    return [json.loads(line) for line in lines(entries, Tally())]


def full() -> Entry:
    """An article with a record of each kind but meetings, and a copy."""
    return entry(
        event(place=place("Port Vell")),
        positions=[position()],
        statements=[statement(StatementKind.DIRECT, "We will come")],
        copies=[COPY],
        standfirst="The islands wait.",
        authors=("Bo Lind",),
        agency="Nordwire",
        tags=("fishing",),
        published="2026-05-17T08:30:00+02:00",
    )


def test_every_record_is_an_annotation_of_its_words() -> None:
    """Actors by their mentions, statements by their content, the others by their evidence."""
    found = objects(web_annotation.lines, full())
    for one in found:
        ANNOTATION.validate(one)
    assert [(a["copydesk"]["kind"], a["motivation"]) for a in found] == [
        ("actors", "identifying"), ("actors", "identifying"), ("actors", "identifying"),
        ("statements", "describing"), ("events", "classifying"), ("positions", "assessing"),
    ]  # fmt: skip
    told = [a["body"]["value"] for a in found]
    assert told[2:] == [
        "Ana Velt; minister; person",
        "Ana Velt: say; direct",
        "Norland > Sudria: AGREE; offer; offered",
        "Norland: for; talks with Sudria",
    ]
    assert found[4]["target"]["source"] == "https://news.example/offer"
    assert found[4]["copydesk"]["record"]["move"] == "offer"


def test_what_people_made_has_them_as_creators() -> None:
    """Not the program."""
    found = objects(
        web_annotation.lines, entry(event(), actors=(), coders={("events", "e1"): ("Kim",)})
    )
    assert found[0]["creator"] == [{"type": "Person", "name": "Kim"}]


@settings(deadline=None)  # a busy machine is no failure
@given(hostile_entries())
def test_selectors_hold_the_words_of_the_text(hostile: Entry) -> None:
    """Exact, prefix and suffix are what stands at the offsets and around them."""
    text = writable(hostile.article.text)
    for one in objects(web_annotation.lines, hostile):
        ANNOTATION.validate(one)
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        for target in targets:
            quote, at = target["selector"]
            assert text[at["start"] : at["end"]] == quote["exact"]
            assert text[: at["start"]].endswith(quote.get("prefix", ""))
            assert text[at["end"] :].startswith(quote.get("suffix", ""))


def test_a_newsarticle_with_its_quotation_and_its_copy() -> None:
    """What is unknown is left out; a copy says what it is based on."""
    article, copy = objects(newsarticle.lines, full())
    [quotation] = article.pop("hasPart")
    assert article == {
        "@context": "https://schema.org", "@type": "NewsArticle",
        "@id": "https://news.example/offer", "identifier": "0123456789abcdef",
        "url": "https://news.example/offer", "headline": "Norland offers talks",
        "abstract": "The islands wait.", "datePublished": "2026-05-17T08:30:00+02:00",
        "author": [{"@type": "Person", "name": "Bo Lind"}],
        "publisher": {"@type": "Organization", "name": "The Example"},
        "sourceOrganization": {"@type": "Organization", "name": "Nordwire"},
        "inLanguage": "en", "keywords": ["fishing"], "articleBody": TEXT,
    }  # fmt: skip
    assert quotation["text"] == "We will come"
    assert quotation["spokenByCharacter"] == {
        "@type": "Person",
        "name": "Ana Velt",
        "jobTitle": "minister",
    }
    assert copy["isBasedOn"] == {"@type": "NewsArticle", "@id": "https://news.example/offer"}
    assert copy["@id"] == "https://other.example/again"
    assert "articleBody" not in copy


@pytest.mark.parametrize(
    ("kind", "words", "quoted"),
    [
        (StatementKind.MIXED, 'told reporters: "We will come; =SUM(1)', ["We will come; =SUM(1)"]),
        (StatementKind.DIRECT, "Sudria rejected the offer", ["Sudria rejected the offer"]),
        (StatementKind.INDIRECT, "rejected the offer", []),
    ],
)
def test_a_quotation_holds_somebodys_own_words(
    kind: StatementKind, words: str, quoted: list[str]
) -> None:
    """Of mixed speech what stands in quotation marks, of indirect speech nothing."""
    [article] = objects(newsarticle.lines, entry(statements=[statement(kind, words)]))
    assert [part["text"] for part in article.get("hasPart", [])] == quoted


def test_ninjs_is_valid_and_tells_its_copies() -> None:
    """Against the schema of ninjs 3.1."""
    [found] = objects(ninjs.lines, full())
    NINJS.validate(found)
    assert found["uri"] == "https://news.example/offer"
    assert found["contentCreated"] == "2026-05-17T08:30:00+02:00"
    assert found["bodies"][0]["value"] == TEXT
    assert [source["name"] for source in found["infoSources"]] == ["The Example", "Nordwire"]
    assert found["places"][-1]["geoJSON"] == {"type": "Point", "coordinates": [-3.25, 59.5]}
    [copy] = found["associations"]
    assert (copy["rel"], copy["name"], copy["uri"]) == ("copy", "Talks offered", COPY.iri)


def test_ninjs_makes_up_no_time() -> None:
    """A day alone is no date-time: it stands among the descriptions."""
    [found] = objects(ninjs.lines, entry(published="2026-05-17"))
    NINJS.validate(found)
    assert "contentCreated" not in found
    assert {"role": "published", "value": "2026-05-17"} in found["descriptions"]


@settings(deadline=None)  # a busy machine is no failure
@given(hostile_entries())
def test_ninjs_is_valid_whatever_the_text_holds(hostile: Entry) -> None:
    """Names, titles and places may be anything."""
    for one in objects(ninjs.lines, hostile):
        NINJS.validate(one)


@pytest.mark.parametrize(
    "address",
    [
        None,
        "/pages/a b.html",
        "javascript:alert(1)",
        "https://evil.example/<script>",
        'https://evil.example/"x',
        "https://evil.example/a b",
        "https://",
    ],
)
def test_an_article_without_an_address_has_a_urn(address: str | None) -> None:
    """A path on somebody's disk names nothing in linked data, nor does what is no address."""
    copy = Copy("0f", "/pages/x.html", address, None, None, None, None, 1.0)
    assert copy.iri == "urn:copydesk:article:0f"


def test_an_address_of_the_web_is_kept() -> None:
    """Also one with other letters than English."""
    copy = Copy("0f", "/x", None, "https://øy.example/møte?a=1&b=%20", None, None, None, 1.0)
    assert copy.iri == "https://øy.example/møte?a=1&b=%20"
