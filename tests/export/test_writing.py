"""Writing a collection out: once for all copies, as people corrected it, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from tests.collection.corrections.corrected_pages import outcome, put
from tests.export.test_tables import hostile_entries

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.corrections import Action
from copydesk.collection.corrections.make import By, change, judge
from copydesk.collection.store import sole_writer
from copydesk.collection.stories.stories import stories
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.collection.write import Arrival, place_of, write_outcome
from copydesk.errors import CollectionError
from copydesk.export import Format, Tally, write, write_file, write_texts
from copydesk.export.cell import cell
from copydesk.export.dna_texts import name_of
from copydesk.export.entry import Entry

HERE = Path(__file__).parent
BY = By("Kim", "2026-06-01T09:00:00.000000Z")


def text_of(file: Path, form: Format, story: str | None = None) -> tuple[str, Tally]:
    """A collection in a format."""
    stream = io.StringIO(newline="")
    with Collection.open(file) as collection:
        tally = write(collection, form, stream, story=story)
    return stream.getvalue(), tally


def objects(file: Path, form: Format) -> list[dict[str, Any]]:
    """The same, of a format that has an object a line."""
    return [json.loads(line) for line in text_of(file, form)[0].split("\n")[:-1]]


def test_plover_tells_the_talks(talks: Path) -> None:
    """What was offered, refused, demanded, held, put off and signed, each once for all copies."""
    told = {
        (
            record["date"],
            "+".join(actor["code"] or "?" for actor in record["actor"]),
            "+".join(actor["code"] or "?" for actor in record["recipient"]),
            record["event"][0],
            "".join(record["mode"]),
        )
        for record in objects(talks, Format.PLOVER)
        if not record["auxiliary_mode"]
    }
    assert {
        ("2026-03-02", "NOR", "ISL", "AGREE", "meet"),  # Norway proposes talks
        ("2026-03-02", "ISL", "NOR", "REJECT", ""),  # Iceland turns the offer down
        ("2026-03-02", "ISL", "NOR", "REQUEST", "yield"),  # both fleets are to stop first
        ("2026-03-19", "NOR+ISL", "", "CONSULT", ""),  # they meet in Bergen
        ("2026-03-25", "NOR+ISL", "", "REJECT", "meet"),  # the second round is put off
        ("2026-04-02", "NOR+ISL", "", "SUPPORT", ""),  # they sign
    } <= told


def test_copies_count_once(talks: Path) -> None:
    """A copy's records are told by what it copies; the formats that hold articles name it."""
    _, tally = text_of(talks, Format.PLOVER)
    assert tally.articles + tally.copies == 15
    assert tally.copies > 0
    with_copies = objects(talks, Format.NINJS)
    assert sum(len(one.get("associations", [])) for one in with_copies) == tally.copies
    based = [one for one in objects(talks, Format.NEWSARTICLE) if "isBasedOn" in one]
    originals = {one["@id"] for one in objects(talks, Format.NEWSARTICLE)} - {
        one["@id"] for one in based
    }
    assert len(based) == tally.copies
    assert {one["isBasedOn"]["@id"] for one in based} <= originals


def test_the_sample_talks_are_valid_ninjs_and_annotations(talks: Path) -> None:
    """Line by line, against the schemas."""
    for form, name in (
        (Format.NINJS, "ninjs-3.1.schema.json"),
        (Format.ANNOTATIONS, "annotation.schema.json"),
    ):
        checker = Draft202012Validator(json.loads((HERE / name).read_text("utf-8")))
        for one in objects(talks, form):
            checker.validate(one)


@pytest.mark.parametrize("form", Format)
def test_the_order_of_adding_changes_nothing(talks: Path, tmp_path: Path, form: Format) -> None:
    """The same pages give the same bytes."""
    other = tmp_path / "other.copydesk"
    with Collection.open(talks) as collection, Collection.open(other, create=True) as made:
        with made.writing() as db:
            db.execute("INSERT INTO runs (version, sources, started) VALUES ('1', '[]', '2026')")
            for found in reversed(list(collection.objects())):
                page = found["page"]
                arrival = Arrival(
                    place_of(page["location"]), page["location"], page["sha256"], 1, page["url"],
                    page["fetched"], page["http_status"],
                )  # fmt: skip
                write_outcome(db, arrival, found, 1)
        with sole_writer(other):
            bring_up_to_date(made)
    assert text_of(other, form)[0] == text_of(talks, form)[0]


def test_the_stories_of_a_collection_are_all_of_it(talks: Path) -> None:
    """What the whole tells, its stories tell one by one; the beginning of an id will do."""
    with Collection.open(talks) as collection:
        ids = [story.id for story in stories(collection)]
    told = {line for i in ids for line in text_of(talks, Format.PLOVER, i[:12])[0].split("\n")}
    assert set(text_of(talks, Format.PLOVER)[0].split("\n")) <= told


