"""Agency and dateline: who the story was had from, and where it was filed.

Both stand in the first words of the lead, in forms that agencies share:
"(MENAFN) ...", "MUSCAT, May 22 (Meridian Wire) — ...", "JEDDAH, Saudi Arabia (RSM) - ...",
"Berlin (dpa) - ...", "新华社北京5月17日电 ...", "(서울=연합뉴스) ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from copydesk.article.metadata.datetext import is_month
from copydesk.article.metadata.names import agency_names
from copydesk.article.metadata.site import fold

_LEAD = 220  # characters of the lead looked at
_NAME = r"[^()\[\]\n]{2,40}"
_PLACE = r"[^\W\d_][^()\n—–|:;!?\"“”]{1,60}?"
_DASH = r"\s*(?:—|–|--|―|-|:)\s*"
_CREDIT_FIRST = re.compile(rf"^[(\[（](?P<agency>{_NAME})[)\]）]\s*(?:{_DASH})?(?=\S)")
_PLACED = re.compile(
    rf"^(?P<place>{_PLACE}),?\s*(?P<date>\d[^()—–]{{0,14}})?\s*[(\[（](?P<agency>{_NAME})[)\]）]"
    rf"(?:(?P<dash>{_DASH})|\s+)"
)
# "来源：新华网", "Source: AFP": the line that names who the story was had from.
_SOURCE = re.compile(
    r"(?:来源|來源|出典|\b(?:source|quelle|fuente|fonte|bron|källa|kilde|lähde|źródło|zdroj|izvor|forrás|"
    r"kaynak|sumber|nguồn|источник|джерело)|المصدر|स्रोत)\s?[:：]\s*(?P<agency>[^\s|,;:：][^|,;:：()（）]{1,40})",
    re.I,
)
_MAX_SOURCE_LINE = 160  # characters
_DASHED = re.compile(rf"^(?P<place>{_PLACE})(?:\s*(?:—|–|--|―)\s*|\s+-\s+)(?=\S)")
_CHINESE = re.compile(
    r"^(?:[(（【\[]?\s*)?(?P<agency>[\u4e00-\u9fff]{2,6}(?:社|网))(?P<place>[\u4e00-\u9fff]{2,8}?)(?:\d+月)?\d+日(?:电|電)"
)
_KOREAN = re.compile(
    r"^[(\[【](?P<place>[\uac00-\ud7af]{2,8})=(?P<agency>[\uac00-\ud7afA-Z0-9]{2,12})[)\]】]"
)
_JAPANESE = re.compile(r"^【(?P<place>[^【】＝=]{2,12})[＝=・][^【】]{0,30}】")
_MONTHISH = re.compile(r",?\s+(?:\S+\s+)?\d{1,2}(?:\.|st|nd|rd|th)?(?:\s+\S+)?(?:,?\s+\d{4})?\s*$")
_ENDING = re.compile(r"[(\[（](?P<agency>[^()\[\]]{2,30})[)\]）]\s*\.?$")
_LOWER_START = re.compile(r"^[a-zà-ÿа-я]")


@dataclass(frozen=True, slots=True)
class Lead:
    """What the first words of a story tell: its agency, its place, and how many characters that
    takes (`length`; 0 where nothing was found)."""

    agency: str | None = None
    place: str | None = None
    length: int = 0


def read_lead(text: str) -> Lead:
    """Read the credit and dateline at the start of a lead.

    >>> read_lead("MUSCAT, May 22 (Meridian Wire) — A fifth round").place
    'MUSCAT'
    >>> read_lead("(MENAFN) The minister said").agency
    'MENAFN'
    """
    text = text[:_LEAD]
    for pattern in (_CHINESE, _KOREAN, _JAPANESE):
        match = pattern.match(text)
        if match:
            names = match.groupdict()
            return Lead(names.get("agency"), names.get("place"), match.end())
    match = _CREDIT_FIRST.match(text)
    if match and _is_credit(match["agency"]):
        return Lead(_known(match["agency"]), None, match.end())
    match = _PLACED.match(text)
    if match and _is_credit(match["agency"]):
        place = _place(match["place"])
        # "The Lamp Office (LO) said" explains a short form: without a dash only agencies count.
        if place and (match["dash"] or fold(match["agency"]) in agency_names()):
            return Lead(_known(match["agency"]), place, match.end())
    match = _DASHED.match(text)
    if match:
        place = _place(match["place"])
        if place and place.split(",")[0].isupper():
            return Lead(None, place, match.end())
    return Lead()


def find_agency(
    lead: Lead, bylines: Iterable[str], lines: Iterable[str], last: str
) -> tuple[str, str] | None:
    """The agency of a story and where it is named: lead, byline, line, or after the last paragraph.

    `bylines` are names as signed ("Reuters", "dpa"), `lines` stand around the headline; only
    known agencies count in them.
    """
    if lead.agency:
        return lead.agency, "lead"
    for name in bylines:
        for part in re.split(r"\s*(?:[,;/|&]|\bund\b|\band\b|\bet\b|\bwith\b)\s*", name):
            known = agency_names().get(fold(part))
            if known:
                return known, "byline"
    for line in lines:
        told = len(line) <= _MAX_SOURCE_LINE and (":" in line or "：" in line)
        source = _SOURCE.search(line) if told else None
        known = agency_names().get(fold(source["agency"])) if source else None
        if known:
            return known, "source line"
    match = _ENDING.search(last[-60:])
    if match:
        for part in re.split(r"\s*[,;/|]\s*", match["agency"]):
            known = agency_names().get(fold(part))
            if known:
                return known, "end of text"
    return None


def _is_credit(name: str) -> bool:
    """A credit in brackets: a known agency, or few words that begin like a name, none a verb."""
    name = name.strip()
    if fold(name) in agency_names():
        return True
    words = re.split(r"[\s/]+", name)
    if not 1 <= len(words) <= 4 or any(c.isdigit() for c in name.replace("1", "")):
        return False
    return all(word[:1].isupper() or word in ("of", "de", "&", "and", "-") for word in words) and (
        name.isupper() or len(words) >= 2
    )


def _known(name: str) -> str:
    return agency_names().get(fold(name), " ".join(name.split()))


def _place(text: str) -> str | None:
    """A place of filing: its date cut off; None where the words are no place."""
    text = _MONTHISH.sub("", text.strip(" ,")).strip(" ,")
    head, _, tail = text.rpartition(" ")
    if head and is_month(tail):
        text = head.strip(" ,")
    if (
        not text
        or len(text.split()) > 6
        or _LOWER_START.match(text)
        or any(c.isdigit() for c in text)
    ):
        return None
    if any(word[:1].islower() and len(word) > 3 for word in text.split()):
        return None
    return text
