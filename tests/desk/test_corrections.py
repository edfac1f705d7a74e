"""Each correction walked through in the browser as a person makes it, and what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.desk.conftest import PHONE
from tests.desk.test_access import problems

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.corrections import Correction, corrections

TITLE = "Norway proposes mackerel talks, Iceland says no"
SELECT = """([words]) => {
  const text = document.querySelector("article[data-of]");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let whole = "", starts = [];
  for (let node; (node = walker.nextNode());) { starts.push([node, whole.length]); whole += node.data; }
  const at = whole.indexOf(words), end = at + words.length, range = document.createRange();
  for (const [node, start] of starts) {
    const stop = start + node.length;
    if (start <= at && at < stop) range.setStart(node, at - start);
    if (start < end && end <= stop) range.setEnd(node, end - start);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def to_article(page: Page, desk: str, who: str | None = "Kim") -> Page:
    """Open an article of the sample by searching for it, and say who corrects."""
    page.goto(f"{desk}/?q=title:%22proposes+mackerel+talks%22")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    if who:
        page.get_by_label("who are you?").fill(who)
        page.get_by_role("button", name="Correct", exact=True).click()
        expect(page.locator(".who")).to_contain_text(f"Correcting as {who}")
    page.wait_for_load_state()  # the scripts have run
    return page


def row(page: Page, record: str) -> Locator:
    """The row of a record."""
    return page.locator(f"#{record}")


def ready(page: Page) -> None:
    """Wait until what was swapped in is live: until then a click asks for a whole page."""
    links = page.locator(".do .button")
    expect(page.locator(".do .button[data-htmx-powered]")).to_have_count(links.count())


def press(page: Page, record: str, what: str) -> None:
    """Say that a record is right or wrong, or take that back."""
    page.get_by_role("button", name=f"{record} is {what}", exact=True).click()


def kept(file: Path) -> list[Correction]:
    """All corrections in the file."""
    with Collection.open(file) as collection, collection.reading() as db:
        return corrections(db)


def test_without_a_name_it_is_a_page_to_read(page: Page, desk: str) -> None:
    """Who says not who they are sees records and no buttons to judge them."""
    to_article(page, desk, None)
    expect(row(page, "s1")).to_be_visible()
    assert page.get_by_role("button", name="s1 is right").count() == 0
    page.evaluate(SELECT, ["two months after"])
    page.wait_for_timeout(250)
    expect(page.get_by_role("toolbar")).to_be_hidden()


def test_a_record_and_its_words_light_up_together(page: Page, desk: str) -> None:
    """Pointing at a record lights its words, pointing at words their record, and so does the
    keyboard's focus; the link of each leads to the other."""
    to_article(page, desk, None)
    words = page.locator("article [data-claims~='s1']")
    row(page, "s1").hover()
    assert words.count() > 1
    for n in range(words.count()):
        expect(words.nth(n)).to_have_class(re.compile(r"\blit\b"))
    words.first.hover()
    expect(row(page, "s1")).to_have_class(re.compile(r"\blit\b"))
    page.mouse.move(2, 2)
    expect(row(page, "s1")).not_to_have_class(re.compile(r"\blit\b"))
    row(page, "e1").get_by_role("link").first.focus()
    expect(row(page, "e1")).to_have_class(re.compile(r"\blit\b"))
    page.locator("article a.cue").first.click()
    expect(page).to_have_url(re.compile(r"#s1$"))
    page.keyboard.press("Escape")
    assert page.locator(".lit").count() == 0


def test_right_wrong_and_undo(own_desk: str, page: Page, own_file: Path) -> None:
    """A judgement is shown at once and after a reload; pressing it again takes it back. All of
    it is kept."""
    to_article(page, own_desk)
    press(page, "e1", "right")
    expect(page.get_by_role("button", name="e1 is right")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="e1 is right")).to_be_focused()
    press(page, "e2", "wrong")
    expect(row(page, "e2")).to_have_class(re.compile(r"\bgone\b"))
    page.reload()
    expect(row(page, "e2")).to_contain_text("wrong Kim")
    press(page, "e2", "wrong")
    expect(row(page, "e2")).not_to_have_class(re.compile(r"\bgone\b"))
    row(page, "e1").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="e1 is right")).to_have_attribute(
        "aria-pressed", "false"
    )
    assert [c.action.value for c in kept(own_file)] == ["right", "wrong", "undo", "undo"]


