"""Quotations: what stands between quotation marks, paragraph by paragraph.

Marks: curly, straight, two single ones in a row, guillemets both ways round, German low-high,
single curly and straight; nested; running over paragraphs with reopening marks; never closed.
Apostrophes and the marks of feet, inches and minutes are none.
Source of the marks: Unicode CLDR, delimiters; Chicago Manual of Style, 13.30-13.36.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

# What opens, and what may close it.
_CLOSERS = {
    "“": "”“",
    "”": "”",
    "„": "“”",
    '"': '"',
    "''": ("''", '"'),
    "``": ("''", '"'),
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
_MARK = re.compile(r"''(?!')|``|[“”„\"«»‹›‘’‚']")
_SINGLE = "‘‚'"
# Words that begin with an apostrophe, and years: 'em, ’90s.
_ELIDED = re.compile(
    r"['‘’](?:\d\d?s?\b|(?:em|til|cause|tis|twas|n|bout|round|cuz|im|er|ol)\b)", re.I
)
_BEFORE_OPENING = " \t\u00a0\u200b([{—–-/:“\"‘'«„"
_AFTER_CLOSING = " \t\u00a0.,;:!?)]}—–-…/”\"’'»"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, or its part in one paragraph.

    `start` and `end` are code points with the marks, half-open. `first` and `last` are tokens
    between the marks, half-open (equal where there are none). `depth` is 0 for an outer one.
    `parent` and `continues` are indexes into `Quotations.items`: the quotation around this one,
    and the part of the same quotation in the paragraph before.
    """

    start: int
    end: int
    first: int
    last: int
    mark: str
    depth: int
    closed: bool
    parent: int | None = None
    continues: int | None = None


@dataclass(frozen=True, slots=True)
class Quotations:
    """All quotations of a text, by place.

    `of_token[i]` is the index of the innermost quotation that holds token i, or -1;
    `outer_of[i]` that of the outermost.
    """

    items: tuple[Quotation, ...]
    of_token: tuple[int, ...]
    outer_of: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Quotation]:
        return iter(self.items)

    def inside(self, token: int) -> bool:
        """Whether the token stands between quotation marks."""
        return self.outer_of[token] >= 0


def find_quotations(doc: Doc) -> Quotations:
    """Find the quotations of a parsed text."""
    found = pair_marks(doc.text)
    starts = [token.idx for token in doc]
    items, of_token, outer_of = [], [-1] * len(doc), [-1] * len(doc)
    for i, quotation in enumerate(found):
        first = _first_at(starts, quotation.start + _width(quotation.mark))
        inner_end = quotation.end - (_width(quotation.mark) if quotation.closed else 0)
        last = max(first, _first_at(starts, inner_end))
        items.append(replace(quotation, first=first, last=last))
        for token in range(first, last):
            of_token[token] = i
            if quotation.depth == 0:
                outer_of[token] = i
    return Quotations(tuple(items), tuple(of_token), tuple(outer_of))


def pair_marks(text: str) -> list[Quotation]:
    """Quotations of a text by their marks alone, tokens left at 0, in order of their start."""
    out: list[Quotation] = []
    pending: int | None = None
    offset = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            pending = _pair_in_paragraph(paragraph, offset, out, pending)
        offset += len(paragraph) + 1
    order = sorted(range(len(out)), key=lambda i: (out[i].start, out[i].depth))
    place = {old: new for new, old in enumerate(order)}
    return [
        replace(
            out[i],
            parent=_moved(out[i].parent, place),
            continues=_moved(out[i].continues, place),
        )
        for i in order
    ]


