"""Authors: people only, in any script; never a desk, an agency, a date or a job."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.article.metadata.pages import STORY, article, read_html, read_text

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("bylines.toml").read_text("utf-8")
)["case"]

SIGNED: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("signed.toml").read_text("utf-8")
)["case"]


def linked(author: object) -> str:
    """A linked article with this author."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "author": author}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_bylines(case: dict[str, Any]) -> None:
    """A byline block gives the people in it and nothing else."""
    metadata = read_html(article(top=f'<div class="byline">{case["text"]}</div>'))
    assert list(metadata.authors) == case["people"]


@pytest.mark.parametrize(
    "author",
    [
        "Jane Doe and John Roe",
        ["Jane Doe", "John Roe"],
        [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}],
        {"@type": "Person", "name": ["Jane Doe", "John Roe"]},
        [{"@type": "Person", "givenName": "Jane", "familyName": "Doe"}, "By John Roe"],
        [[{"name": "Jane Doe, John Roe"}]],
        {"@type": "Person", "name": "Jane &amp; Doe".replace(" &amp;", "") + " &amp; John Roe"},
    ],
)
def test_linked_authors(author: object) -> None:
    """Linked authors are read as a string, an object, a list, or a list in a string."""
    assert read_html(article(head=linked(author))).authors == ("Jane Doe", "John Roe")


def test_references_are_followed() -> None:
    """An author given by `@id` is the node of that id."""
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "author": {"@id": "#p1"}},
            {"@type": "Person", "@id": "#p1", "name": "Jane Doe"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert read_html(article(head=head)).authors == ("Jane Doe",)


def test_people_before_bodies() -> None:
    """A newsroom named by the page's data signs only where no person does, and is marked so."""
    newsroom = linked({"@type": "Organization", "name": "The Daily Lamp"})
    signed = read_html(article(head=newsroom, top="<p class=byline>By Jane Doe</p>"))
    assert signed.authors == ("Jane Doe",)
    alone = read_html(article(head=newsroom))
    assert alone.authors == ("The Daily Lamp",)
    assert alone.origins["authors"].endswith("not a person")


def test_agency_beside_a_person() -> None:
    """An agency that signs with a person is the agency, not an author."""
    metadata = read_html(article(head=linked("Felix Muster und Jörg Beispiel, dpa")))
    assert metadata.authors == ("Felix Muster", "Jörg Beispiel")
    assert metadata.agency == "dpa"


def test_byline_with_date_in_flattened_text() -> None:
    """ "By Jane Doe May 22, 2025 at 2:07 p.m. GMT 3 min read" names one person."""
    text = "\n".join(
        [
            "Ferry talks resume in the harbour",
            "By Jane Doe May 22, 2025 at 2:07 p.m. GMT 3 min read",
            *STORY,
        ]
    )
    metadata = read_text(text)
    assert metadata.authors == ("Jane Doe",)
    assert metadata.published is not None
    assert metadata.published.value == "2025-05-22T14:07+00:00"
    assert metadata.title == "Ferry talks resume in the harbour"


@pytest.mark.parametrize("case", SIGNED, ids=lambda case: " / ".join(case["lines"]))
def test_signed_lines(case: dict[str, Any]) -> None:
    """Without markup the people who sign are told from labels, places and people in the story."""
    metadata = read_text("\n".join(["Harbour towns resume ferry talks", *case["lines"], *STORY]))
    assert list(metadata.authors) == case["people"]


@pytest.mark.parametrize(
    ("top", "people"),
    [
        ("<p>Noel Reyes/Ada Miller</p>", ("Noel Reyes", "Ada Miller")),
        ("<ul class=metaInfoAuthorList><li class=metaInfoAuthorList-item>Noel Reyes</ul>", ("Noel Reyes",)),
        ("<h2>Final Thoughts</h2>", ("The Daily Lamp",)),
        ("<p>Ada Quill</p>", ("The Daily Lamp",)),
    ],
)  # fmt: skip
def test_people_before_the_account_of_a_site(top: str, people: tuple[str, ...]) -> None:
    """Where the page's data names only the newsroom, a line of names above the story signs."""
    newsroom = linked({"@type": "Organization", "name": "The Daily Lamp"})
    assert read_html(article(head=newsroom, top=top)).authors == people


def test_account_of_a_site_is_no_person() -> None:
    """ "Lamp D", an account of the Lamp News, is not one of the people who sign."""
    head = '<meta property="og:site_name" content="Lamp News">' + linked("Lamp D")
    page = article(head=head, top="<p>Noel Reyes</p>")
    assert read_html(page).authors == ("Noel Reyes",)


def test_signed_at_the_end() -> None:
    """A name alone behind the last paragraph signs; one that the story tells of does not."""
    head = "Harbour towns resume ferry talks"
    assert read_text("\n".join([head, *STORY, "Noel Reyes"])).authors == ("Noel Reyes",)
    assert read_text("\n".join([head, *STORY, "Ada Quill"])).authors == ()


def test_agency_signs_a_line() -> None:
    """An agency on a line of its own is the agency; as author it is marked as no person."""
    page = "\n".join(
        ["Harbour towns resume ferry talks", "By Associated Press", "19 May 2025", *STORY]
    )
    metadata = read_text(page)
    assert metadata.agency == "AP"
    assert metadata.origins["authors"].endswith("not a person")


def test_columns_sign() -> None:
    """The author column of a table is heard first."""
    assert read_text("\n".join(STORY), columns={"author": "Jane Doe"}).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Lamp Wire (www.lampwire.example)", ["Lamp Wire"]),
        ("page.head.extra.author", []),
        (", LAMP TODAY", []),
        ("null", []),
    ],
)
def test_firm_of_the_head(author: str, names: list[str]) -> None:
    """A newsroom is given without its address; what a machine left in its place is nobody."""
    page = article(f'<meta name="author" content="{author}">')
    assert list(read_html(page).authors) == names


def test_told_people_do_not_sign_by_a_bare_name() -> None:
    """A person of the story whose name stands alone by the date is not its author."""
    lines = ["Harbour towns resume ferry talks", "Ada Quill", "19 May 2025", *STORY]
    assert read_text("\n".join(lines)).authors == ()


def test_people_on_lines_of_their_own() -> None:
    """The people of one byline may stand on lines of their own, each with a job."""
    lines = ["Harbour towns resume ferry talks", "Ada Miller", "Reporter", "Noel Reyes", "Reporter"]
    text = "\n".join([*lines, "19 May 2025 10:40", *STORY])
    assert read_text(text).authors == ("Ada Miller", "Noel Reyes")


def test_degrees_are_taken_off() -> None:
    """Degrees and licences behind a name are no names of their own."""
    page = article('<meta name="author" content="Ada Miller, Ph.D., RN and Noel Reyes, MD">')
    assert read_html(page).authors == ("Ada Miller", "Noel Reyes")