def test_the_keyboard_is_enough(own_desk: str, page: Page) -> None:
    """From record to record, right, wrong, the form of a change and out of it, without a mouse."""
    to_article(page, own_desk)
    ready(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("w")
    expect(row(page, "s2")).to_contain_text("wrong Kim")
    ready(page)
    page.keyboard.press("k")
    page.keyboard.press("r")
    expect(row(page, "s1")).to_contain_text("right Kim")
    ready(page)
    page.keyboard.press("c")
    form = page.get_by_role("form", name="Change s1")
    expect(form.get_by_label("actor")).to_be_focused()
    form.get_by_label("act", exact=True).fill("announce")
    page.keyboard.press("Enter")
    expect(row(page, "s1").locator(".now")).to_contain_text("announce")


def test_tapped_words_show_their_record_on_a_phone(
    desk: str, new_page: Callable[..., Page], pictures: Path
) -> None:
    """The record comes up at the foot of the screen and goes away again; the words stay."""
    page = to_article(new_page(viewport=PHONE, has_touch=True, is_mobile=True), desk, None)
    page.locator("article a.source").first.tap()
    expect(row(page, "s1")).to_be_in_viewport(ratio=1)
    expect(page.locator("article a.source").first).to_be_in_viewport()
    page.screenshot(path=pictures / "article-phone-record.png")
    page.get_by_role("link", name="Close s1").tap()
    expect(row(page, "s1")).not_to_be_in_viewport()


def test_change_type_status_actor_and_stance(own_desk: str, page: Page, own_file: Path) -> None:
    """Fields are changed in a form; the machine's line stays and the corrected one is beside it.
    Cancel changes nothing."""
    to_article(page, own_desk)
    page.get_by_role("link", name="Change e2", exact=True).click()
    form = page.get_by_role("form", name="Change e2")
    form.get_by_label("status").select_option("claimed")
    form.get_by_role("link", name="Cancel").click()
    expect(form).to_be_hidden()
    expect(page.get_by_role("link", name="Change e2", exact=True)).to_be_focused()
    machine = row(page, "e2").locator(".line .text").inner_text()
    page.get_by_role("link", name="Change e2", exact=True).click()
    form.get_by_label("type").select_option("CONSULT")
    form.get_by_label("status").select_option("claimed")
    form.get_by_role("group", name="recipients").get_by_label("Henrik Solvang").check()
    form.get_by_role("button", name="Keep").click()
    expect(row(page, "e2").locator(".now")).to_contain_text("consult")
    expect(row(page, "e2").locator(".now")).to_contain_text("claimed")
    expect(row(page, "e2").locator(".now")).to_contain_text("Henrik Solvang")
    assert row(page, "e2").locator(".line .text").inner_text() == machine
    page.get_by_role("link", name="Change s2", exact=True).click()
    page.get_by_role("form", name="Change s2").get_by_label("actor").select_option("Norway")
    page.get_by_role("form", name="Change s2").get_by_role("button", name="Keep").click()
    expect(row(page, "s2").locator(".now")).to_contain_text("Norway")
    page.get_by_role("link", name="Change p1", exact=True).click()
    page.get_by_role("form", name="Change p1").get_by_label("stance").select_option("conditional")
    page.get_by_role("form", name="Change p1").get_by_role("button", name="Keep").click()
    expect(row(page, "p1").locator(".now")).to_contain_text("conditional")
    changed = {c.attribute: c.value for c in kept(own_file)}
    assert changed["type"] == "CONSULT"
    assert changed["actor"] == "Norway"
    assert changed["stance"] == "conditional"


def test_a_missing_record_is_added_by_selecting_its_words(
    own_desk: str, page: Page, own_file: Path
) -> None:
    """Selected words offer the kinds of record; the form is filled, the record marked in the
    text; with all found the article is said to be complete."""
    to_article(page, own_desk)
    page.evaluate(SELECT, ["between the two countries ran out"])
    page.get_by_role("toolbar").get_by_role("button", name="Move").click()
    form = page.get_by_role("form", name="Add a move")
    expect(form.get_by_label("words")).to_have_value("between the two countries ran out")
    expect(page.get_by_role("toolbar")).to_be_hidden()
    form.get_by_label("type").select_option("RETREAT")
    form.get_by_label("status").select_option("realised")
    form.get_by_role("group", name="actors").get_by_label("Iceland").check()
    form.get_by_role("button", name="Add move").click()
    new = page.locator(".record.new")
    expect(new).to_contain_text("retreat")
    expect(new).to_contain_text("Iceland")
    new.hover()
    assert "".join(page.locator("article .lit").all_inner_texts()) == (
        "between the two countries ran out"
    )
    page.get_by_role("button", name="Nothing is missing any more").click()
    expect(page.locator(".who")).to_contain_text("Nothing is missing")
    [added, complete] = kept(own_file)
    assert added.anchor is not None
    assert added.anchor.exact == "between the two countries ran out"
    assert complete.action.value == "complete"


def test_words_can_be_typed_by_hand(own_desk: str, page: Page, own_file: Path) -> None:
    """Without a mouse words are typed: they are found where they stand."""
    to_article(page, own_desk)
    page.locator("#add-actors summary").click()
    form = page.get_by_role("form", name="Add an actor")
    form.get_by_label("kind").select_option("group")
    form.get_by_label("words").fill("both fleets")
    form.get_by_role("button", name="Add actor").click()
    expect(page.locator(".record.new")).to_contain_text("both fleets")
    assert len(kept(own_file)) == 1


def test_a_block_is_put_back_and_undone(own_desk: str, page: Page) -> None:
    """The page as it came shows each block with its reason; one that is put back stands in the
    text with who did it, until that is undone."""
    to_article(page, own_desk)
    page.get_by_role("link", name="Page as it came").click()
    block = page.locator(".run.dropped", has_text="All rights reserved")
    expect(block).to_contain_text("navigation")
    block.get_by_role("button", name="Put back").click()
    expect(page.locator(".run.back")).to_contain_text("Kim")
    page.get_by_role("link", name="Clean text").click()
    back = page.locator("article .back")
    expect(back).to_contain_text("All rights reserved")
    expect(back).to_contain_text("Put back Kim")
    back.get_by_role("button", name="Undo").click()
    expect(back).to_have_count(0)
    expect(page.locator("article")).not_to_contain_text("All rights reserved")


def test_two_people_are_kept_apart_and_compared(
    own_desk: str, page: Page, own_file: Path, pictures: Path
) -> None:
    """Each sees the other's judgements beside their own; the list tells scores and agreement,
    and what it lists can be had as files."""
    to_article(page, own_desk)
    for record, what in (("s1", "right"), ("s2", "right"), ("s3", "wrong")):
        press(page, record, what)
        expect(row(page, record)).to_contain_text(f"{what} Kim")
    page.get_by_role("button", name="Leave").click()
    page.get_by_label("who are you?").fill("Lou")
    page.get_by_role("button", name="Correct", exact=True).click()
    for record, what in (("s1", "right"), ("s2", "wrong"), ("s3", "wrong")):
        press(page, record, what)
        expect(row(page, record)).to_contain_text(f"{what} Lou")
    expect(row(page, "s2")).to_contain_text("right Kim")
    assert row(page, "s2").get_by_role("button", name="Undo").count() == 1
    page.screenshot(path=pictures / "article-corrected.png")
    page.get_by_label("Corrections of").select_option("Kim")
    page.get_by_role("button", name="Show").click()
    expect(row(page, "s2")).not_to_have_class(re.compile(r"\bgone\b"))
    page.get_by_role("link", name="Corrections", exact=True).click()
    expect(page.locator("section", has=page.locator("#agreement-head"))).to_contain_text("67 %")
    expect(page.locator("section", has=page.locator("#scores-head"))).to_contain_text("50 %")
    page.screenshot(path=pictures / "corrections.png")
    page.locator("select[name=by]").select_option("Lou")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".list li")).to_have_count(3)
    lines = page.request.get(f"{own_desk}/corrections.jsonl?by=Lou").text().splitlines()
    assert {json.loads(line)["creator"]["name"] for line in lines} == {"Lou"}
    assert page.request.get(f"{own_desk}/corrections.csv").text().startswith("id,at,who,action")
    assert len(page.request.get(f"{own_desk}/corrections/agreement.json").json()) == 2
    page.locator(".list li").first.get_by_role("button", name="Undo").click()
    expect(page.locator(".list li")).to_have_count(4)
    expect(page.locator(".list li").nth(1)).to_contain_text("taken back")
    assert len(kept(own_file)) == 7