def test_records_go_out_as_people_corrected_them(tmp_path: Path) -> None:
    """What is wrong is gone, what was changed is changed, and who did it is the coder."""
    file = tmp_path / "truce.copydesk"
    article = put(file, outcome())
    with Collection.open(file, write=True) as collection:
        judge(collection, article, "events", "e2", Action.WRONG, BY)
        change(collection, article, "events", "e1", {"recipients": ("Iceland",)}, BY)
    [record] = objects(file, Format.PLOVER)
    assert record["copydesk"]["event"] == "e1"
    assert [actor["code"] for actor in record["recipient"]] == ["ISL"]
    assert record["coder"] == "Kim"


def test_articles_that_no_story_holds_yet_are_exported(tmp_path: Path) -> None:
    """What a killed run has added and not grouped is not lost."""
    file = tmp_path / "truce.copydesk"
    put(file, outcome())
    records = objects(file, Format.PLOVER)
    assert [record["link"] for record in records] == [None, None]


def test_an_empty_collection_has_a_header_and_no_rows(tmp_path: Path) -> None:
    """Of a table the header is written in any case."""
    file = tmp_path / "empty.copydesk"
    Collection.open(file, create=True).close()
    assert text_of(file, Format.POLECAT)[0].count("\n") == 1
    assert text_of(file, Format.PLOVER)[0] == ""


class Interrupted(Exception):
    """Raised in the middle of an export."""


def test_a_file_is_whole_or_as_it_was(talks: Path, tmp_path: Path) -> None:
    """An export that is broken off leaves what was there, and no draft beside it."""
    target = tmp_path / "events.jsonl"
    target.write_text("from yesterday")

    def tell(tally: Tally) -> None:
        if tally.articles == 3:
            raise Interrupted

    with Collection.open(talks) as collection:
        with pytest.raises(Interrupted):
            write_file(collection, Format.PLOVER, target, tell=tell)
        assert [path.name for path in tmp_path.iterdir()] == ["events.jsonl"]
        assert target.read_text() == "from yesterday"
        write_file(collection, Format.PLOVER, target)
    assert target.read_bytes().decode("utf-8") == text_of(talks, Format.PLOVER)[0]


def test_a_link_and_a_device_stay_what_they_are(talks: Path, tmp_path: Path) -> None:
    """The file behind a link is written; /dev/null is not replaced."""
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "behind.csv")
    with Collection.open(talks) as collection:
        write_file(collection, Format.DNA, link)
        write_file(collection, Format.DNA, Path("/dev/null"))
    assert link.is_symlink()
    assert (tmp_path / "behind.csv").read_text("utf-8") == text_of(talks, Format.DNA)[0]
    assert not Path("/dev/null").is_file()


def test_an_unknown_story(talks: Path) -> None:
    """Is said, and nothing is written."""
    with pytest.raises(CollectionError, match="holds no story nope"):
        text_of(talks, Format.DNA, "nope")


def test_the_texts_for_dna_are_those_that_its_offsets_count_in(talks: Path, tmp_path: Path) -> None:
    """Each row of the event list quotes the file with its number; names tell day and source."""
    folder = tmp_path / "documents"
    with Collection.open(talks) as collection:
        number = write_texts(collection, folder)
    files = sorted(folder.iterdir())
    assert len(files) == number
    assert files[0].name.startswith("00001__2026-03-02__Nordfeed__")
    rows = list(csv.DictReader(io.StringIO(text_of(talks, Format.DNA)[0]), delimiter=";"))
    assert rows
    for row in rows:
        text = files[int(row["document_id"]) - 1].read_text("utf-8")
        said = text[int(row["start_position"]) : int(row["stop_position"])]
        assert cell(said).replace(";", ",") == row["text"]


def test_texts_are_written_into_a_new_folder_alone(talks: Path, tmp_path: Path) -> None:
    """What stands in a folder is not touched, and a folder that cannot be made leaves nothing."""
    with Collection.open(talks) as collection:
        with pytest.raises(CollectionError, match="is there already"):
            write_texts(collection, tmp_path)
        with pytest.raises(CollectionError, match="cannot be written"):
            write_texts(collection, tmp_path / "no" / "folder")
    assert list(tmp_path.iterdir()) == []


@settings(deadline=None)  # a busy machine is no failure
@given(hostile_entries())
def test_any_article_has_a_name_for_a_file(hostile: Entry) -> None:
    """Short enough, in six parts, and of no character that parts folders."""
    name = name_of(1, hostile)
    assert len(name.encode("utf-8")) <= 255
    assert len(name.removesuffix(".txt").split("__")) == 6
    assert not set(name) & set('/\\\0\n"')
