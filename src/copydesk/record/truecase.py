"""Truecase: text set in capitals, brought to small letters for the parser."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE = re.compile(r"(?:^|[.!?]['\"”’)]*\s+|[“\"‘(])(\w)", re.MULTILINE)


def truecase(text: str) -> str:
    """A copy of the same length in which lines set in capitals are in small letters.

    A word keeps a capital where the rest of the text writes it with one, and at the head of a
    sentence. Lines with small letters enough are left alone.

    >>> truecase("The Danes left Oslo.\\nDANES REFUSE TO TALK.")
    'The Danes left Oslo.\\nDanes refuse to talk.'
    """
    lines = text.split("\n")
    loud = [_is_loud(line) for line in lines]
    if not any(loud):
        return text
    names = {
        word.casefold()
        for line, shouted in zip(lines, loud, strict=True)
        if not shouted
        for word in _WORD.findall(line)
        if word[0].isupper() and word[1:].islower()
    }
    return "\n".join(
        _quiet(line, names) if shouted else line for line, shouted in zip(lines, loud, strict=True)
    )


def _is_loud(line: str) -> bool:
    """Whether a line of some words is set in capitals."""
    upper = sum(map(str.isupper, line))
    return upper >= 12 and upper > 4 * sum(map(str.islower, line)) and line.count(" ") >= 2


def _quiet(line: str, names: set[str]) -> str:
    def lower(found: re.Match[str]) -> str:
        word = found[0]
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
        return word[0] + small[1:] if word.casefold() in names else small

    small = _WORD.sub(lower, line)
    for start in {found.start(1) for found in _SENTENCE.finditer(small)}:
        small = small[:start] + line[start] + small[start + 1 :]
    return small
