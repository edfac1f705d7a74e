"""Speech: quotations given to the cues that stand beside them.

A quotation is read by its place: “...,” she said; she said: “...”; “...,” she said, “...”; “...,”
she said. “...” What stands inside a clause (called it “cruel”) is left to the grammar.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from copydesk.record.quotations import Quotation
from copydesk.record.statements.lexicon import verbs
from copydesk.record.statements.sources import SUBJECTS, is_passive
from copydesk.record.statements.tree import Range, Tree

_STOP = {".", "!", "?", ";"}
_FAR = 30  # tokens between a quotation and its cue


@dataclass(slots=True)
class Speech:
    """Quotations by the token of their cue, and those left without one.

    `by_cue` maps a cue token (a verb, or the colon) to indexes of quotations; `loose` are
    utterances that have no cue in their paragraph.
    """

    by_cue: dict[int, list[int]] = field(default_factory=dict)
    loose: list[int] = field(default_factory=list)


def assign(tree: Tree) -> Speech:
    """Give each quotation of a text that is an utterance to its cue."""
    speech = Speech()
    owner: dict[int, int] = {}
    paragraphs: dict[int, list[int]] = {}
    for number, quotation in enumerate(tree.quotations.items):
        if quotation.depth == 0 and quotation.first < quotation.last:
            paragraphs.setdefault(tree.paragraph[quotation.first], []).append(number)
    bounds = _paragraph_bounds(tree)
    before: dict[int, int | None] = {}
    last: int | None = None
    for number, (start, end) in bounds.items():
        before[number] = last
        if any(tree.word[start:end]):
            last = number
    for paragraph, numbers in paragraphs.items():
        _assign_paragraph(tree, bounds[paragraph], numbers, owner, speech)
        above = before[paragraph]
        if numbers[0] in speech.loose and above is not None:
            cue = _cue_above(tree, bounds[above], paragraphs.get(above, []), owner)
            if cue is not None:
                joined = [n for n in numbers if n in speech.loose]
                owner.update(dict.fromkeys(joined, cue))
                speech.loose = [n for n in speech.loose if n not in joined]
    for number, cue in sorted(owner.items()):
        speech.by_cue.setdefault(cue, []).append(number)
    return speech


def _assign_paragraph(
    tree: Tree, bounds: Range, numbers: list[int], owner: dict[int, int], speech: Speech
) -> None:
    items = tree.quotations.items
    previous: int | None = None  # the quotation before that has a cue
    for place, number in enumerate(numbers):
        quotation = items[number]
        gap_start = _after(tree, items[numbers[place - 1]]) if place else bounds[0]
        gap_end = items[numbers[place + 1]].first - 1 if place + 1 < len(numbers) else bounds[1]
        before = (gap_start, _mark_at(tree, quotation))
        after = (_after(tree, quotation), gap_end)
        last = tree.lower[quotation.last - 1]
        ends_open = last in (",", "—", "–", "--", "-") or _next_is(tree, after, ",")
        ends_full = last in ("?", "!", "…", "...")
        cue = None
        joined = (
            place > 0 and not any(tree.word[t] for t in range(*before)) and previous is not None
        )
        if quotation.continues is not None and quotation.continues in owner:
            cue = owner[quotation.continues]
        elif (ends_open or ends_full) and not _embedded(tree, before, quotation):
            cue = _cue_after(tree, after, strict=not ends_open)
        if cue is None:
            cue = _cue_before(tree, before, quotation)
            if cue is not None and previous is not None and not _nearer(tree, cue, before):
                cue = owner[previous]
        bare = not ends_open and last not in _STOP and _utterance(tree, quotation)
        if cue is None and bare and not _embedded(tree, before, quotation):
            cue = _cue_after(tree, after, strict=True)
        if (
            cue is None
            and previous is not None
            and (joined or _follows(tree, before, owner[previous], quotation))
        ):
            cue = owner[previous]
        if cue is not None:
            owner[number] = cue
            previous = number
        elif _utterance(tree, quotation) and _stands_alone(tree, before, quotation):
            speech.loose.append(number)


def _cue_above(tree: Tree, bounds: Range, numbers: list[int], owner: dict[int, int]) -> int | None:
    """The cue in the paragraph before, where a quotation that fills a paragraph goes on from it.

    That paragraph ends in a colon, or in the same speaker's words or the cue that goes with them.
    """
    items = tree.quotations.items
    end = bounds[1]
    while end > bounds[0] and not tree.lower[end - 1].strip():
        end -= 1
    if end == bounds[0]:
        return None
    if tree.lower[end - 1].endswith(":"):
        return _cue_before(tree, (bounds[0], end), None)
    if not numbers or numbers[-1] not in owner:
        return None
    cue = owner[numbers[-1]]
    after = _after(tree, items[numbers[-1]])
    rest = [t for t in range(after, end) if tree.lower[t] in _STOP]
    return cue if not rest or rest[0] >= end - 1 else None


def _cue_after(tree: Tree, gap: Range, *, strict: bool) -> int | None:
    """The cue in what follows a quotation, before its clause ends."""
    general = None
    for t in range(gap[0], min(gap[1], gap[0] + _FAR)):
        if tree.lower[t] in _STOP or "\n" in tree.lower[t]:
            break
        if tree.pos[t] == "VERB" or tree.lemma[t] == "say":
            if _quotes(tree, t):
                if tree.dep[t] == "relcl" and not _bare(tree, t):
                    continue
                return t
            subject = tree.kid(t, *SUBJECTS)
            near = subject is not None and tree.left[subject] <= gap[0] + 2
            if general is None and near and tree.dep[t] != "relcl" and t > gap[0]:
                general = t
    return None if strict else general


def _cue_before(tree: Tree, gap: Range, quotation: Quotation | None) -> int | None:
    """The cue in what leads up to a quotation: said, “..."; said: “..."; said “..."""
    end = gap[1]
    while end > gap[0] and (not tree.lower[end - 1].strip() or tree.lower[end - 1] in "“\"'‘"):
        end -= 1
    if end <= gap[0]:
        return None
    last = tree.lower[end - 1]
    direct = last in (",", ":") or last == "that"
    if (
        quotation is not None
        and not direct
        and not (tree.pos[end - 1] == "VERB" and _quotes(tree, end - 1))
    ):
        # said on Friday “...”: only with a capital inside, as an utterance begins.
        if not (tree.doc[quotation.first].text[:1].isupper() and _utterance(tree, quotation)):
            return None
        if quotation.last - quotation.first < 4:
            return None
    clause = None
    for t in range(end - 1, max(gap[0], end - _FAR) - 1, -1):
        if t < end - 1 and (tree.lower[t] in _STOP or "\n" in tree.lower[t]):
            break
        if (tree.pos[t] == "VERB" or tree.lemma[t] == "say") and _quotes(tree, t):
            if t == end - 1 and not _speaks(tree, t):
                break
            if is_passive(tree, t) and tree.lemma[t] not in ("quote", "say", "ask", "tell"):
                continue
            clause = t
            break
    if clause is None and last == ":":
        return end - 1
    return clause


def _embedded(tree: Tree, gap: Range, quotation: Quotation) -> bool:
    """Whether a quotation is a part of the sentence around it: a “rush to judgment,” because."""
    if gap[0] >= gap[1] or not tree.word[gap[1] - 1]:
        return False
    return not tree.doc[quotation.first].text[:1].isupper()


def _follows(tree: Tree, gap: Range, cue: int, quotation: Quotation) -> bool:
    """Whether a quotation goes on where the cue's clause, which ends the one before, left off."""
    if not _utterance(tree, quotation):
        return False
    if not gap[0] <= cue < gap[1]:
        return False
    stops = [t for t in range(gap[0], gap[1]) if tree.lower[t] in _STOP]
    words_after = [t for t in range(stops[0], gap[1]) if tree.word[t]] if stops else []
    return not words_after


