"""Signs by which a line of a page without markup shows itself to be the headline."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.article.blocks import Flat
from copydesk.article.metadata.credit import is_credit
from copydesk.article.metadata.dates import capture_line
from copydesk.article.metadata.datetext import first_date
from copydesk.article.metadata.names import (
    begins_with_by,
    is_person,
    split_names,
)
from copydesk.article.metadata.site import fold
from copydesk.article.phrases import find_phrases

MAX_HEADLINE = 250  # characters
_REACH = 60  # lines looked back from the first paragraph
_PAST = 2  # lines looked at from the first paragraph on
_DISTANCES = (1, 2, 4, 7, 12, 20, 40)  # lines before the body: ends of the classes
_LENGTHS = (2.5, 3.5, 5, 7, 12, 17, 24)  # words of the line: ends of the classes
_NEAR = 8  # lines above and below in which another spelling of the line may stand
_MAX_SIGNED = 120  # characters of a line that signs
_SHORTLY = 6  # lines
_BESIDE = 16  # characters beside a date, as a label and a time of day take
_LETTERS = 4  # of a word that can tie a headline to its story
_LEAST = 2  # words of a headline
_STEM = 5  # letters of a word that are compared
_LIST_MARK = re.compile(r"^\s*(?:[-*•·–]\s|\[|>)")
_TRAIL = re.compile(r"\s[>»›|/]\s")
_CLOSERS = '"”’»」』)'
_STOPS = (".", "。", "।", "۔", "።")
_ASKS = ("?", "!", "？", "！", "؟")
_DOTS = (":", "：", "…", "...")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")

SIGNS = (
    "is line",
    *(f"at most {end} lines before the body" for end in (0, *_DISTANCES)),
    *(f"at most {end} words" for end in _LENGTHS),
    "share of words in the body",
    "words in the body",
    "ends like a sentence",
    "asks or exclaims",
    "ends in dots or colon",
    "holds a date",
    "is a byline",
    "has a list mark",
    "is a trail",
    "is a picture's credit",
    "share of figures",
    "stands twice",
    "stands more often",
    "a byline follows",
    "a byline stands before",
    "a line that says who signs follows",
    "a likely line stands shortly before",
    "a date follows",
    "a date follows at once",
    "a date stands before",
    "a longer line follows",
    "a credit follows",
    "a short line stands before",
    "likely lines before",
    "likely lines after",
    "is kept in the body",
    "has a standing phrase",
    "is in capitals",
    "holds a colon",
    "is part of a line near",
    "holds a line near",
    "sentences between",
    "likely and no sentence",
    "the page begins with it",
)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line tells alone. Three letters of a script without spaces count as a word.

    `label` is True where it cannot be a headline: a byline, a date, a trail, a row of figures.
    `by` is True where it begins like a byline.
    """

    text: str
    key: str
    words: float
    share: float
    hits: float
    dated: bool
    signed: bool
    credit: bool
    label: bool
    wide: bool
    by: bool

    @property
    def likely(self) -> bool:
        """Whether it shares half of its words with the body, and is no label."""
        return self.words >= 4 and self.share >= 0.5 and not self.label


