"""Verbs as cues: what they govern is the content."""

from __future__ import annotations

from copydesk.record.statements.draft import Draft
from copydesk.record.statements.governed import (
    active,
    has_to,
    passive,
    relative,
    rest,
    through_occasion,
)
from copydesk.record.statements.lexicon import Cue, verbs
from copydesk.record.statements.sources import SUBJECTS, is_passive, speaker_of, words_of
from copydesk.record.statements.told import told
from copydesk.record.statements.tree import Range, Tree, clean, runs

# Verbs that lead up to a cue: went on to say, began criticising, continued to insist.
_LEADING = {"go", "continue", "begin", "start", "proceed", "try", "help", "use", "keep", "stop"}
_LEFT_OF_CUE = {"aux", "auxpass", "neg", "advmod"}


def entry_of(tree: Tree, i: int) -> tuple[Cue, int | None] | None:
    """The lexicon's entry for a verb and its particle, if it has one."""
    if tree.pos[i] not in ("VERB", "AUX") or tree.dep[i] in ("aux", "auxpass"):
        return None
    lexicon = verbs()
    for k in tree.kids[i]:
        if tree.dep[k] == "prt" or (tree.dep[k] in ("prep", "advmod", "dobj") and k == i + 1):
            entry = lexicon.get((tree.lemma[i], tree.lower[k]))
            if entry:
                return entry, k
    entry = lexicon.get((tree.lemma[i], ""))
    return (entry, None) if entry else None


def cue_of(tree: Tree, verb: int, particle: int | None = None) -> Range:
    """The words of a cue in one run: the verb with its auxiliaries, adverbs and particle.

    Verbs that lead up to it belong to it: was quoted as saying, went on to say.
    """
    end = verb + 2 if particle is not None and particle == verb + 1 else verb + 1
    start = _run_up(tree, verb)
    for _ in range(2):
        above = tree.head[verb]
        if tree.dep[verb] == "pcomp" and tree.lower[above] == "as":
            quoting = tree.head[above]
            if tree.lemma[quoting] not in ("quote", "cite") or above != start - 1:
                break
            above = quoting
        elif (
            tree.dep[verb] != "xcomp"
            or tree.tag[verb] not in ("VB", "VBG")
            or tree.lemma[above] not in _LEADING
            or not above < start <= above + 2
        ):
            break
        start, verb = _run_up(tree, above), above
    return (start, end)


def _run_up(tree: Tree, verb: int) -> int:
    start = verb
    while start > 0 and tree.head[start - 1] == verb and tree.dep[start - 1] in _LEFT_OF_CUE:
        start -= 1
    return start


def verb_drafts(tree: Tree, i: int, entry: Cue, particle: int | None) -> list[Draft]:
    """The statement that a verb makes by what it governs; at most one, none if no frame fits."""
    if _tells_nothing(tree, i, entry):
        return []
    passive_ = is_passive(tree, i)
    cue = cue_of(tree, i, particle)
    found = passive(tree, i, entry, cue) if passive_ else active(tree, i, entry, cue)
    if found is None and not passive_:
        clause = through_occasion(tree, i) if "that" in entry.frames else None
        if clause is not None:
            found = runs(tree.subtree(clause)), cue, "that"
    if found is None and not passive_:
        found = relative(tree, i, entry, cue) or rest(tree, i, entry, cue)
    if found is None:
        return []
    content, cue, frame = found
    content = clean(tree, content, cue)
    if not content:
        return []
    source_token = speaker_of(tree, i)
    if entry.act == "appear":
        # Nobody is named to whom it appears; who appears to do it is part of what is told.
        own = None if source_token is None else words_of(tree, source_token, cue)
        content = clean(tree, [own, *content], cue) if own and frame == "to" else content
        return [Draft(cue, i, None, None, content, entry.lemma, entry.act, frame=frame)]
    if source_token is None and not passive_ and (has_to(tree, i) or tree.dep[i] == "csubj"):
        return []  # it is hard to see that: nobody sees it
    content = _cut_short(tree, i, content, source_token)
    if frame == "that" and source_token is not None:
        content = _until_next_cue(tree, i, content, source_token)
    draft = told(tree, entry, i, cue, source_token, content, frame)
    return [draft] if draft else []