def test_actors_are_joined_and_parted(own_desk: str, page: Page) -> None:
    """A name is joined with another on a page that the actor's page leads to; the undo parts
    them."""
    page.goto(f"{own_desk}/actors/Norway")
    page.get_by_role("link", name="Join or part").click()
    page.get_by_label("Who are you?").fill("Kim")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_label("government", exact=False).first.check()
    page.get_by_role("button", name="Same as Norway").click()
    expect(page.locator("main")).to_contain_text("Also known as government")
    page.goto(f"{own_desk}/actors/Norway")
    expect(page.locator("main")).to_contain_text(re.compile("Also: .*government"))
    page.get_by_role("link", name="Join or part").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("main")).not_to_contain_text("Also known as")


def test_somebody_else_of_the_same_name_is_parted(own_desk: str, page: Page) -> None:
    """In a chosen article the name means another: the actor's page tells nothing of it any more,
    until that is undone."""
    page.goto(f"{own_desk}/actors/Norway")
    lead = page.locator(".lead")
    before = lead.inner_text()
    page.get_by_role("link", name="Join or part").click()
    page.get_by_label("Who are you?").fill("Kim")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_label(TITLE).check()
    page.get_by_role("button", name="Somebody else").click()
    expect(page.locator(".list")).to_contain_text("Norway of one article is not Norway")
    page.goto(f"{own_desk}/actors/Norway")
    expect(lead).not_to_have_text(before)
    page.get_by_role("link", name="Join or part").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".list")).to_have_count(0)
    page.goto(f"{own_desk}/actors/Norway")
    expect(lead).to_have_text(before)


