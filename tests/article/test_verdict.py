"""Verdict: what a page is; an error without a story is no article, a story under one is."""

from __future__ import annotations

import pytest
from tests.article.metadata.pages import (
    STORY,
    URL,
    article,
    judge_html,
    judge_text,
    lines,
    parse,
    read_html,
    read_text,
)

from copydesk.article.metadata.head import EMPTY
from copydesk.article.notices import find_notices
from copydesk.article.page_signs import page_signs
from copydesk.article.reading import Verdict, VerdictKind
from copydesk.article.verdict import _models, gives_article

DATED = (
    '<meta property="article:published_time" content="2025-05-22T10:00:00Z">'
    '<meta property="og:type" content="article">'
)
ERRORS = [
    "Sorry!! We're sorry, but the page you were looking for doesn't exist.",
    "404 Not Found",
    "Die Seite konnte nicht gefunden werden",
    "Страница не найдена",
    "ページが見つかりません",
    "الصفحة غير موجودة",
    "페이지를 찾을 수 없습니다",
]
TEASERS = "".join(
    f"<li><a href=/s/{n}>Harbour council weighs a new pier for the ferry, part {n}</a></li>"
    for n in range(12)
)


@pytest.mark.parametrize("notice", ERRORS)
def test_error_without_story(notice: str) -> None:
    """A soft error, with lists of other stories around it, is an error page."""
    page = f"<title>{notice}</title><body><h1>{notice}</h1><p>{notice}</p><ul>{TEASERS}</ul>"
    assert judge_html(page).kind is VerdictKind.ERROR_PAGE
    assert not gives_article(judge_html(page))
    assert (
        judge_text(f"{notice}\nMost popular stories\nHarbour council weighs a pier").kind
        is VerdictKind.ERROR_PAGE
    )


@pytest.mark.parametrize("notice", ERRORS)
def test_story_under_an_error(notice: str) -> None:
    """A story under an error notice is an article, with markup and without."""
    page = article(head=DATED).replace("<nav>", f"<div><h3>{notice}</h3></div><nav>")
    assert judge_html(page).kind is VerdictKind.ARTICLE
    text = "\n".join([" date 2025-05-17 403", notice, "Ferry talks resume in the harbour", *STORY])
    assert judge_text(text).kind is VerdictKind.ARTICLE


def test_plain_story() -> None:
    """A story is an article, and the reasons say why."""
    verdict = judge_html(article(head=DATED))
    assert verdict.kind is VerdictKind.ARTICLE
    assert 0.5 <= verdict.score <= 1
    assert any("letters of story" in reason for reason in verdict.reasons)


def test_story_about_a_missing_page() -> None:
    """A story that speaks of "page not found" in a paragraph is an article."""
    page = article(head=DATED).replace(
        "</article>", "<p>Readers saw “page not found” for an hour.</p></article>"
    )
    assert judge_html(page).kind is VerdictKind.ARTICLE


def test_status_without_story() -> None:
    """Status 404 without a story is an error page; with one, the story counts."""
    assert judge_html("<p>Home</p><p>Nothing here</p>", status=404).kind is VerdictKind.ERROR_PAGE
    assert judge_html(article(head=DATED), status=404).kind is VerdictKind.ARTICLE


def test_old_page() -> None:
    """A story in table markup, with nothing in its head and no address, is an article."""
    rows = "".join(f"<P><FONT SIZE=3>{paragraph}</FONT><BR>" for paragraph in STORY)
    page = (
        "<HTML><HEAD><TITLE>Daily Lamp - Ferry talks resume</TITLE></HEAD><BODY><TABLE><TR><TD>"
        "<A HREF=/>Front page</A><BR><A HREF=/w>World</A></TD><TD><H1>Ferry talks resume</H1>"
        f"<I>By Ada Miller</I><BR><FONT SIZE=1>9 May 2025, 11:42 p.m.</FONT>{rows}</TABLE>"
    )
    assert judge_html(page, url=None).kind is VerdictKind.ARTICLE


def test_empty_page() -> None:
    """No visible text: empty."""
    assert judge_html("<html><body><script>x()</script></body></html>").kind is VerdictKind.EMPTY
    assert judge_text("").kind is VerdictKind.EMPTY


def test_consent_wall() -> None:
    """A page that only asks for consent."""
    page = (
        "<h1>We value your privacy</h1><p>We and our 846 partners store data.</p>"
        "<button>Accept all cookies</button>"
    )
    assert judge_html(page).kind is VerdictKind.CONSENT_WALL


def test_paywall_stub() -> None:
    """A lead and an invitation to subscribe."""
    page = f"<h1>Ferry talks resume</h1><p>{STORY[0]}</p><p>Subscribe to continue reading.</p>"
    assert judge_html(page).kind is VerdictKind.PAYWALL_STUB


def test_listing() -> None:
    """A front page of links is a listing."""
    cards = "".join(
        f"<div class='card teaser'><h3><a href=/s/{n}>Harbour council weighs pier {n}</a></h3>"
        f"<span>May {n}, 2025</span></div>"
        for n in range(1, 29)
    )
    verdict = judge_html(
        f"<html><body class='archive category'><h1>World</h1>{cards}</body></html>",
        "https://www.dailylamp.example/category/world/",
    )
    assert verdict.kind in (VerdictKind.LISTING, VerdictKind.NOT_NEWS)


def test_live_blog() -> None:
    """A LiveBlogPosting with text is a live blog."""
    head = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
    assert judge_html(article(head=head)).kind is VerdictKind.LIVE_BLOG


def test_doubt_keeps_the_text() -> None:
    """A page that is only probably no article gives its text; a sure one does not."""
    assert gives_article(Verdict(VerdictKind.NOT_NEWS, 0.7, ("x",)))
    assert not gives_article(Verdict(VerdictKind.LISTING, 0.95, ("x",)))
    assert not gives_article(Verdict(VerdictKind.ERROR_PAGE, 0.6, ("x",)))


def test_phrases_hold_at_word_borders() -> None:
    """A phrase is found in any spelling of its punctuation, and not inside other words."""
    for text, kind, found in (
        ("Oops: PAGE NOT FOUND!", "error", True),
        ("The page not founded on facts", "error", False),
        ("We value your privacy.", "consent", True),
        ("The harbour is for subscribing members", "paywall", False),
        ("お探しのページは見つかりません", "error", True),
    ):
        assert bool(find_notices([text])[kind]) is found


def test_weights_fit_the_signs() -> None:
    """The shipped weights are of the signs that the code gives, in both renderings."""
    head, flat = parse(article())
    assert set(page_signs(head, flat, URL, read_html(article()))) == set(_models(True)[0])
    text = "\n".join(STORY)
    assert set(page_signs(EMPTY, lines(text), None, read_text(text))) == set(_models(False)[0])


def test_same_page_same_verdict() -> None:
    """The verdict does not depend on what was judged before."""
    first = judge_html(article())
    judge_text("\n".join(STORY))
    assert judge_html(article()) == first
