"""A user's walk through the desk in a browser. What no page may do is in conftest.py."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.desk.conftest import PHONE

FIRST = "Norway proposes mackerel talks, Iceland says no"  # the article with which it begins


def talks(page: Page, desk: str) -> dict[str, str]:
    """The story of the sample's talks, as the desk gives it."""
    stories = page.request.get(f"{desk}/stories.json").json()
    return next(s for s in stories if FIRST in (a["title"] for a in s["articles"]))


def to_story(page: Page, desk: str) -> Page:
    """Open the story of the sample from the front page, as a user does."""
    name = talks(page, desk)["name"]
    page.goto(desk)
    page.locator(".card h3").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page


def test_search_as_you_type(page: Page, desk: str) -> None:
    """Typing shows articles with the words marked, at an address that shows the same again;
    clearing brings the stories back."""
    page.goto(desk)
    page.keyboard.press("/")
    page.keyboard.type("preconditions delay", delay=15)
    expect(page.locator(".hit").first).to_be_visible()
    expect(page.locator(".hit mark").first).to_have_text("preconditions")
    expect(page).to_have_url(f"{desk}/?q=preconditions+delay")
    page.reload()
    expect(page.locator(".hit mark").first).to_have_text("preconditions")
    page.get_by_label("Search the articles").fill("")
    expect(page.locator(".card").first).to_be_visible()


def test_filters_narrow_the_search(page: Page, desk: str) -> None:
    """Each filter is part of the address, narrows what is found and is said in words."""
    page.goto(desk)
    page.get_by_text("Filters").click()
    page.get_by_label("Event").select_option("REJECT")
    expect(page.locator(".hit").first).to_be_visible()
    before = page.locator(".hit").count()
    page.get_by_label("Source").fill("Lakeside Post")
    expect(page.locator("#results h2")).to_contain_text("Lakeside Post")
    assert 0 < page.locator(".hit").count() < before
    assert "type=REJECT" in page.url
    assert "source=Lakeside+Post" in page.url
    assert "actor=" not in page.url
    page.get_by_label("From").fill("2031-01-01")
    expect(page.locator("#results")).to_contain_text("Nothing was found")


def test_a_wrong_query_says_what_is_wrong(page: Page, desk: str) -> None:
    """A field that is none is named, with those that are."""
    page.goto(f"{desk}/?q=colour:red")
    expect(page.get_by_role("alert")).to_contain_text("no field 'colour'")


def test_timeline_is_drawn_and_filtered(page: Page, desk: str) -> None:
    """The timeline is drawn from the same rows as its list; a choice of actor and type changes
    drawing, list, address and download together."""
    to_story(page, desk)
    dots = page.locator("#chart a")
    expect(dots.first).to_be_visible()
    every = dots.count()
    page.get_by_label("Actor").select_option("Iceland")
    expect(page.locator("#timeline-rows")).to_contain_text("with Iceland")
    page.get_by_label("Type").select_option("DEMAND")
    expect(page.locator("#timeline-rows")).to_contain_text("of type demand")
    expect(page).to_have_url(re.compile(r"actor=Iceland&type=DEMAND"))
    expect(page.locator("#chart a").first).to_be_visible()
    assert 0 < dots.count() < every
    address = page.locator("#timeline-rows .files a", has_text="JSON").get_attribute("href")
    rows = page.request.get(f"{desk}{address}").json()
    assert len(rows) == page.locator("#timeline-rows tbody tr").count() > 0
    assert all(row["type"] == "DEMAND" for row in rows)
    page.reload()
    expect(page.locator("#timeline-rows")).to_contain_text("with Iceland of type demand")


def test_a_dot_leads_to_its_words(page: Page, desk: str) -> None:
    """A click on a move opens the article at the record that it rests on."""
    to_story(page, desk)
    page.locator("#chart a").last.click()
    expect(page).to_have_url(re.compile(r"/articles/\w+#[em]\d+"))
    assert page.locator(page.url[page.url.index("#") :]).count() == 1


