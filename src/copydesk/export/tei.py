"""TEI: one corpus, a text for each article; what people said is marked with who said it.

Source: TEI P5 Guidelines, 3.3.3 (said), 15.1 (teiCorpus), 2 (the header).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import copydesk
from copydesk.article.article import Paragraph, ParagraphKind
from copydesk.article.span import Span
from copydesk.contract import writable
from copydesk.dates import PartialDate
from copydesk.export.entry import Entry
from copydesk.export.quoted import outer_quotations, quoted
from copydesk.export.tally import Tally
from copydesk.record.record import ActorKind, Statement, StatementKind

# Characters that XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>News articles</title></titleStmt>\
<publicationStmt><p>Made by {machine}</p></publicationStmt>\
<sourceDesc><p>Web pages, named in the header of each text</p></sourceDesc></fileDesc></teiHeader>
"""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the text that a statement holds. `speaker` is an actor's id."""

    span: Span
    speaker: str | None
    direct: bool


def lines(entries: Iterable[Entry], tally: Tally) -> Iterator[str]:
    """The corpus: its header, each article as a text, its end."""
    yield _HEAD.format(machine=_text(f"copydesk {copydesk.__version__}"))
    for entry in entries:
        yield _tei(entry, tally)
    yield "</teiCorpus>\n"


def _tei(entry: Entry, tally: Tally) -> str:
    said = nested(_said(entry), tally)
    paragraphs = (
        paragraph
        for part in entry.article.paragraphs
        for paragraph in _paragraph(entry, part, said)
    )
    name = f"t-{entry.article.id}"
    return (
        f"<TEI xml:id={_attribute(name)}>\n{_header(entry)}\n"
        f"<text{_language(entry)}><body>\n{''.join(paragraphs)}</body></text>\n</TEI>\n"
    )


def _said(entry: Entry) -> list[Said]:
    """The words of each statement: own words of direct and mixed speech, all of indirect."""
    quotations = outer_quotations(entry.article.text)
    found = []
    for statement in entry.record.statements:
        direct = statement.kind is not StatementKind.INDIRECT
        spans: Sequence[Span] = statement.content
        if direct:
            spans = quoted(statement, quotations, entry.article.text)
        found += [
            Said(part, _speaker(entry, statement), direct)
            for span in spans
            for part in _by_paragraph(span, entry)
        ]
    return found


def _by_paragraph(span: Span, entry: Entry) -> Iterator[Span]:
    for paragraph in entry.article.paragraphs:
        start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
        if start < end:
            yield Span.of(entry.article.text, start, end)


def nested(said: Iterable[Said], tally: Tally) -> list[Said]:
    """In order of their start, the longer first, without those that would cross another: elements
    of XML cannot."""
    kept: list[Said] = []
    open_ends: list[int] = []
    for one in sorted(said, key=lambda s: (s.span.start, -s.span.end)):
        while open_ends and open_ends[-1] <= one.span.start:
            open_ends.pop()
        if open_ends and open_ends[-1] < one.span.end:
            tally.left_out["words that cross other words"] += 1
            continue
        open_ends.append(one.span.end)
        kept.append(one)
    return kept


def _paragraph(entry: Entry, part: Paragraph, said: Iterable[Said]) -> Iterator[str]:
    """A paragraph with its `said` elements, in pieces."""
    name = "p" if part.kind is ParagraphKind.PARAGRAPH else "ab"
    yield "<p>" if name == "p" else f'<ab type="{part.kind.value}">'
    at, open_ends = part.start, list[int]()
    here = [s for s in said if part.start <= s.span.start and s.span.end <= part.end]
    for one in [*here, None]:
        until = one.span.start if one else part.end
        while open_ends and open_ends[-1] <= until:
            yield _text(entry.article.text[at : open_ends[-1]]) + "</said>"
            at = open_ends.pop()
        yield _text(entry.article.text[at:until])
        at = until
        if one:
            who = f" who={_attribute('#' + _xml_id(entry, one.speaker))}" if one.speaker else ""
            yield f'<said{who} direct="{str(one.direct).lower()}">'
            open_ends.append(one.span.end)
    yield f"</{name}>\n"


def _header(entry: Entry) -> str:
    metadata = entry.article.metadata
    published = PartialDate.parse(metadata.published.value) if metadata.published else None
    authors = "".join(f"<author>{_text(name)}</author>" for name in metadata.authors)
    publisher = entry.outlet or metadata.site
    when = f"<date when={_attribute(published.value)}/>" if published else "<date/>"
    source = f"<publisher>{_text(publisher)}</publisher>" if publisher else ""
    agency = f"<distributor>{_text(metadata.agency)}</distributor>" if metadata.agency else ""
    copies = "".join(
        f'<bibl type="copy"><title>{_text(copy.title)}</title><ptr target={_attribute(copy.iri)}/>'
        "</bibl>"
        for copy in entry.copies
    )
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{_text(metadata.title)}</title>{authors}"
        f"</titleStmt><publicationStmt>{source or '<publisher/>'}{agency}{when}"
        f'<idno type="copydesk">{_text(entry.article.id)}</idno></publicationStmt>'
        f"<sourceDesc><bibl><ptr target={_attribute(entry.iri)}/></bibl>{copies}</sourceDesc>"
        f"</fileDesc><profileDesc><particDesc>{_speakers(entry)}</particDesc></profileDesc>"
        "</teiHeader>"
    )


def _speakers(entry: Entry) -> str:
    """Those who speak: people as `person`, all others as `org`."""
    ids = {statement.actor for statement in entry.record.statements if statement.actor}
    people, bodies = "", ""
    for actor in entry.record.actors:
        if actor.id not in ids:
            continue
        xml_id = _attribute(_xml_id(entry, actor.id))
        name = _text(entry.name(actor))
        if actor.kind in (ActorKind.PERSON, ActorKind.UNNAMED):
            role = f"<occupation>{_text(actor.role)}</occupation>" if actor.role else ""
            people += f"<person xml:id={xml_id}><persName>{name}</persName>{role}</person>"
        else:
            bodies += f"<org xml:id={xml_id}><orgName>{name}</orgName></org>"
    people = f"<listPerson>{people}</listPerson>" if people else ""
    bodies = f"<listOrg>{bodies}</listOrg>" if bodies else ""
    return people + bodies or "<p>Nobody is quoted.</p>"


def _speaker(entry: Entry, statement: Statement) -> str | None:
    return statement.actor if statement.actor and entry.actors(statement.actor) else None


def _xml_id(entry: Entry, actor: str) -> str:
    return f"t-{entry.article.id}-{re.sub(r'[^A-Za-z0-9_.-]', '-', actor)}"


def _language(entry: Entry) -> str:
    language = entry.article.metadata.language
    return f" xml:lang={_attribute(language)}" if language else ""


def _text(text: str | None) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", writable(text or ""))).replace("\r", "&#13;")


def _attribute(text: str) -> str:
    return quoteattr(_UNWRITABLE.sub("\ufffd", writable(text)))
