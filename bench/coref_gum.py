"""Score how well mentions of persons are joined, on GUM's news and interviews (CC BY).

    python bench/coref_gum.py DEP_FOLDER [--genre news] [--errors]

DEP_FOLDER holds GUM's dep/*.conllu, whose Entity column tells entities and who is who. A mention of
ours is one of GUM's if its head is the head of GUM's. Printed: B-cubed (Bagga and Baldwin, 1998)
and LEA (Moosavi and Strube, 2016), precision, recall and F1 in per cent, for our cast and for a
plain baseline: spaCy's persons, joined where the whole name or the last word is the same.
Two keys: every third-person mention of a person, and those of persons whom the text names.
"I", "we" and "you" are left out: whose they are is the statement finder's business.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from copydesk.record.actors import find_cast
from copydesk.record.parse import parse

Clusters = dict[str, set[int]]  # cluster name: heads, code points of the text
_OTHERS = frozenset(
    """i me my mine myself we us our ours ourselves you your yours yourself yourselves""".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of GUM: code points, part of speech, number of the token above (-1: none), label."""

    start: int
    end: int
    pos: str
    above: int
    dep: str


@dataclass
class Text:
    """A GUM document; its person mentions are (head's code point, entity, words, pos)."""

    name: str
    text: str = ""
    mentions: list[tuple[int, str, str, str]] = field(default_factory=list)


def read_gum(path: Path) -> Text:
    """A document with its mentions of persons."""
    out = Text(path.stem)
    places: list[Token] = []
    open_: list[tuple[str, str, int]] = []  # entity, type, first token
    offset = 0  # of the sentence's first token
    pending: list[tuple[str, int, int]] = []  # mentions: entity, tokens
    new_line = False
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newpar") and out.text:
            new_line = True
        cells = line.split("\t")
        if len(cells) != 10 or not cells[0].isdigit():
            continue
        if cells[0] == "1":
            offset = len(places)
        if new_line:
            out.text = out.text.rstrip() + "\n"
            new_line = False
        above = offset + int(cells[6]) - 1 if cells[6] != "0" else -1
        places.append(
            Token(len(out.text), len(out.text) + len(cells[1]), cells[3], above, cells[7])
        )
        out.text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        entity = re.search(r"Entity=([^|]*)", cells[9])
        for mark in re.findall(r"\([^()]*\)?|[^()]+\)", entity[1]) if entity else ():
            parts = mark.strip("()").split("-")
            if mark.startswith("("):
                open_.append((parts[0], parts[1], len(places) - 1))
            if mark.endswith(")"):
                name = parts[0]
                k = max(i for i, each in enumerate(open_) if each[0] == name)
                _, kind, first = open_.pop(k)
                if kind == "person":
                    pending.append((name, first, len(places)))
    for name, first, last in pending:
        head = _head(places, first, last)
        words = out.text[places[first].start : places[last - 1].end]
        out.mentions.append((places[head].start, name, words, places[head].pos))
    return out


def _head(tokens: list[Token], first: int, last: int) -> int:
    """The token that hangs on one outside the mention; of a name, its last word."""
    head = next((i for i in range(first, last) if not first <= tokens[i].above < last), first)
    flat = [i for i in range(first, last) if tokens[i].above == head and tokens[i].dep == "flat"]
    return max(flat, default=head)


def gold_clusters(text: Text, *, named: bool) -> Clusters:
    """Heads of each person's third-person mentions."""
    clusters: Clusters = defaultdict(set)
    names = {name for _, name, _, tag in text.mentions if tag == "PROPN"}
    for head, name, words, _ in text.mentions:
        if words.lower() not in _OTHERS and (name in names or not named):
            clusters[name].add(head)
    return clusters


def our_clusters(doc: Doc) -> Clusters:
    """Heads of the mentions of persons and unnamed people in our cast."""
    cast = find_cast(doc)
    clusters: Clusters = defaultdict(set)
    for mention in cast.mentions:
        if cast.actor(mention.actor).kind.value in ("person", "unnamed"):
            head = mention.head
            if mention.kind.value == "name":
                head = _last_word(doc, mention.start, mention.end)
            clusters[mention.actor].add(doc[head].idx)
    return clusters