def test_positions_open_their_evidence(page: Page, desk: str) -> None:
    """A stance opens the words it rests on; Escape closes them; a change is marked and named."""
    to_story(page, desk)
    changed = page.locator(".matrix td").filter(has=page.locator(".changed")).first
    changed.get_by_role("button").last.click()
    evidence = page.locator(".evidence:popover-open")
    expect(evidence).to_contain_text("was ")
    expect(evidence.locator("blockquote")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(evidence).to_have_count(0)


def test_copies_tell_what_they_cut_and_added(page: Page, desk: str) -> None:
    """A copy lies folded beneath its original and says what it cut and added when unfolded."""
    to_story(page, desk)
    copy = page.locator(".copy", has_text="Iceland refuses to talk about fish")
    copy.locator("summary").click()
    expect(copy.locator(".cut")).to_contain_text("both fleets stop fishing")
    expect(copy.locator(".added")).to_contain_text("Lakeside boats")


def test_conflicts_stand_side_by_side(page: Page, desk: str) -> None:
    """Two dates of one meeting are shown beside each other, each with its source and words."""
    to_story(page, desk)
    conflict = page.locator(".conflict", has_text="20 Mar 2026").first
    expect(conflict.locator(".version")).to_have_count(2)
    expect(conflict).to_contain_text("Harbour Gazette")
    boxes = [conflict.locator(".version").nth(n).bounding_box() for n in (0, 1)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]


def test_an_actor_is_known_by_what_articles_tell(page: Page, desk: str) -> None:
    """From a story an actor's page is reached: offices, partners, positions, statements."""
    to_story(page, desk)
    page.get_by_role("link", name="Sigrun Haldorsdottir").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sigrun Haldorsdottir")
    expect(page.locator("#offices")).to_contain_text("Fisheries Minister")
    expect(page.locator("#partners th[scope=row]").first).to_be_visible()
    expect(page.locator("#statements")).to_contain_text("There is nothing to discuss")
    page.get_by_role("link", name="Actors", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Actors")
    page.wait_for_load_state("load")  # the keys are there once the scripts are
    page.keyboard.press("/")
    page.keyboard.type("Henrik")
    page.keyboard.press("Enter")
    expect(page.locator(".names")).to_contain_text("Henrik Solvang")


def test_meetings_by_month(page: Page, desk: str) -> None:
    """The meetings of a month over all stories, and the way to the months beside it."""
    page.goto(f"{desk}/meetings?month=2026-03")
    card = page.locator(".meeting", has=page.locator("h3", has_text="Bergen")).first
    expect(card).to_contain_text("held")
    expect(card).to_contain_text("Nils Hauge")
    page.get_by_role("link", name="Apr 2026").click()
    expect(page.locator(".meeting", has_text="Signing")).to_be_visible()


def test_the_desk_without_a_mouse(page: Page, desk: str) -> None:
    """From the front page to the article by keys alone; the skip link comes first."""
    page.goto(desk)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(".card a").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/stories/"))
    page.locator(".within a").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator(".matrix button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".evidence:popover-open")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".articles a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/articles/"))


def test_a_great_story_follows_when_it_is_put_together(
    page: Page, own_desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of a story of very many articles does not wait for what they tell."""
    monkeypatch.setattr("copydesk.desk.story.AT_ONCE", 0)
    story = f"{own_desk}/stories/{talks(page, own_desk)['id']}"
    waiting = page.request.get(story).text()
    assert "Putting together" in waiting
    assert 'id="positions"' not in waiting
    page.goto(f"{story}?actor=Iceland")
    expect(page.locator("#chart a").first).to_be_visible()
    expect(page.locator("#timeline-rows")).to_contain_text("with Iceland")
    expect(page.locator(".matrix button").first).to_be_visible()
    assert page.locator("#told, h1").count() == 1
    assert "Putting together" not in page.request.get(story).text()


def test_the_desk_without_scripts(new_page: Callable[..., Page], desk: str) -> None:
    """Where scripts are off, everything but the drawing is there."""
    page = to_story(new_page(java_script_enabled=False), desk)
    page.get_by_text("The same as a list").click()
    expect(page.locator("#timeline-rows tbody tr").first).to_be_visible()
    page.get_by_label("Actor").select_option("Norway")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#timeline-rows")).to_contain_text("with Norway")
    page.goto(f"{desk}/?q=mackerel")
    expect(page.locator(".hit").first).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "stories",
        "search?q=mackerel",
        "meetings?month=2026-03",
        "STORY",
        "STORY/timeline",
        "STORY/positions",
        "STORY/meetings",
        "STORY/conflicts",
        "actors/Norway/offices",
        "actors/Norway/statements",
        "actors/Norway/positions",
        "actors/Norway/partners",
    ],
)
def test_every_view_can_be_taken_away(page: Page, desk: str, path: str) -> None:
    """The same rows come as CSV and as JSON, as files to be saved."""
    story = talks(page, desk)["id"]
    name, _, query = path.replace("STORY", f"stories/{story}").partition("?")
    table = page.request.get(f"{desk}/{name}.csv?{query}")
    whole = page.request.get(f"{desk}/{name}.json?{query}")
    assert table.status == whole.status == 200
    if path != "STORY":  # that one is the contract's object
        assert "attachment" in whole.headers["content-disposition"]
        rows = list(csv.DictReader(table.text().splitlines(True)))
        assert len(rows) == len(json.loads(whole.text()))
    assert "attachment" in table.headers["content-disposition"]


def test_pictures(new_page: Callable[..., Page], desk: str, pictures: Path) -> None:
    """Pictures of the main views, for people to look at."""
    story = talks(new_page(), desk)["id"]
    views = {
        "front": "/",
        "search": "/?q=mackerel+talks",
        "story": f"/stories/{story}",
        "actor": "/actors/Iceland",
        "meetings": "/meetings?month=2026-03",
    }
    for kind, options, names in (
        ("light", {"color_scheme": "light"}, list(views)),
        ("dark", {"color_scheme": "dark"}, ["front", "story"]),
        ("phone", {"color_scheme": "light", "viewport": PHONE}, ["front", "story"]),
    ):
        page = new_page(**options)
        for name in names:
            page.goto(desk + views[name])
            if name == "story":
                expect(page.locator("#chart a").first).to_be_visible()
            page.screenshot(path=pictures / f"{name}-{kind}.png", full_page=True)
            assert (pictures / f"{name}-{kind}.png").stat().st_size > 10_000
