"""Query: what is searched for, parsed from one line.

    rubio "direct talks" ceasef* actor:putin country:RUS source:menafn story:s3f
    from:2025-05 to:2025-05-17 type:REJECT status:refused

Words must all occur, in any order; `"..."` is a phrase, `*` ends a prefix, `-` before a word or a
field excludes, `OR` between words lets either do. A field's value may be a phrase. Nothing else
has a meaning, so no query is a syntax error of the index: only an unknown field or a bad date is.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum

from copydesk.dates import day_range
from copydesk.errors import CopydeskError
from copydesk.record.record import EventType, MeetingStatus, Status


class Field(StrEnum):
    """Fields that a query can name."""

    ACTOR = "actor"
    COUNTRY = "country"
    SOURCE = "source"
    TITLE = "title"
    STORY = "story"
    FROM = "from"
    TO = "to"
    TYPE = "type"
    STATUS = "status"


_COLUMNS = {
    Field.ACTOR: "actors",
    Field.COUNTRY: "countries",
    Field.SOURCE: "source",
    Field.TITLE: "title",
}
_TEXT = "{title standfirst text}"
_WORD = re.compile(r"[^\W_]+")


class QueryError(CopydeskError):
    """A query that cannot be understood."""

    def __init__(self, part: str, what: str, remedy: str) -> None:
        super().__init__(part, what, remedy)
        self.part, self.what, self.remedy = part, what, remedy

    def __str__(self) -> str:
        return f"query, at {self.part!r}: {self.what}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    `match` is an FTS5 expression over the table `words`, None where only filters are given.
    `words` are the plain words and phrases, lower case, for those who rank or highlight.
    Days are ISO 8601, inclusive.
    """

    match: str | None
    words: tuple[str, ...] = ()
    story: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    event_type: str | None = None
    event_status: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of a query as written."""

    written: str
    negative: bool
    field: str | None
    value: str
    phrase: bool


_PART = re.compile(
    r"""
    (?P<not>-)?
    (?:(?P<field>[A-Za-z]+):)?
    (?: "(?P<phrase>[^"]*)"? | (?P<value>[^\s"]+) )
    """,
    re.VERBOSE,
)


def parse_query(line: str) -> Query:
    """Parse a query.

    >>> parse_query('talks "direct talks" -sport from:2025-05').match
    '({title standfirst text} : ("talks")) AND ({title standfirst text} : ("direct talks")) NOT \
({title standfirst text} : ("sport"))'

    Raises:
        QueryError: A field is unknown, a value is none of its values, or nothing is asked for.
    """
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    words: list[str] = []
    filters: dict[str, str] = {}
    joined = False
    for part in _parts(line):
        if part.field is None and part.value == "OR" and not part.phrase and wanted:
            joined = True
            continue
        if part.field in (Field.STORY, Field.FROM, Field.TO, Field.TYPE, Field.STATUS):
            _put_filter(filters, part)
            continue
        term = _term(part)
        if term is None:
            continue
        if part.negative:
            unwanted.append(term)
        elif joined:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        if part.field is None and not part.negative:
            words.append(part.value.casefold())
        joined = False
    if not wanted and (unwanted or not filters):
        raise QueryError(line, "nothing to look for", "give a word, a phrase or a field")
    match = " AND ".join(
        group[0] if len(group) == 1 else f"({' OR '.join(group)})" for group in wanted
    )
    if unwanted:
        match = (
            f"{match} NOT {unwanted[0]}"
            if len(unwanted) == 1
            else (f"{match} NOT ({' OR '.join(unwanted)})")
        )
    return Query(match or None, tuple(words), **filters)


def _parts(line: str) -> list[_Part]:
    known = {field.value for field in Field}
    parts = []
    for found in _PART.finditer(line):
        field, value = found["field"], found["phrase"]
        phrase = value is not None
        if value is None:
            value = found["value"]
        if field is not None and field.lower() not in known:
            if phrase or not value.startswith("//"):
                raise QueryError(
                    found[0], f"no field {field!r}", f"fields are {', '.join(sorted(known))}"
                )
            field, value = None, f"{field}:{value}"  # an address is a phrase of words
        parts.append(
            _Part(found[0], bool(found["not"]), field.lower() if field else None, value, phrase)
        )
    return parts


def _term(part: _Part) -> str | None:
    """The FTS5 expression of a word, phrase or field; None where it holds no letter or digit."""
    value = part.value
    if part.field == Field.COUNTRY:
        value = country_code(value) or value
    tokens = _WORD.findall(value)
    if not tokens:
        return None
    star = "*" if value.endswith("*") and not part.phrase else ""
    column = _COLUMNS[Field(part.field)] if part.field else _TEXT
    return f'({column} : ("{" ".join(tokens)}"{star}))'


def _put_filter(filters: dict[str, str], part: _Part) -> None:
    if part.negative:
        raise QueryError(part.written, "this field cannot be excluded", "leave out the '-'")
    match part.field:
        case Field.STORY:
            filters["story"] = part.value
        case Field.FROM | Field.TO:
            first, last = day_range(part.value)
            if first is None or last is None:
                raise QueryError(part.written, "no date", "write 2025, 2025-05 or 2025-05-17")
            name, day = ("first_day", first) if part.field == Field.FROM else ("last_day", last)
            filters[name] = day
        case Field.TYPE:
            filters["event_type"] = _one_of(part, [kind.value for kind in EventType])
        case _:
            known = {status.value for status in Status} | {s.value for s in MeetingStatus}
            filters["event_status"] = _one_of(part, sorted(known))


def _one_of(part: _Part, values: list[str]) -> str:
    for value in values:
        if value.casefold() == part.value.casefold():
            return value
    raise QueryError(
        part.written, f"no {part.field} {part.value!r}", f"take one of {', '.join(values)}"
    )


def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-3 of a code or an English name; None where it is neither.

    >>> country_code("russia"), country_code("rus"), country_code("Kosovo")
    ('RUS', 'RUS', 'XKX')
    """
    return _country_codes().get(name.casefold())


@functools.cache
def _country_codes() -> dict[str, str]:
    # Imported here: the finders' tables bring the parser along, a second that few queries need.
    from copydesk.record.actors.countries import countries

    rows = countries().values()
    codes = {name.casefold(): country.code for country in rows for name in country.names}
    return codes | {country.code.casefold(): country.code for country in rows}