def plain_clusters(doc: Doc) -> Clusters:
    """The baseline: spaCy's persons by last word."""
    clusters: Clusters = defaultdict(set)
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            head = _last_word(doc, ent.start, ent.end)
            clusters[doc[head].lower_].add(doc[head].idx)
    return clusters


def _last_word(doc: Doc, start: int, end: int) -> int:
    """GUM's minimal span of a name is all of it: its last word stands for it."""
    return max((i for i in range(start, end) if doc[i].is_alpha), default=end - 1)


def b_cubed(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Sums for B-cubed: over the mentions of `key`, the share of its cluster that is found.

    >>> b_cubed({"a": {1, 2, 3}}, {"x": {1, 2}, "y": {3}})
    (1.6666666666666665, 3.0)
    """
    where = {head: heads for heads in response.values() for head in heads}
    total = 0.0
    for heads in key.values():
        overlap = Counter(id(where[head]) for head in heads if head in where)
        total += sum(n * n / len(heads) for n in overlap.values())
    return total, float(sum(map(len, key.values())))


def lea(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Sums for LEA: the links of each cluster that are found, by its size; one alone is its own.

    >>> lea({"a": {1, 2, 3}}, {"x": {1, 2}, "y": {3}})
    (1.0, 3.0)
    """
    where = {head: name for name, heads in response.items() for head in heads}
    found = 0.0
    for heads in key.values():
        if len(heads) == 1:
            [head] = heads
            alone = head in where and len(response[where[head]]) == 1
            found += float(alone)
            continue
        links = len(heads) * (len(heads) - 1) / 2
        groups = Counter(where[head] for head in heads if head in where)
        found += len(heads) * sum(n * (n - 1) / 2 for n in groups.values()) / links
    return found, float(sum(map(len, key.values())))


def _figures(pairs: list[tuple[Clusters, Clusters]]) -> Iterator[str]:
    for label, measure in (("B3", b_cubed), ("LEA", lea)):
        right = [measure(key, response) for key, response in pairs]
        back = [measure(response, key) for key, response in pairs]
        recall = sum(n for n, _ in right) / max(1.0, sum(n for _, n in right))
        precision = sum(n for n, _ in back) / max(1.0, sum(n for _, n in back))
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        yield f"{label:4} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--genre", choices=("news", "interview"))
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    texts = [read_gum(path) for path in sorted(args.folder.glob(f"*{args.genre or ''}_*.conllu"))]
    docs = [parse(text.text) for text in texts]
    ours = [our_clusters(doc) for doc in docs]
    plain = [plain_clusters(doc) for doc in docs]
    for named in (False, True):
        keys = [gold_clusters(text, named=named) for text in texts]
        print("persons named in the text" if named else "all persons", sum(map(len, keys)))
        for label, theirs in (("ours", ours), ("plain", plain)):
            if named:  # only clusters that touch a named person count
                theirs = [
                    {n: heads for n, heads in c.items() if any(heads & h for h in key.values())}
                    for c, key in zip(theirs, keys, strict=True)
                ]
            for line in _figures(list(zip(keys, theirs, strict=True))):
                print(f"  {label:6} {line}")
    if args.errors:
        for text, mine in zip(texts, ours, strict=True):
            _show(text, mine)


def _show(text: Text, mine: Clusters) -> None:
    print("==", text.name)
    where = {head: name for name, heads in mine.items() for head in heads}
    for head, name, words, _ in sorted(text.mentions):
        if words.lower() not in _OTHERS:
            print(f"  {name:>5} {where.get(head, '-'):>5} {words[:70]}")
    known = {head for head, _, _, _ in text.mentions}
    for head in sorted(set(where) - known):
        print("   not a person:", where[head], text.text[head : head + 40].split("\n")[0])


if __name__ == "__main__":
    main()
