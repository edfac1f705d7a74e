"""The text of an article with marks round the words that records rest on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Set
from dataclasses import dataclass

from markupsafe import Markup, escape

from copydesk.article.article import Article
from copydesk.article.span import Span
from copydesk.record.record import Record
from copydesk.show.marks import Mark, record_marks, runs
from copydesk.show.safe import printable

SHOWN = ("source", "cue", "content", "trigger")  # the roles that a reader sees at all times


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it is shown. `start` is its offset in the article's text."""

    number: int
    kind: str
    start: int
    shown: Markup


def marked_blocks(article: Article, record: Record, gone: Set[str] = frozenset()) -> list[Block]:
    """The paragraphs with marks. Those of the claims in `gone`, which are judged wrong, only show
    when their record is pointed at."""
    marks = [
        Mark(m.start, m.end, "quiet" if m.claim in gone else m.role, m.claim)
        for m in (*record_marks(record), *_quiet_marks(record))
    ]
    marks.sort(key=lambda m: (m.start, -m.end, m.role, m.claim))
    starts = [p.start for p in article.paragraphs]
    within: list[list[Mark]] = [[] for _ in starts]  # a long article has thousands of marks
    for mark in marks:
        first = max(bisect_right(starts, mark.start) - 1, 0)
        for number in range(first, bisect_left(starts, mark.end)):
            within[number].append(mark)
    seen: set[str] = set()
    return [
        Block(n, p.kind.value, p.start, _marked(article.text, p.start, p.end, within[n], seen))
        for n, p in enumerate(article.paragraphs)
    ]


def _quiet_marks(record: Record) -> Iterator[Mark]:
    """Words that are shown when their record is pointed at."""

    def quiet(claim: str, *spans: Span | None) -> Iterator[Mark]:
        for span in spans:
            if span is not None:
                yield Mark(span.start, span.end, "quiet", claim)

    for event in record.events:
        yield from quiet(event.id, event.object, event.condition)
    for meeting in record.meetings:
        yield from quiet(meeting.id, *meeting.evidence)
    for position in record.positions:
        yield from quiet(position.id, position.evidence)
    for actor in record.actors:
        yield from quiet(actor.id, *actor.mentions)


def _marked(text: str, start: int, end: int, marks: list[Mark], seen: set[str]) -> Markup:
    """`text[start:end]` with an element round each run of marks; everything escaped.

    `seen` collects the claims whose anchor has been set: the row of a claim leads there.
    """
    out = []
    for run in runs(start, end, marks):
        shown = escape(printable(text[run.start : run.end]))
        claims = list(dict.fromkeys(mark.claim for mark in run.marks))
        roles = sorted({mark.role for mark in run.marks} & set(SHOWN))
        out += [Markup('<span id="words-{}"></span>').format(c) for c in claims if c not in seen]
        seen.update(claims)
        if roles and not shown.isspace():  # a link of a space would be one that nobody can read
            first = next(mark.claim for mark in run.marks if mark.role in SHOWN)
            shown = Markup('<a class="mark {}" href="#{}" data-claims="{}">{}</a>').format(
                " ".join(roles), first, " ".join(claims), shown
            )
        elif claims:
            shown = Markup('<span class="{}" data-claims="{}">{}</span>').format(
                " ".join(["mark", *roles] if roles else []), " ".join(claims), shown
            )
        out.append(shown)
    return Markup("").join(out)
