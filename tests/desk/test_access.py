"""That everybody can read the desk: WCAG AA by axe in both schemes, phones, paper."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.desk.conftest import PHONE

AA: dict[str, object] = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
COLOURS: dict[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
VIEWS = [
    "/",
    "/?q=mackerel",
    "/?q=colour:red",
    "/?type=REJECT&first=2026-03-01",
    "STORY",
    "ARTICLE",
    "/actors",
    "/pages",
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


def problems(page: Page, rules: dict[str, object] = AA) -> list[str]:
    """What axe finds wrong, a line each."""
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_everybody_can_read_it(page: Page, desk: str, view: str) -> None:
    """Axe finds nothing against WCAG 2.1 A and AA, folded parts unfolded, in light and dark
    colours; on a phone nothing is wider than the screen, however long its words."""
    page.goto(address(page, desk, view))
    if view == "STORY":
        expect(page.locator("#chart a").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert problems(page) == []
    page.emulate_media(color_scheme="dark")
    assert problems(page, COLOURS) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_evidence_is_readable(page: Page, desk: str) -> None:
    """So is the evidence that a stance opens."""
    page.goto(address(page, desk, "STORY"))
    page.locator(".matrix button").first.click()
    expect(page.locator(".evidence:popover-open")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert problems(page, COLOURS) == []


def test_paper(page: Page, desk: str) -> None:
    """A printed story has its text and none of its controls."""
    page.goto(address(page, desk, "STORY"))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".versions").first).to_be_visible()
    for control in (".top", ".choose", ".within", ".files", ".foot"):
        expect(page.locator(control).first).to_be_hidden()
