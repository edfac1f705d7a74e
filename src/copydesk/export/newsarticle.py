"""NewsArticle: schema.org JSON-LD, one article a line; what people said are its parts.

Source: schema.org, NewsArticle, Quotation, isBasedOn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.article.span import Span
from copydesk.contract import line
from copydesk.export.entry import Copy, Entry
from copydesk.export.quoted import outer_quotations, quoted
from copydesk.export.tally import Tally
from copydesk.record.record import Actor, ActorKind, Statement

CONTEXT = "https://schema.org"


def lines(entries: Iterable[Entry], tally: Tally) -> Iterator[str]:
    """Each entry, and after it the copies of it, which say no more than what they are."""
    for entry in entries:
        yield line(_article(entry, tally)) + "\n"
        for copy in entry.copies:
            yield line(_copy(copy, entry)) + "\n"


def _article(entry: Entry, tally: Tally) -> dict[str, Any]:
    article, metadata = entry.article, entry.article.metadata
    quotations = outer_quotations(article.text)
    return _known(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": entry.iri,
            "identifier": article.id,
            "url": entry.iri if entry.iri.startswith("http") else None,
            "headline": metadata.title,
            "abstract": metadata.standfirst,
            "datePublished": metadata.published.value if metadata.published else None,
            "dateModified": metadata.modified.value if metadata.modified else None,
            "dateline": metadata.dateline,
            "author": [{"@type": "Person", "name": name} for name in metadata.authors],
            "publisher": _organisation(entry.outlet or metadata.site),
            "sourceOrganization": _organisation(metadata.agency),
            "inLanguage": metadata.language,
            "articleSection": metadata.section,
            "keywords": list(metadata.tags),
            "image": metadata.image,
            "isAccessibleForFree": metadata.free,
            "articleBody": article.text,
            "hasPart": [
                part
                for statement in entry.record.statements
                for part in _parts(entry, statement, quotations, tally)
            ],
        }
    )


def _copy(copy: Copy, entry: Entry) -> dict[str, Any]:
    return _known(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": copy.iri,
            "identifier": copy.id,
            "url": copy.iri if copy.iri.startswith("http") else None,
            "headline": copy.title,
            "datePublished": copy.published,
            "publisher": _organisation(copy.outlet),
            "isBasedOn": {"@type": "NewsArticle", "@id": entry.iri},
        }
    )


def _parts(
    entry: Entry, statement: Statement, quotations: list[Span], tally: Tally
) -> Iterator[dict[str, Any]]:
    """A statement as a Quotation: its words in quotation marks, and nothing where it has none."""
    speakers = entry.actors(statement.actor) if statement.actor else []
    name = f"urn:copydesk:{entry.article.id}:statements:{statement.id}"
    own_words = quoted(statement, quotations, entry.article.text)
    if not own_words:
        tally.left_out["not in quotation marks"] += 1
        return
    yield _known(
        {
            "@type": "Quotation",
            "@id": name,
            "text": " […] ".join(span.exact for span in own_words),
            "spokenByCharacter": _speaker(entry, speakers[0]) if speakers else None,
            "isPartOf": {"@id": entry.iri},
        }
    )


def _speaker(entry: Entry, actor: Actor) -> dict[str, Any]:
    country = entry.country(actor)
    is_person = actor.kind in (ActorKind.PERSON, ActorKind.UNNAMED)
    kind = "Person" if is_person else "Country" if actor.kind is ActorKind.COUNTRY else None
    return _known(
        {
            "@type": kind or "Organization",
            "name": entry.name(actor),
            "jobTitle": actor.role if is_person else None,
            "nationality": {"@type": "Country", "identifier": country}
            if is_person and country
            else None,
        }
    )


def _organisation(name: str | None) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _known(value: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown."""
    return {name: item for name, item in value.items() if item is not None and item != []}
