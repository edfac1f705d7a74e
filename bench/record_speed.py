"""What a record costs beside the parse: CPU time, memory over many articles, load time.

    python bench/record_speed.py [FOLDER] [--articles 40] [--many 10000]

Articles are the .txt files of FOLDER, cut to 400 words, or, without one, made from the sentences of
tests/record/statements/cases.tsv. All figures are of one process; shares are of the CPU time that
spaCy's pipeline takes for the same articles.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path

from copydesk.article.article import Article
from copydesk.record.actors.cast import find_cast
from copydesk.record.annotate import annotate_doc, annotate_text
from copydesk.record.parse import load_parser, parse
from copydesk.record.quotations import find_quotations
from copydesk.record.statements import find_statements, to_records

_CASES = Path(__file__).parent.parent / "tests/record/statements/cases.tsv"
_WORDS = 400


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path)
    arguments.add_argument("--articles", type=int, default=40)
    arguments.add_argument("--many", type=int, default=10_000)
    given = arguments.parse_args()
    loaded = _seconds(load_parser)
    print(f"load: {loaded:.2f} s CPU")
    texts = articles(given.folder, given.articles)
    _shares(texts)
    _memory(given.many)


def articles(folder: Path | None, number: int) -> list[str]:
    """Texts of about 400 words."""
    if folder is not None:
        files = sorted(folder.glob("*.txt"))[:number]
        return [_cut(file.read_text(encoding="utf-8")) for file in files]
    lines = _CASES.read_text(encoding="utf-8").splitlines()
    sentences = [line.split("\t")[1] for line in lines if line and not line.startswith("#")]
    out = []
    for seed in range(number):
        order = random.Random(seed).sample(sentences, len(sentences))
        out.append(_cut("\n".join(" ".join(order[i : i + 3]) for i in range(0, len(order), 3))))
    return out


def _cut(text: str) -> str:
    """The first paragraphs, to about 400 words."""
    kept: list[str] = []
    for paragraph in text.split("\n"):
        kept.append(paragraph)
        if sum(len(p.split()) for p in kept) >= _WORDS:
            break
    return "\n".join(kept)


def _shares(texts: list[str]) -> None:
    parse(texts[0])
    pipeline = people = told = whole = 0.0
    words = 0
    for text in texts:
        words += len(text.split())
        start = time.process_time()
        doc = parse(text)
        parsed = time.process_time()
        cast = find_cast(doc)
        cast_at = time.process_time()
        quotations = find_quotations(doc)
        to_records(doc, quotations, find_statements(doc, quotations, cast))
        told_at = time.process_time()
        annotate_doc(Article("x", text, ()), doc)
        end = time.process_time()
        pipeline += parsed - start
        people += cast_at - parsed
        told += told_at - cast_at
        whole += end - told_at
    print(f"{len(texts)} articles of {words / len(texts):.0f} words")
    print(f"spaCy pipeline        {1000 * pipeline / len(texts):6.1f} ms an article")
    for name, spent in (
        ("actors", people),
        ("statements", told),
        ("actors + statements", people + told),
        ("the whole record", whole),
    ):
        print(
            f"{name:<21} {1000 * spent / len(texts):6.1f} ms, {spent / pipeline:.3f} of the parse"
        )


def _memory(many: int) -> None:
    """Resident memory while many short articles, no two alike, go through."""
    base = 0
    for number in range(many):
        annotate_text(
            f"“We met {number} times,” Minister Ann No{number} told reporters in Oslo.\n"
            f"She denied that Group {number} had agreed to talks on May {number % 28 + 1}."
        )
        if number == min(1000, many // 10):
            base = _resident()
    grown = _resident() - base
    print(
        f"memory: {base / 1024:.0f} MiB after the first tenth, {grown / 1024:+.1f} MiB after {many}"
    )


def _resident() -> int:
    """Resident memory of this process in KiB (Linux)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise OSError("/proc/self/status names no VmRSS")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
