"""Names: people's names told from desks, dates, places and jobs, in any script."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from copydesk.article.metadata.site import fold, is_site_name

MAX_NAME = 60  # characters
MAX_AUTHORS = 12
_MAX_TOKENS = 5
_LINKED = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|@\w+")
_BRACKETED = re.compile(r"[(\[（【<].*?(?:[)\]）】>]|$)")
_EDGES = " \t\u00a0.,;:|/-–—·•*'\"„“”«»<>()[]/／：、©®™&+=~_"
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_RUN_TOGETHER = re.compile(r"[^\W\d_A-Z][A-Z].*[^\W\d_A-Z][A-Z]")  # "NewsHomeSport"
_HONORIFIC = re.compile(
    r"^(?:dr|prof|mr|mrs|ms|sir|dame|rev|hon|adv|ing|mag|dipl|med|phil|ph\.?d)\.?\s+", re.I
)


@cache
def table() -> dict[str, list[str]]:
    """The lists of names.toml."""
    source = files("copydesk.article.metadata").joinpath("names.toml").read_text("utf-8")
    lists: dict[str, list[str]] = tomllib.loads(source)
    return lists


@cache
def agency_names() -> dict[str, str]:
    """Every spelling of an agency, folded, to the name it is given out by."""
    source = files("copydesk.article.metadata").joinpath("agencies.toml").read_text("utf-8")
    rows: list[list[str]] = tomllib.loads(source)["agencies"]
    return {fold(spelling): row[0] for row in rows for spelling in row}


@cache
def _never() -> frozenset[str]:
    return frozenset(word.casefold() for word in table()["never"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(table()["particles"])


@cache
def _by() -> re.Pattern[str]:
    words = sorted(table()["by"], key=len, reverse=True)
    joined = "|".join(re.escape(word) for word in words)
    return re.compile(rf"^(?:{joined})(?=[\s:：/／–]|\s-|$)[\s:：/／\-–]*", re.I)


@cache
def _titles(with_wide: bool) -> re.Pattern[str]:
    """Jobs at the ends of a name; those in wide script cost much where there is none of it."""
    words = sorted(table()["titles"], key=len, reverse=True)
    wide = "|".join(re.escape(word) for word in words if _WIDE.search(word))
    narrow = "|".join(re.escape(word) for word in words if not _WIDE.search(word))
    if not with_wide:
        return re.compile(rf"(?:^|\s)(?:{narrow})$|^(?:{narrow})\s+", re.I)
    return re.compile(
        rf"(?:\s*(?:{wide})|(?:^|\s)(?:{narrow}))$|^(?:(?:{wide})[\s/／:：]*|(?:{narrow})\s+)", re.I
    )


@cache
def _credentials() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(table()["credentials"], key=len, reverse=True)))
    return re.compile(rf"(?:[,\s]+\(?(?:{words})(?![\w.])[®™)]*)+(?=$|[\s,;|&])")


@cache
def _modifiers() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(table()["modifiers"], key=len, reverse=True)))
    return re.compile(rf"(?:\s(?:{words}))+$", re.I)


@cache
def _split() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(table()["joiners"], key=len, reverse=True))
    return re.compile(
        rf"\s*[;|•·⋅●、&+\n]\s*|\s+/\s*|\s*／\s*|,\s*(?:{words})\s+|\s*,\s*|\s+(?:{words})\s+", re.I
    )


def strip_by(text: str) -> str:
    """Take "By", "Von", "Автор:", "記者" and the like off the front.

    >>> strip_by("Von Anna Beispiel")
    'Anna Beispiel'
    """
    return _by().sub("", text.strip(" \u00a0\t:|-–—•·"), count=1)


def begins_with_by(text: str) -> bool:
    """Whether a text starts like a byline."""
    return _by().match(text) is not None


@cache
def by_words() -> frozenset[str]:
    """The first words of what introduces an author: "by", "written", "von"."""
    return frozenset(fold(phrase).split()[0] for phrase in table()["by"] if fold(phrase))


def is_by(text: str) -> bool:
    """Whether a text is nothing but what introduces an author: "By", "Von:"."""
    return len(text) <= MAX_NAME and not _by().sub("", text.strip(" \u00a0\t:|-–—•·"), count=1)


def strip_credentials(text: str) -> str:
    """Take degrees and licences off the names in a text; two letters may be a name: "Kim MA".

    >>> strip_credentials("Jane Doe, MD, PhD, and Kim MA")
    'Jane Doe, and Kim MA'
    """
    return _credentials().sub(
        lambda match: "" if "," in match[0] or len(match[0].split()[0]) > 2 else match[0], text
    )


def split_names(text: str) -> list[str]:
    """The parts of a list of names: "A and B", "A, B", "A/B", "A、B"; no degrees behind them."""
    text = _BRACKETED.sub(" ", _LINKED.sub(" ", strip_credentials(text)))
    parts = [tidy(part) for part in _split().split(text)]
    return [part for part in parts if part]


def tidy(text: str) -> str:
    """One name without what surrounds it: "by", titles, brackets, punctuation."""
    text = " ".join(_BRACKETED.sub(" ", _LINKED.sub(" ", text)).split()).strip(_EDGES)
    text = _once(strip_by(strip_credentials(text)))
    titles = _titles(_WIDE.search(text) is not None)
    for _ in range(2):
        shorter = titles.sub("", text).strip(_EDGES)
        if shorter == text:
            break
        text = _modifiers().sub("", shorter).strip(_EDGES)
    return text


def _once(name: str) -> str:
    """A name that stands twice in its own line, once: "Ada Miller Ada Miller"."""
    half = len(name) // 2
    return name[:half] if name[:half] == name[half + 1 :] and name[half : half + 1] == " " else name


def is_person(name: str, sites: Sequence[str] = (), *, told: bool = False) -> bool:
    """Whether a text can be a person's name.

    `sites` are names of the site, which no author has. `told` is True where the page marks it as
    a person's: then one word will do.

    >>> is_person("Anna Beispiel"), is_person("Minutes Ago Jon"), is_person("Staff Reporter")
    (True, False, False)
    """
    name = name.strip()
    if not 2 <= len(name) <= MAX_NAME or any(c.isdigit() or c in "@#:{}<>|/\\?!%=" for c in name):
        return False
    if is_agency(name) or is_site_name(name, sites):
        return False
    if _WIDE.search(name):
        return _is_wide_person(name)
    tokens = [
        token
        for token in re.split(r"[\s\u00a0]+", _HONORIFIC.sub("", name))
        if token.strip(".-–'’")
    ]
    if not tokens or len(tokens) > _MAX_TOKENS + 1:
        return False
    if any(token.casefold().strip(".,'’") in _never() for token in tokens):
        return False
    if any(
        part.casefold() in _never()
        for token in tokens
        for part in re.split(r"[-.]", token)
        if len(part) > 3
    ):
        return False
    if any(token.isupper() and len(token) > 2 and _is_label(token, sites) for token in tokens):
        return False  # "Anna Beispiel, MDR"
    if not all(_is_name_word(token) and not _RUN_TOGETHER.search(token) for token in tokens):
        return False
    if len(tokens) == 2 and len(tokens[1].strip(".")) == 1 and _begins_a_site(tokens[0], sites):
        return False  # "Lamp D": an account of the Lamp News
    if len(tokens) == 1:
        return told and len(name) >= 3 and name[0].isupper() and not name.isupper()
    return (
        any(not _lower(token) for token in tokens) and sum(len(token) > 1 for token in tokens) >= 1
    )


def _is_label(token: str, sites: Sequence[str]) -> bool:
    return fold(token) in {fold(site) for site in sites}


def _begins_a_site(token: str, sites: Sequence[str]) -> bool:
    return fold(token) in {fold(site).split(" ", 1)[0] for site in sites}


def is_agency(name: str) -> bool:
    """Whether this is a known news agency or distributor."""
    return fold(name) in agency_names()


def _is_wide_person(name: str) -> bool:
    """Chinese, Japanese and Korean names: two to five characters, or two words, and no desk."""
    if any(word in name for word in table()["never"] if _WIDE.search(word)):
        return False
    letters = name.replace(" ", "").replace("\u3000", "").replace("・", "").replace("·", "")
    if "・" in name or "·" in name or any("\u30a0" <= c <= "\u30ff" for c in letters):
        return 3 <= len(letters) <= 20
    return 2 <= len(letters) <= 6 and all(c.isalpha() for c in letters)


def _lower(token: str) -> bool:
    return token == token.lower() and token != token.upper()


def _is_name_word(token: str) -> bool:
    core = token.strip(".,'’‘-–()")
    if not core:
        return False
    if not all(
        c.isalpha() or c in "'’‘`´-‐–." or unicodedata.category(c)[0] == "M" or c in "\u200c\u200d"
        for c in core
    ):
        return False
    if _lower(core):
        return core in _particles() or core.startswith(("d'", "d’", "l'", "al-", "el-", "o'"))
    return True
