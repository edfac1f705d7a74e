"""Reading: what became of a page: an article or a refusal, a verdict, and the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from copydesk.article.article import Article
from copydesk.page.page import Page


class VerdictKind(StrEnum):
    """What a page is."""

    ARTICLE = "article"
    LIVE_BLOG = "live_blog"
    LISTING = "listing"
    ERROR_PAGE = "error_page"
    CONSENT_WALL = "consent_wall"
    PAYWALL_STUB = "paywall_stub"
    EMPTY = "empty"
    NOT_NEWS = "not_news"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the page is, how sure that is (0 to 1, calibrated), and the signs it rests on."""

    kind: VerdictKind
    score: float
    reasons: tuple[str, ...] = ()


class Reason(StrEnum):
    """Why a block is not in the body."""

    ERROR_BANNER = "error_banner"
    REPEAT = "repeat"
    DISCLAIMER = "disclaimer"
    RELATED = "related"
    COMMENTS = "comments"
    NAVIGATION = "navigation"
    SHARE = "share"
    NEWSLETTER = "newsletter"
    COOKIE_NOTICE = "cookie_notice"
    ADVERTISEMENT = "advertisement"
    CAPTION = "caption"
    BYLINE = "byline"
    DATELINE = "dateline"
    AGENCY = "agency"
    AUTHOR_BIO = "author_bio"
    PAYWALL_NOTICE = "paywall_notice"
    METADATA = "metadata"  # title, standfirst, dates, capture lines: kept as fields of the article
    SCRIPT = "script"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A run of the page's text that is not in the body, and why.

    `before_paragraph` is the index of the kept paragraph it stood before (their number, at the
    end). `repeat_of` is, for a repeat, the index of the kept paragraph that it repeats.
    """

    text: str
    reason: Reason
    before_paragraph: int
    where: str
    repeat_of: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that did not go on: at which stage ("read", "record"), why, in which detail."""

    location: str
    stage: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one page. Exactly one of `article` and `refusal` is given."""

    page: Page
    verdict: Verdict
    article: Article | None
    set_aside: tuple[SetAside, ...] = ()
    refusal: Refusal | None = None