def test_an_article_leaves_its_story_and_comes_back(own_desk: str, page: Page) -> None:
    """On the page that the story leads to an article is parted, then the stories joined."""
    page.goto(own_desk)
    page.locator(".card h3 a").first.click()
    story = page.url
    count = len(page.request.get(f"{story}.json").json()["articles"])
    page.get_by_role("link", name="Join or part").click()
    page.get_by_label("Who are you?").fill("Kim")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.locator("input[name=article]").last.check()
    page.get_by_role("button", name="Part from this story").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Not kept")
    parted = page.request.get(f"{story}.json").json()
    assert len(parted["articles"]) < count
    page.goto(story.replace("/stories/", "/corrections/stories/"))
    page.get_by_role("button", name="Undo").first.click()
    assert len(page.request.get(f"{story}.json").json()["articles"]) == count


def test_it_works_without_script(own_desk: str, new_page: Callable[..., Page]) -> None:
    """Right, change, add by typed words, put back and undo are plain forms where script is off."""
    page = new_page(java_script_enabled=False)
    to_article(page, own_desk)
    press(page, "e1", "right")
    expect(row(page, "e1")).to_contain_text("right Kim")
    page.get_by_role("link", name="Change e2", exact=True).click()
    page.get_by_label("status").select_option("claimed")
    page.get_by_role("button", name="Keep").click()
    expect(row(page, "e2").locator(".now")).to_contain_text("claimed")
    page.locator("#add-actors summary").click()
    form = page.locator("#add-actors form")
    form.get_by_label("words").fill("both fleets")
    form.get_by_label("kind").select_option("group")
    form.get_by_role("button").click()
    expect(page.locator(".record.new")).to_contain_text("both fleets")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_correcting_is_readable_for_all(
    own_desk: str, new_page: Callable[..., Page], scheme: str, pictures: Path
) -> None:
    """Axe finds nothing on the pages with their forms open; on a phone nothing sticks out."""
    page = new_page(color_scheme=scheme)
    to_article(page, own_desk)
    press(page, "e2", "wrong")
    expect(row(page, "e2")).to_have_class(re.compile(r"\bgone\b"))
    page.get_by_role("link", name="Change e3", exact=True).click()
    expect(page.get_by_role("form", name="Change e3")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert problems(page) == []
    row(page, "s1").hover()
    assert problems(page) == []
    article = page.url.split("#")[0]
    story = page.locator(".crumb a").first.get_attribute("href") or ""
    for path in (f"{article}?view=page", f"{own_desk}/corrections"):
        page.goto(path)
        assert problems(page) == []
    for path in (f"/corrections{story}", "/corrections/actors/Norway"):
        page.goto(own_desk + path)
        assert problems(page) == []
    page.set_viewport_size(PHONE)
    for path in (article, f"{article}?view=page", f"{own_desk}/corrections"):
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"]
    page.goto(article)
    page.screenshot(path=pictures / f"article-phone-{scheme}.png", full_page=True)
