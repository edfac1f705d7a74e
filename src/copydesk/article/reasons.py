"""find_reasons: why each block that is not the story was set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from copydesk.article.article import Metadata
from copydesk.article.blocks import Block, Flat
from copydesk.article.reading import Reason

# A heading of these governs what is set aside below it, up to the story or the next heading.
_GOVERNING = frozenset(
    (Reason.RELATED, Reason.COMMENTS, Reason.DISCLAIMER, Reason.NEWSLETTER, Reason.AUTHOR_BIO)
)
# Names that page builders give to elements, by what stands in them. First match wins.
_MARKS = re.compile(
    r"(?P<cookie_notice>cookie|consent|gdpr|onetrust|didomi|\bcmp\b)"
    r"|(?P<newsletter>newsletter|sign-?up|subscribe-(?:box|form)|mailing)"
    r"|(?P<comments>comment|disqus|reader-?response)"
    r"|(?P<share>share|sharing|social|follow-us|toolbar)"
    r"|(?P<related>related|recommend|most-?(?:read|popular|viewed)|popular|trending|read-?(?:more|also|next)"
    r"|teaser|more-(?:on|from|stories)|outbrain|taboola|promo|up-?next|see-?also|sidebar)"
    r"|(?P<paywall_notice>paywall|piano|premium-|subscriber)"
    r"|(?P<advertisement>advert|\bad-|-ad\b|\bads\b|sponsor|\bdfp\b|\bgpt-)"
    r"|(?P<author_bio>author-?(?:bio|box|info|card)|about-?author|\bbio\b)"
    r"|(?P<byline>byline|author|contributor|writer)"
    r"|(?P<caption>caption|credit|figure|gallery|lightbox)"
    r"|(?P<metadata>dateline|timestamp|pub-?date|publish|datetime|\btime\b|entry-?meta|kicker|headline)"
    r"|(?P<navigation>\bnav|menu|breadcrumb|footer|header|masthead|topbar|skip|pagination|tags?\b)"
)
_TAGS = {
    "nav": Reason.NAVIGATION,
    "footer": Reason.NAVIGATION,
    "header": Reason.NAVIGATION,
    "menu": Reason.NAVIGATION,
    "figcaption": Reason.CAPTION,
    "button": Reason.NAVIGATION,
    "form": Reason.NAVIGATION,
    "aside": Reason.RELATED,
    "h1": Reason.METADATA,
}
_CAPTURE = re.compile(r"(?:date )?\d{4}-\d\d-\d\d(?:[t ][\d:.z+-]+)?(?: \d{3})?")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d|\b(?:19|20)\d\d\b")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DEPTH = 6  # elements looked at, from the block outwards
_SHORT = 160  # characters of a line that can be a byline, a date or a link list


def find_reasons(
    flat: Flat, kept: Sequence[bool], phrases: Sequence[Reason | None], metadata: Metadata
) -> list[Reason]:
    """The reason of each block were it set aside; only those of blocks not in `kept` matter.

    A standing phrase (`phrases`, see `find_phrases`) in the block's own words goes first, then
    the title, bylines and dates, then the names of the elements it stands in, then the heading
    above it.
    """
    title = _fold(metadata.title)
    people = [name.casefold() for name in metadata.authors]
    told: dict[int, Reason | None] = {}
    governing: Reason | None = None
    head_tag = ""
    reasons = []
    for block, keep, phrase in zip(flat.blocks, kept, phrases, strict=True):
        if keep:
            governing = None
            reasons.append(Reason.OTHER)
            continue
        own = phrase or _page_field(block, title, people)
        heading = block.tag in _HEADINGS
        if own in _GOVERNING and (heading or len(block.text) <= 60):
            governing, head_tag = own, block.tag
        elif heading and governing and block.tag <= head_tag and not block.link:
            governing = None
        reasons.append(own or governing or _marked(flat, block, told) or Reason.OTHER)
    return reasons


def _fold(text: str | None) -> str:
    return " ".join(text.casefold().split()) if text else ""


def _page_field(block: Block, title: str, people: Sequence[str]) -> Reason | None:
    """Whether a block is the title, a byline or a date: fields of the article, not its body."""
    folded = block.text.casefold()
    if title and folded == title:
        return Reason.METADATA
    if len(folded) > _SHORT:
        return None
    for name in people:
        if name in folded:
            return Reason.BYLINE
    begun = folded[0] == "d" or folded[0].isdigit()  # as a capture line does
    if block.datetimes or (begun and _CAPTURE.fullmatch(folded)):
        return Reason.METADATA
    if not block.link and len(folded) < 60 and _CLOCK.search(folded) and folded[-1] not in '.!?”"':
        return Reason.METADATA
    return None


def _marked(flat: Flat, block: Block, told: dict[int, Reason | None]) -> Reason | None:
    """What the names of the block's elements say, the nearest first.

    `told` keeps what each element of the page says.
    """
    if block.inline_mark and (reason := _of_mark(block.inline_mark)):
        return reason
    elements = flat.elements
    index = block.element if flat.markup else -1
    for _ in range(_DEPTH):
        if index < 0:
            break
        if index not in told:
            told[index] = _of_mark(elements.mark[index]) or _TAGS.get(elements.tag[index])
        reason = told[index]
        if reason is not None:
            return reason
        index = elements.parent[index]
    return Reason.NAVIGATION if block.link * 2 > len(block.text) else None


@lru_cache(maxsize=4096)
def _of_mark(mark: str) -> Reason | None:
    found = _MARKS.search(mark.lower())
    return Reason(found.lastgroup) if found and found.lastgroup else None
