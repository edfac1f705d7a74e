"""annotate: the finders, in order, turn an Article into a Record."""

from __future__ import annotations

from spacy.tokens import Doc

from copydesk.article.article import Article, Metadata, PageDate
from copydesk.article.reading import Refusal
from copydesk.dates import PartialDate
from copydesk.record.actors.cast import find_cast
from copydesk.record.events import find_events
from copydesk.record.meetings import find_meetings
from copydesk.record.parse import parse
from copydesk.record.places import find_places
from copydesk.record.positions import find_positions
from copydesk.record.quotations import find_quotations
from copydesk.record.record import Record
from copydesk.record.statements import find_statements, to_records, with_speakers
from copydesk.record.times import find_times

LANGUAGE = "en"


def annotate(article: Article) -> Record:
    """Record who said and did what in an article. Every span is checked before it is returned.

    An article in another language than English, or one that a finder fails on, gives a record
    without claims and a refusal ("language", "fault"); nothing but `MemoryError` is raised.
    """
    language = (article.language or LANGUAGE).lower().replace("_", "-").split("-")[0]
    if language != LANGUAGE:
        detail = f"no record for language {language} yet"
        return Record(article.id, refusal=Refusal(article.id, "record", "language", detail))
    try:
        return annotate_doc(article, parse(article.text))
    except MemoryError:
        raise  # the machine's state, not the article's: the runner tries it again alone
    except Exception as error:  # a mistake of ours: it must cost neither the article nor the run
        detail = f"{type(error).__name__}: {error}; please report it with the page"
        return Record(article.id, refusal=Refusal(article.id, "record", "fault", detail))


def annotate_doc(article: Article, doc: Doc) -> Record:
    """Record an article whose text has been parsed (`copydesk.record.parse`).

    Raises:
        EvidenceError: `doc` is the parse of another text.
    """
    quotations = find_quotations(doc)
    cast = find_cast(doc, article.title)
    statements = find_statements(doc, quotations, cast)
    cast = with_speakers(doc, statements, cast)
    calendar, places = find_times(doc, article.published), find_places(doc)
    cast, events = find_events(doc, quotations, cast, statements, calendar, places)
    record = Record(
        article.id,
        actors=cast.actors,
        statements=to_records(doc, quotations, statements),
        events=events,
        meetings=find_meetings(doc, cast, events, calendar, places),
        positions=find_positions(doc, cast, statements, events, calendar),
    )
    record.check(article.text)
    return record


def annotate_text(text: str, *, title: str | None = None, published: str | None = None) -> Record:
    """Record a text that is clean already; offsets count in `text` as given.

    `published` is an ISO 8601 date, against which relative times are resolved.
    """
    date = PartialDate.parse(published) if published else None
    stamp = PageDate(date.value, date.precision, None, "given", 1.0) if date else None
    return annotate(
        Article("text", text, (), Metadata(title=title, published=stamp, language="en"))
    )