def _nearer(tree: Tree, cue: int, gap: Range) -> bool:
    return gap[0] <= cue < gap[1]


def _stands_alone(tree: Tree, gap: Range, quotation: Quotation) -> bool:
    """Whether a quotation begins a sentence of its own and fills it."""
    before = [t for t in range(*gap) if tree.word[t] or tree.lower[t] in _STOP]
    starts = not before or tree.lower[before[-1]] in _STOP
    return starts and quotation.last - quotation.first >= 4


def _utterance(tree: Tree, quotation: Quotation) -> bool:
    """Whether a quotation is more than a word or two in quotation marks."""
    inner = tree.lower[quotation.last - 1]
    size = sum(tree.word[t] for t in range(quotation.first, quotation.last))
    return size >= 3 or inner in (".", ",", "?", "!")


def _quotes(tree: Tree, t: int) -> bool:
    if tree.lower[t] == "according":
        return True
    entry = verbs().get((tree.lemma[t], ""))
    if entry is None:
        for k in tree.kids[t]:
            if (
                tree.dep[k] in ("prt", "prep", "advmod")
                and (tree.lemma[t], tree.lower[k]) in verbs()
            ):
                return True
    return entry is not None and "quote" in entry.frames


def _speaks(tree: Tree, t: int) -> bool:
    """Whether a quotation right after the verb is what is said: not so read “War and Peace”."""
    entry = verbs().get((tree.lemma[t], ""))
    hyphen = t > 0 and tree.lower[t - 1] == "-"
    return entry is not None and "that" in entry.frames and not hyphen


def _bare(tree: Tree, t: int) -> bool:
    """A relative clause by its label only: the parser's "X," said Y hung on X."""
    return not any(tree.tag[k] in ("WP", "WDT") for k in tree.kids[t])


def _mark_at(tree: Tree, quotation: Quotation) -> int:
    t = quotation.first
    while t > 0 and tree.doc[t - 1].idx >= quotation.start:
        t -= 1
    return t


def _after(tree: Tree, quotation: Quotation) -> int:
    t = quotation.last
    n = len(tree)
    while t < n and tree.doc[t].idx < quotation.end:
        t += 1
    return t


def _next_is(tree: Tree, gap: Range, mark: str) -> bool:
    return gap[0] < gap[1] and tree.lower[gap[0]] == mark


def _paragraph_bounds(tree: Tree) -> dict[int, Range]:
    out: dict[int, Range] = {}
    for t, number in enumerate(tree.paragraph):
        start, _ = out.get(number, (t, t))
        out[number] = (start, t + 1)
    return out
