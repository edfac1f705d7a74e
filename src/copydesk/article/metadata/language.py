"""Language: of the text, by a library; by what the page says where there is little text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np

from copydesk.article.metadata.head import Head
from copydesk.article.metadata.jsonld import text_of

_SAMPLE = 400  # characters shown to the library
_FEW = 160  # characters that are enough where they agree with the page
_ENOUGH = 160  # characters from which the text decides against the page
_CODE = re.compile(r"^[a-z]{2,3}(?=$|[-_])", re.I)
_SAME = {
    "nb": "no",
    "nn": "no",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "hr": "hr",
    "cmn": "zh",
    # Codes of countries that pages put in place of the language.
    "kr": "ko",
    "jp": "ja",
    "cn": "zh",
    "gr": "el",
    "cz": "cs",
    "dk": "da",
    "vn": "vi",
    "fil": "tl",
}
_NO_CODES = ("utf", "iso", "win", "und", "mul", "zxx")  # an encoding, or no one language
# Languages that the library takes for one another: the page's word counts among them.
_KIN = (
    frozenset(("no", "nb", "nn", "da", "sv")),
    frozenset(("hr", "sr", "bs", "sl", "mk", "bg")),
    frozenset(("id", "ms", "jv")),
    frozenset(("zu", "xh", "st", "tn", "sw", "rw", "af")),
    frozenset(("cs", "sk")),
    frozenset(("es", "gl", "pt", "ca", "an")),
    frozenset(("hi", "mr", "ne")),
    frozenset(("fa", "ps", "ur", "ar", "ku", "ug")),
    frozenset(("uk", "ru", "be", "kk", "ky", "mn", "tt")),
    frozenset(("tr", "az", "tk", "uz")),
    frozenset(("de", "lb", "nl", "fy")),
    frozenset(("et", "fi")),
)
# What the library knows and news is hardly ever written in; a page's own word still gives them.
_LEFT_OUT = frozenset(
    (
        "an",
        "la",
        "vo",
        "wa",
        "jv",
        "br",
        "se",
        "qu",
        "mg",
        "ht",
        "oc",
        "fo",
        "nn",
        "nb",
        "ku",
        "ug",
        "dz",
        "eo",
        "ga",
        "rw",
        "wuu",
    )
)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([code for code in identifier.labels if code not in _LEFT_OUT])
    # It comes with its columns in a row, but rows are read: a miss of the cache for each language.
    identifier.nb_ptc = np.ascontiguousarray(identifier.nb_ptc)
    return identifier


def told_language(head: Head) -> tuple[str, str] | None:
    """The language that a page says it is in, as an ISO 639 code, and where it says so."""
    linked = (text_of(node.get("inLanguage")) for node in head.articles[:1])
    for origin, value in (
        ("json-ld", next(linked, "")),
        ("html lang", head.language),
        ("og:locale", head.first("og:locale")),
        ("meta language", head.first("content-language", "language", "dc.language")),
    ):
        match = _CODE.match(value or "")
        if match and match[0].lower() not in _NO_CODES:
            code = match[0].lower()
            return _SAME.get(code, code), origin
    return None


def find_language(text: str, head: Head) -> tuple[str, str] | None:
    """The language of a text, and who decided: the text where it is long, else the page."""
    told = told_language(head)
    if len(text) < _ENOUGH and (told or len(text) < 40):
        return told
    if told and told[0] == _heard(text, _FEW):
        return told[0], f"text and {told[1]}"
    heard = _heard(text, _SAMPLE)
    if heard is None:
        return told
    if told:
        if told[0] == heard:
            return heard, f"text and {told[1]}"
        if (
            any(told[0] in kin and heard in kin for kin in _KIN)
            or told[0] not in _identifier().labels
        ):
            return told
        if told[0] in _LEFT_OUT:
            return told
    return heard, "text"


def _heard(text: str, sample: int) -> str | None:
    middle = max(0, len(text) // 2 - sample // 2)
    code = str(_identifier().classify(text[middle : middle + sample])[0])
    return _SAME.get(code, code) or None