def _pair_in_paragraph(
    paragraph: str, offset: int, out: list[Quotation], pending: int | None
) -> int | None:
    """Pair the marks of one paragraph; return the index of a quotation it leaves open."""
    open_: list[int] = []  # indexes into out
    first = True
    for match in _MARK.finditer(paragraph):
        mark, at, end = match.group(), match.start(), match.end()
        before = paragraph[at - 1] if at else " "
        after = paragraph[end] if end < len(paragraph) else " "
        top = out[open_[-1]].mark if open_ else ""
        reopens = first and not paragraph[:at].strip() and pending is not None
        if _is_apostrophe(mark, before, after, paragraph, at, top):
            continue
        first = False
        depth = next(
            (k for k in range(len(open_) - 1, -1, -1) if mark in _CLOSERS[out[open_[k]].mark]), None
        )
        if depth is not None and _may_close(mark, before, after, paragraph, end):
            for left in open_[depth + 1 :]:
                # An inner quotation that its outer one cuts off.
                out[left] = replace(out[left], end=offset + at, closed=False)
            out[open_[depth]] = replace(out[open_[depth]], end=offset + end, closed=True)
            del open_[depth:]
        elif _may_open(mark, before, after, paragraph, end) and len(open_) < 3:
            out.append(
                Quotation(
                    offset + at,
                    offset + len(paragraph),
                    0,
                    0,
                    mark,
                    len(open_),
                    False,
                    open_[-1] if open_ else None,
                    pending if reopens and pending is not None and not open_ else None,
                )
            )
            open_.append(len(out) - 1)
    stripped = offset + len(paragraph.rstrip())
    for left in open_:
        out[left] = replace(out[left], end=max(stripped, out[left].start + 1))
    return open_[0] if open_ else None


def _is_apostrophe(mark: str, before: str, after: str, paragraph: str, at: int, top: str) -> bool:
    """Whether the mark is no quotation mark at all: don't, the ’90s, 6'2", rock 'n' roll."""
    if mark == '"':
        # Inches and seconds: a digit or a foot mark before, and nothing open to be closed.
        return top != '"' and top != "''" and (before.isdigit() or before in "'’′")
    if mark not in "'’‘":
        return False
    if before.isalnum() and after.isalnum():
        return True
    if _ELIDED.match(paragraph, at):
        return True
    if before.isspace() and after.isspace():
        return True
    if mark == "'":
        return (before.isdigit() or before.isalpha()) and top != "'"
    return mark == "’" and top not in "‘‚"


def _may_close(mark: str, before: str, after: str, paragraph: str, end: int) -> bool:
    if mark in ('"', "''"):
        # A straight mark with a space before and none after opens.
        return not (before.isspace() and not after.isspace())
    if mark == "“":
        return not before.isspace() and not after.isalnum()
    if mark in ("'", "’"):
        if before.isspace() or not (after in _AFTER_CLOSING or after.isspace()):
            return False
        # A plural's apostrophe (the workers' demand) when a better closing mark follows.
        if before in "sS" and after.isspace():
            return not re.search(r"[.,?!]" + mark, paragraph[end:]) or (
                re.search(r"[‘“\"]|\s'", paragraph[end:]) is not None
            )
        return True
    return True


def _may_open(mark: str, before: str, after: str, paragraph: str, end: int) -> bool:
    if mark in "“„«‹``":
        return True
    if after.isspace() and end < len(paragraph) and mark != "''":
        # A mark that stands apart opens only at the start of a paragraph.
        return mark == '"' and not paragraph[: end - 1].strip()
    if end >= len(paragraph):
        return False
    if mark in ('"', "''"):
        return before.isspace() or before in _BEFORE_OPENING or not before.isalnum()
    if mark == "”":
        return before.isspace() and not after.isspace()
    if mark == "»":
        return before.isspace() and "«" in paragraph[end:]
    if mark in ("‘", "‚"):
        return before.isspace() or before in _BEFORE_OPENING
    if mark == "'":
        closes = re.search(r"[^\s]'(?![^\W_])", paragraph[end:])
        return (before.isspace() or before in _BEFORE_OPENING) and closes is not None
    return False


def _width(mark: str) -> int:
    return len(mark)


def _moved(index: int | None, place: dict[int, int]) -> int | None:
    return None if index is None else place[index]


def _first_at(starts: list[int], offset: int) -> int:
    """Index of the first token that starts at or after an offset."""
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle] < offset:
            low = middle + 1
        else:
            high = middle
    return low
