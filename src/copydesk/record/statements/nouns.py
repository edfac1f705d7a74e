"""Nouns and adjectives as cues: her insistence on it; made the case that; is critical of it."""

from __future__ import annotations

from copydesk.record.statements.draft import Draft
from copydesk.record.statements.lexicon import Cue, adjectives, nouns
from copydesk.record.statements.negation import is_none
from copydesk.record.statements.sources import SUBJECTS, speaker_of
from copydesk.record.statements.told import told
from copydesk.record.statements.tree import Range, Tree, clean, runs, without
from copydesk.record.statements.verbs import cue_of, entry_of

# Verbs that add nothing to the noun: make a claim, issue a warning, have doubts.
LIGHT = {
    "make", "issue", "express", "voice", "give", "offer", "have", "raise", "deliver", "repeat",
    "reiterate", "renew", "take", "launch", "state", "release", "pay", "announce", "pledge",
    "lodge", "file", "level", "air", "share", "hold", "convey", "send", "step", "declare",
}  # fmt: skip
# Who answers a question does not put it.
_ANSWERED = {"answer", "face", "take", "dodge", "avoid", "ignore", "await", "field"}


def noun_draft(tree: Tree, i: int) -> Draft | None:
    """The statement that a noun makes, or None."""
    entry = nouns().get((tree.lemma[i], "")) if tree.pos[i] == "NOUN" else None
    if entry is None:
        return None
    answered = tree.dep[i] == "dobj" and tree.lemma[tree.head[i]] in _ANSWERED
    found = None if answered else _governed(tree, i, entry) or _apart(tree, i, entry)
    if found is None:
        return None
    content, cue = found
    if (
        tree.dep[i] == "pobj"
        and entry_of(tree, tree.head[tree.head[i]])
        and (tree.lower[tree.head[i]] in ("in", "on", "at", "during"))
    ):
        return None  # said in a statement that: the verb is the cue
    verb = tree.head[i] if tree.dep[i] == "dobj" and tree.lemma[tree.head[i]] in LIGHT else None
    source_token = tree.kid(i, "poss")
    if verb is not None and source_token is not None and tree.tag[source_token] == "PRP$":
        source_token = None  # she renewed her call: she is the one
    if source_token is None:
        for k in tree.kids[i]:
            if k > i and tree.lower[k] in ("by", "from") and tree.dep[k] in ("prep", "agent"):
                source_token = tree.kid(k, "pobj")
                content = without(content, (k, tree.right[k]))
    if verb is not None and source_token is None:
        source_token = speaker_of(tree, verb)
        cue = (cue_of(tree, verb)[0], cue[1])
    else:
        verb = None
    if source_token is None and "that" not in entry.frames and entry.act != "ask":
        return None
    none = any(tree.dep[k] == "det" and is_none(tree, k) for k in tree.kids[i])
    frame = "noun" if verb is None else "light"
    token = i if verb is None else verb
    content = clean(tree, content, cue)
    return told(tree, entry, token, cue, source_token, content, frame, negated=none)


def _apart(tree: Tree, i: int, entry: Cue) -> tuple[list[Range], Range] | None:
    """The clause that the parser hangs by the verb: voiced doubt, however, that it would."""
    verb = tree.head[i]
    if "that" not in entry.frames or tree.dep[i] != "dobj" or tree.lemma[verb] not in LIGHT:
        return None
    for k in tree.kids[verb]:
        marked = any(tree.dep[c] == "mark" and tree.lower[c] == "that" for c in tree.kids[k])
        if k > i and tree.dep[k] == "ccomp" and marked:
            return runs(tree.subtree(k)), (i, i + 1)
    return None


def adjective_draft(tree: Tree, i: int) -> Draft | None:
    """The statement that an adjective after "be" or "seem" makes, or None."""
    if tree.dep[i] not in ("acomp", "oprd", "ROOT", "conj", "ccomp", "advcl", "acl", "amod"):
        return None
    entry = adjectives().get((tree.lower[i], ""))
    found = _governed(tree, i, entry) if entry else None
    if entry is None or found is None:
        return None
    content, cue = found
    verb = tree.head[i] if tree.pos[tree.head[i]] in ("AUX", "VERB") else i
    source_token = tree.kid(i, *SUBJECTS)
    if source_token is None:
        source_token = speaker_of(tree, verb)
    if source_token is None or tree.lower[source_token] in ("it", "that", "this", "there"):
        return None
    if (
        tree.lemma[verb] == "be"
        and verb < i
        and not any(tree.word[t] and tree.head[t] not in (i, verb) for t in range(verb + 1, i))
    ):
        cue = (cue_of(tree, verb)[0], cue[1])
    content = clean(tree, content, cue)
    return told(tree, entry, i, cue, source_token, content, "adj", verb)


def _governed(tree: Tree, i: int, entry: Cue) -> tuple[list[Range], Range] | None:
    """Content and cue of a noun or adjective by what stands after it."""
    cue = (i, i + 1)
    for k in tree.kids[i]:
        if k < i:
            continue
        if tree.dep[k] in ("acl", "ccomp", "relcl", "advcl", "xcomp"):
            if any(tree.tag[c] == "TO" for c in tree.kids[k]):
                if "to" in entry.frames and tree.left[k] - i <= 3:
                    return runs(tree.subtree(k)), cue
            elif "that" in entry.frames and tree.tag[k] not in ("VBG", "VBN"):
                marks = [c for c in tree.kids[k] if tree.dep[c] == "mark"]
                if marks and tree.lower[marks[0]] in ("that", "whether", "if"):
                    return runs(tree.subtree(k)), cue
                if tree.dep[k] == "ccomp" and not marks:
                    return runs(tree.subtree(k)), cue
        if tree.dep[k] == "prep" and tree.lower[k] in entry.prepositions:
            if tree.kid(k, "pobj", "pcomp") is None:
                continue
            if k == i + 1:
                cue = (i, k + 1)
            return [(k + 1, tree.right[k])], cue
    return None