def headline_signs(
    flat: Flat, kept: Sequence[bool], first: int
) -> tuple[list[int], list[list[float]]]:
    """The lines that may be the headline, and a row of `SIGNS` for each.

    `first` is the index of the first paragraph of the body (`kept`).
    """
    blocks = flat.blocks
    begin = next((i for i, keep in enumerate(kept) if keep), first)
    low, high = max(0, begin - _REACH), min(len(blocks), max(first, begin) + _PAST)
    body = " ".join(b.text for b, keep in zip(blocks[first:], kept[first:], strict=True) if keep)
    folded = body.casefold()
    stems = {word[:_STEM] for word in _words(folded)}
    counts = Counter(fold(b.text) for b in blocks if len(b.text) <= MAX_HEADLINE)
    lines = {
        i: _read(blocks[i].text, stems, folded)
        for i in range(max(0, low - 2), min(len(blocks), high + 5))
    }
    phrases = dict(zip(lines, find_phrases([line.text for line in lines.values()]), strict=True))
    places = [i for i in range(low, high) if not lines[i].label]
    opening = fold(blocks[0].text[:MAX_HEADLINE])
    likely = [i for i in places if lines[i].likely]
    rows = []
    for i in places:
        line = lines[i]
        core = line.text.rstrip(_CLOSERS)
        after = [lines[j] for j in range(i + 1, min(i + 5, len(blocks))) if j in lines]
        before = [lines[j] for j in (i - 2, i - 1) if j in lines]
        near = [lines[j].key for j in range(i - _NEAR, i + _NEAR + 1) if j != i and j in lines]
        between = [lines[j] for j in range(i + 1, begin)]
        tokens = line.text.split()
        rows.append(
            [
                1.0,
                *_classes((first if kept[i] else begin) - i, (0, *_DISTANCES)),
                *_classes(line.words, _LENGTHS),
                line.share,
                math.log1p(line.hits),
                float(core.endswith(_STOPS)),
                float(core.endswith(_ASKS)),
                float(core.endswith(_DOTS)),
                float(line.dated),
                float(line.signed),
                float(_LIST_MARK.match(line.text) is not None),
                float(_TRAIL.search(line.text) is not None),
                float(line.credit),
                sum(any(map(str.isdigit, token)) for token in tokens) / len(tokens),
                float(counts[line.key] == 2),
                float(counts[line.key] > 2),
                float(any(other.signed for other in after[:3])),
                float(any(other.signed for other in before)),
                float(any(other.by for other in after[:3])),
                float(any(0 < i - j <= _SHORTLY for j in likely)),
                float(any(other.dated for other in after)),
                float(any(other.dated for other in after[:1])),
                float(any(other.dated for other in before)),
                float(any(len(other.text) > 1.3 * len(line.text) for other in after[:1])),
                float(any(other.credit for other in after[:3])),
                float(any(other.words < 4 for other in before[-1:])),
                math.log1p(sum(j < i for j in likely)),
                math.log1p(sum(j > i for j in likely)),
                float(kept[i]),
                float(phrases[i] is not None),
                float(line.text.isupper() and not line.wide),
                float(":" in line.text or "：" in line.text),
                float(len(line.key) > 12 and any(line.key in k and line.key != k for k in near)),
                float(any(len(k) > 12 and k in line.key and k != line.key for k in near)),
                math.log1p(sum(len(b.text) > 90 and b.text.endswith(_STOPS) for b in between)),
                float(line.words > 6 and line.share >= 0.6 and not core.endswith(_STOPS)),
                float(len(line.key) > 12 and i > 0 and line.key in opening),
            ]
        )
    return places, rows


def _read(text: str, stems: set[str], body: str) -> _Line:
    """One line, beside the `stems` of the body's words and the `body` folded."""
    key = fold(text[: MAX_HEADLINE + 1])
    wide = _WIDE.search(text) is not None
    words = len(text) / 3 if wide else float(len(text.split()))
    if len(text) > MAX_HEADLINE:
        return _Line(text, key, words, 0.0, 0.0, False, False, False, True, wide, False)
    if wide:
        parts = [text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalpha()]
        found = sum(part in body for part in parts)
        share, hits = found / max(1, len(parts)), found / 2
    else:
        own = _words(text.casefold())
        found = sum(word[:_STEM] in stems for word in own)
        share, hits = found / max(2, len(own)), float(found)
    figures = sum(any(map(str.isdigit, token)) for token in text.split())
    date = first_date(text) if figures else None
    signed = _signs(text[: date.start] if date and date.start else text, wide)
    label = (
        words < _LEAST
        or (signed and begins_with_by(text))
        or (date is not None and len(text) - (date.end - date.start) <= max(len(text) / 2, _BESIDE))
        or len(_TRAIL.findall(text)) > 1
        or (figures > 2 and 3 * figures >= len(text.split()))
        or capture_line(text) is not None
    )
    return _Line(
        text,
        key,
        words,
        share,
        hits,
        date is not None,
        signed,
        is_credit(text),
        label,
        wide,
        begins_with_by(text) and len(text) <= _MAX_SIGNED,
    )


def _signs(text: str, wide: bool) -> bool:
    """Whether a line, its date cut off, is a byline or a list of people."""
    if len(text) > _MAX_SIGNED or (wide and not begins_with_by(text)):
        return False
    names = split_names(text)
    return 0 < len(names) <= 6 and all(is_person(name) for name in names)


def _words(folded: str) -> list[str]:
    """The long words of a folded text; vowel signs of Indic scripts stay in them."""
    words = (word.strip("\"'“”„‘’«»‹›()[].,;:!?…–—-।؟،") for word in folded.split())
    return [word for word in words if len(word) >= _LETTERS and not word.isdigit()]


def _classes(value: float, ends: Sequence[float]) -> list[float]:
    """One for the class that a value falls into, by the ends of the classes; the last is open."""
    place = next((i for i, end in enumerate(ends) if value <= end), None)
    return [float(i == place) for i in range(len(ends))]
