"""find_times: all times of a parsed article, resolved against its day of publication."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from copydesk.article.article import PageDate
from copydesk.article.span import Span
from copydesk.dates import PartialDate, Precision
from copydesk.record.parse import source_text
from copydesk.record.record import Time
from copydesk.record.times import stretch as s
from copydesk.record.times.calendar import Calendar, Found, Relation
from copydesk.record.times.frame import Frame, Way
from copydesk.record.times.grammar import LEAD, Match, matches
from copydesk.record.times.resolve import resolve
from copydesk.record.times.stretch import Stretch
from copydesk.record.times.tense import way_of

_RELATIONS = {
    "by": Relation.BY, "no later than": Relation.BY, "as late as": Relation.BY,
    "before": Relation.BEFORE, "prior to": Relation.BEFORE, "ahead of": Relation.BEFORE,
    "until": Relation.UNTIL, "till": Relation.UNTIL, "up to": Relation.UNTIL,
    "through": Relation.UNTIL, "within": Relation.BY, "inside": Relation.BY,
    "since": Relation.SINCE, "from": Relation.FROM, "starting": Relation.FROM,
    "starting on": Relation.FROM, "as of": Relation.FROM, "beginning": Relation.FROM,
    "beginning on": Relation.FROM, "after": Relation.AFTER, "following": Relation.AFTER,
}  # fmt: skip
# "MUSCAT, May 22 (Wire) —": the day a story was sent, not a time in it.
_AFTER_DATELINE = re.compile(r",?\s*(?:\d{4})?\s*(?:\([^()\n]{1,60}\))?\s*(?:--|[-–—]|:)\s")
_BEFORE_DATELINE = re.compile(r"[^\n]{0,60}\Z")
# Words before a preposition that belong to the time: "late on Friday", "early in March".
_MODIFIER = re.compile(r"(?:\b(?:late|early|earlier|later)\s+)\Z", re.IGNORECASE)
_FIRST_SINCE = re.compile(
    r"\b(?:first|last|only|highest|lowest|worst|biggest)\b[^.;\n]{0,80}\Z", re.I
)


def find_times(doc: Doc, published: PageDate | None) -> Calendar:
    """Every time the article states, in text order, with what it stands by.

    `published` fixes relative times; where it is None, or vaguer than a day, only full dates get
    a value.
    """
    text = source_text(doc)
    today = _day_of(published)
    starts = [token.idx for token in doc]
    found: list[Found] = []
    told: dt.date | None = None
    told_paragraph = -1
    for match in matches(text):
        if _is_dateline(text, match):
            continue
        first = bisect_right(starts, match.start) - 1
        last = bisect_left(starts, match.end)
        if last <= first or _is_name(doc, first, last, match):
            continue
        lead = LEAD.search(text, max(0, match.start - 40), match.start)
        if _modifies(doc, first, last):
            lead = None  # "after Sunday's vote": the vote's day, not the deed's
        word = " ".join(lead["lead"].lower().split()) if lead else ""
        relation = _RELATIONS.get(word, Relation.AT)
        if match.pattern.resolver == "within" and match.words["within"].lower() != "in":
            relation = Relation.BY
        paragraph = text.count("\n", 0, match.start)
        frame = Frame(
            today,
            told if paragraph - told_paragraph <= 1 else None,
            Way.FUTURE if word == "for" else _way(doc, first, last, relation),
        )
        stretch = resolve(match.pattern.resolver, match.words, frame)
        ranged = match.pattern.resolver in ("days", "months", "years", "weekdays")
        if word in ("of", "into", "to") or (word == "between" and not ranged):
            lead = None
        if match.pattern.resolver == "within" and (
            stretch is None or _FIRST_SINCE.search(text, max(0, match.start - 100), match.start)
        ):
            continue  # "fell in two weeks", "their first meeting in five years": how long
        start = lead.start() if lead else match.start
        modifier = _MODIFIER.search(text, max(0, start - 12), start) if lead else None
        start = modifier.start() if modifier else start
        if relation is Relation.AT and stretch and stretch.precision is Precision.DAY:
            told, told_paragraph = stretch.first, paragraph
        since_first = relation is Relation.SINCE and bool(
            _FIRST_SINCE.search(text, max(0, start - 100), start)
        )
        found.append(
            Found(
                _time(text, start, match.end, stretch, relation, today, match),
                stretch,
                relation,
                bisect_right(starts, start) - 1,
                last,
                doc[first:last].root.i,
                since_first,
            )
        )
    return Calendar(doc, today, tuple(found))


def _modifies(doc: Doc, first: int, last: int) -> bool:
    """Whether the time stands before a noun as its adjective: "in the 2022 negotiations"."""
    root = doc[first:last].root
    return (
        root.dep_ in ("compound", "nummod", "amod", "nmod", "poss")
        and root.head.i >= last
        and root.head.pos_ in ("NOUN", "PROPN")
    )


def _day_of(published: PageDate | None) -> dt.date | None:
    date = PartialDate.parse(published.value) if published else None
    if date is None or date.precision in (Precision.MONTH, Precision.YEAR):
        return None
    return date.first_day


def _way(doc: Doc, first: int, last: int, relation: Relation) -> Way:
    if relation is Relation.SINCE:
        return Way.PAST
    way = way_of(doc, first, last)
    if relation in (Relation.BY, Relation.UNTIL) and way is Way.EITHER:
        return Way.FUTURE
    return way


def _time(
    text: str,
    start: int,
    end: int,
    stretch: Stretch | None,
    relation: Relation,
    today: dt.date | None,
    match: Match,
) -> Time:
    """The time as the record has it: a deadline's last day, a stretch since or after a day."""
    span = Span.of(text, start, end)
    if stretch is None:
        far = match.pattern.resolver == "ago" and match.words["way"] == "ago"
        return Time(span, None, None, far and match.words["unit"].startswith(("year", "decade")))
    old = stretch.old(today)
    if relation is Relation.BY and stretch.precision is not Precision.DAY:
        last = s.day(stretch.last)
        return Time(span, last.value, last.precision, old)
    if relation is Relation.BEFORE:
        last = s.day(stretch.first)
        return Time(span, last.value, last.precision, old)
    if relation is Relation.SINCE and today is not None and stretch.first <= today:
        whole = s.days(stretch.first, today)
        if whole is not None:
            return Time(span, whole.value, whole.precision, False)
    if relation is Relation.AFTER:
        return Time(span, None, None, False)
    return Time(span, stretch.value, stretch.precision, old)


def _is_dateline(text: str, match: Match) -> bool:
    line = text.rfind("\n", 0, match.start) + 1
    if match.start - line > 60 or line > 200:
        return False
    before = text[line : match.start]
    return (
        _AFTER_DATELINE.match(text, match.end) is not None
        and (before.isupper() or not before.strip() or before.rstrip().endswith(","))
        and not any(word in before for word in (" on ", " in ", " said "))
    )


def _is_name(doc: Doc, first: int, last: int, match: Match) -> bool:
    """Whether the words are somebody's name (Theresa May, April Haines) or the verb "may"."""
    if last - first > 1 or ("month" not in match.words and "season" not in match.words):
        return False
    token = doc[first]
    return token.ent_type_ == "PERSON" or (token.pos_ in ("AUX", "VERB") and not token.is_upper)
