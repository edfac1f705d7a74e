"""notices: where a page says in a standing phrase that it is not the story asked for."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from copydesk.article.metadata.site import fold
from copydesk.article.page_signs import weigh

_TOKEN = re.compile(r"[^\W_]+|\n")

Notices = dict[str, dict[int, str]]  # by kind and the number of the text, its first phrase


def find_notices(texts: Sequence[str]) -> Notices:
    """The phrases of `verdict_phrases.toml` that stand in each of a page's texts.

    They are looked for in all texts at once, at word borders where their script has any. No text
    holds a line break.

    >>> find_notices(["Sorry!", "Page not found"])["error"]
    {1: 'page not found'}
    """
    joined = "\n".join(texts)
    if not joined.isascii():
        joined = unicodedata.normalize("NFKC", joined)
    tokens = _TOKEN.findall(joined.casefold())
    words, page = set(tokens), f" {' '.join(tokens)} "
    found: Notices = {}
    for kind, phrases in _phrases().items():
        held = found[kind] = {}
        for phrase, word in phrases:
            if word and word not in words:
                continue
            sought = f" {phrase} " if word else phrase
            number = start = 0
            while (at := page.find(sought, start)) >= 0:
                number += page.count("\n", start, at)
                held.setdefault(number, phrase)
                start = at + 1
    return found


@cache
def _phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """Each kind's phrases with their longest word; "" for those in scripts that part no words."""
    source = files("copydesk.article").joinpath("verdict_phrases.toml").read_text("utf-8")
    return {
        kind: tuple(
            (phrase, "" if weigh(phrase) > len(phrase) else max(phrase.split(), key=len))
            for phrase in map(fold, phrases)
        )
        for kind, phrases in tomllib.loads(source).items()
    }
