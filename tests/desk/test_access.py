"""That everybody can read the desk: WCAG AA by axe in both schemes, phones, paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.desk.conftest import PHONE

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
VIEWS = [
    "/",
    "/?q=mackerel",
    "/?q=colour:red",
    "/?type=REJECT&first=2026-03-01",
    "STORY",
    "ARTICLE",
    "/actors",
    "/actors/Iceland",
    "/meetings?month=2026-03",
    "/nowhere",
]


def address(page: Page, desk: str, view: str) -> str:
    """The address of a view in the sample."""
    stories = page.request.get(f"{desk}/stories.json").json()
    found = max(stories, key=lambda story: len(story["articles"]))
    if view == "STORY":
        return f"{desk}/stories/{found['id']}"
    if view == "ARTICLE":
        return f"{desk}/articles/{found['articles'][0]['id']}"
    return desk + view


def problems(page: Page) -> list[str]:
    """What axe finds wrong, a line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_wcag_aa(new_page: Callable[..., Page], desk: str, view: str, scheme: str) -> None:
    """Axe finds nothing against WCAG 2.1 A and AA, folded parts unfolded."""
    page = new_page(color_scheme=scheme)
    page.goto(address(page, desk, view))
    if view == "STORY":
        expect(page.locator("#chart a").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert problems(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_evidence_is_readable(new_page: Callable[..., Page], desk: str, scheme: str) -> None:
    """So is the evidence that a stance opens."""
    page = new_page(color_scheme=scheme)
    page.goto(address(page, desk, "STORY"))
    page.locator(".matrix button").first.click()
    expect(page.locator(".evidence:popover-open")).to_be_visible()
    assert problems(page) == []


@pytest.mark.parametrize("view", VIEWS)
def test_phone(new_page: Callable[..., Page], desk: str, view: str) -> None:
    """On a phone nothing is wider than the screen, however long its words."""
    page = new_page(viewport=PHONE, has_touch=True)
    page.goto(address(page, desk, view))
    if view == "STORY":
        expect(page.locator("#chart a").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_paper(page: Page, desk: str) -> None:
    """A printed story has its text and none of its controls."""
    page.goto(address(page, desk, "STORY"))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".versions").first).to_be_visible()
    for control in (".top", ".choose", ".within", ".files", ".foot"):
        expect(page.locator(control).first).to_be_hidden()