def _tells_nothing(tree: Tree, i: int, entry: Cue) -> bool:
    """Whether nothing is told at all: answered questions; the minister, asked about it, ..."""
    if entry.act == "reply":
        object_ = tree.kid(i, "dobj")
        return object_ is not None and tree.lemma[object_] == "question"
    return (
        tree.lower[i - 1 : i] == [","]
        and tree.lower[i] in ("asked", "pressed")
        and tree.lower[i + 1 : i + 2] != []
        and tree.lower[i + 1] in ("about", "whether", "if", "why", "how", "what", "when", "on")
    )


# Verbs whose participle after a comma goes on with what the sentence's speaker says.
_GOING_ON = {"say", "add", "note", "warn", "stress", "insist", "argue", "explain"}


_UNNAMED = {"anonymity", "identified", "named", "quoted", "anonymous"}


def _cut_short(tree: Tree, i: int, content: list[Range], speaker: int | None) -> list[Range]:
    """Content cut where the parser has hung on it what the speaker does next.

    "Refused to yield and called for talks", "denied that he had paid, saying that ...".
    """
    for k in range(max(content[0][0], i + 1), content[-1][1]):
        if tree.quote[k] >= 0 or tree.pos[k] != "VERB" or tree.kid(k, *SUBJECTS) is not None:
            continue
        above = tree.head[k]
        joined = (
            tree.dep[k] == "conj"
            and tree.tag[k] == tree.tag[i] in ("VBD", "VBZ", "VBP")
            and tree.tag[above] == "VB"
            and tree.dep[above] == "xcomp"
            and tree.head[above] == i
        )
        going_on = (
            tree.dep[k] == "advcl"
            and tree.tag[k] == "VBG"
            and tree.lower[k - 1] == ","
            and above != i
            and (_goes_on(tree, k) or _describes(tree, k))
        )
        hidden = (
            tree.dep[k] == "advcl"
            and tree.tag[k] == "VBG"
            and tree.lower[k] in ("asking", "speaking", "requesting")
            and tree.lower[k - 1] == ","
            and any(tree.lower[t] in _UNNAMED for t in range(k, tree.right[k]))
        )
        if not (joined or going_on or hidden):
            continue
        if speaker is not None:
            tree.shared[k] = speaker
        cut = k
        while cut > i and (tree.dep[cut - 1] in ("cc", "advmod") or not tree.word[cut - 1]):
            cut -= 1
        return [(start, min(stop, cut)) for start, stop in content if start < cut]
    return content


def _goes_on(tree: Tree, participle: int) -> bool:
    """ "..., adding that it was late"."""
    return tree.lemma[participle] in _GOING_ON and tree.kid(participle, "ccomp") is not None


def _describes(tree: Tree, participle: int) -> bool:
    """ "..., calling it a trap"."""
    entry = entry_of(tree, participle)
    described = tree.kid(participle, "oprd") is not None or any(
        tree.dep[k] == "prep" and tree.lower[k] == "as" for k in tree.kids[participle]
    )
    return entry is not None and "as" in entry[0].frames and described


def _until_next_cue(tree: Tree, i: int, content: list[Range], speaker: int) -> list[Range]:
    """Content cut where the same speaker goes on: said it was wrong and warned that ...

    The parser hangs the second verb on the first clause; here it shares the speaker instead.
    """
    end = content[-1][1]
    for k in range(max(content[0][0], i + 1), end):
        if tree.dep[k] != "conj" or tree.tag[k] != tree.tag[i] or tree.quote[k] >= 0:
            continue
        found = entry_of(tree, k)
        if found is None or "that" not in found[0].frames or tree.kid(k, *SUBJECTS) is not None:
            continue
        if tree.head[k] < i or entry_of(tree, tree.head[k]) is not None:
            continue
        if tree.kid(k, "ccomp", "dobj", "xcomp", "prep") is None:
            continue
        tree.shared[k] = speaker
        cut = k
        while cut > i and (tree.dep[cut - 1] in ("cc", "advmod") or not tree.word[cut - 1]):
            cut -= 1
        return [(start, min(stop, cut)) for start, stop in content if start < cut]
    return content
