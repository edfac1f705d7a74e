"""Repair: small, sure corrections to a parse before events are read from it.

The small English model takes the gerund in "denied occupying homes" for an adjective of its
object, the infinitive in "agreed at talks to free them" for what the talks are for, and the
participle in "wants the truce prolonged" for a clause about the truce.
"""

from __future__ import annotations

from copydesk.record.statements.tree import Tree

# Verbs that a gerund completes: "denied, proposed, stopped doing it".
_BEFORE_GERUND = frozenset(
    """deny propose suggest avoid consider stop cease halt begin start resume continue recommend
    favour favor oppose threaten risk delay postpone finish admit advocate contemplate mull
    discuss justify finish keep quit""".split()
)


# Verbs that an infinitive completes across a phrase: "agreed at talks in Oslo to free them".
_BEFORE_INFINITIVE = frozenset(
    "agree refuse decline decide pledge promise vow threaten offer".split()
)
_ASIDE = frozenset("at in during after on".split())
# Verbs whose object and participle say what is wanted: "wants the truce prolonged".
_WANTS = frozenset("want need like prefer wish".split())
# Verbs that ask somebody with a preposition: "pleaded with them to", "called for him to".
_ASKS = frozenset("plead appeal call push press ask beg lobby wait argue clamour campaign".split())


def repair(tree: Tree) -> None:
    """Put right what the model often gets wrong. Changes the tree."""
    _gerunds(tree)
    _parallels(tree)
    for i in range(1, len(tree)):
        if tree.tag[i] == "VB" and tree.dep[i] == "acl":
            _over_a_phrase(tree, i)
        elif tree.tag[i] == "VBN" and tree.dep[i] == "acl":
            _wanted(tree, i)
        elif tree.tag[i] == "VBN" and tree.dep[i] == "amod":
            _verb_of_root(tree, i)
        elif tree.tag[i] == "VBD" and tree.dep[i] == "amod":
            _verb_with_subject(tree, i)
        elif tree.tag[i] in ("VBD", "VBN") and tree.dep[i] == "csubj":
            _participle(tree, i)
        elif tree.tag[i] == "VBD" and tree.dep[i] == "conj":
            _finite_conjunct(tree, i)
        elif tree.lower[i] == "that" and tree.dep[i] == "mark" and tree.lower[i + 1] == ",":
            _object_that(tree, i)
        if tree.tag[i] in ("VB", "VBN") and tree.dep[i] in ("pcomp", "advcl"):
            _asked(tree, i)


def _verb_of_root(tree: Tree, i: int) -> None:
    """ "Peru blocked access", read as a name with an adjective: the participle is the verb."""
    noun = tree.head[i]
    subject = tree.head[noun]
    if tree.dep[noun] != "dobj" or tree.pos[subject] not in ("PROPN", "NOUN"):
        return
    if tree.head[subject] != subject or subject > i or tree.left[noun] != i:
        return
    over = [k for k in tree.kids[subject] if k > i]
    tree.kids[noun].remove(i)
    tree.head[i], tree.dep[i], tree.pos[i], tree.tag[i] = i, "ROOT", "VERB", "VBD"
    tree.left[i], tree.right[i] = tree.left[subject], tree.right[subject]
    for k in (subject, *over):
        if k != subject:
            tree.kids[subject].remove(k)
        tree.head[k] = i
    tree.dep[subject] = "nsubj"
    tree.right[subject], tree.left[noun] = i, i + 1
    tree.kids[i] = sorted([*tree.kids[i], subject, *over])


def _verb_with_subject(tree: Tree, i: int) -> None:
    """ "The parties last swapped captives", read as captives that the parties last swapped."""
    noun = tree.head[i]
    if tree.kid(i, "nsubj") is None or tree.head[noun] != noun or noun < i:
        return
    over = [k for k in tree.kids[noun] if k > noun and tree.dep[k] in ("prep", "punct", "advcl")]
    for k in over:
        _move(tree, k, i, tree.dep[k])
    tree.kids[noun].remove(i)
    tree.head[i], tree.dep[i], tree.pos[i] = i, "ROOT", "VERB"
    tree.left[i], tree.right[i] = min(tree.left[i], tree.left[noun]), tree.right[noun]
    tree.left[noun] = i + 1
    tree.right[noun] = min([tree.right[noun], *(tree.left[k] for k in over)])
    tree.head[noun], tree.dep[noun] = i, "dobj"
    tree.kids[i] = sorted([*tree.kids[i], noun])


def _finite_conjunct(tree: Tree, i: int) -> None:
    """ "Urged them to return and offered its services": joined to urged, not to return."""
    infinitive = tree.head[i]
    finite = tree.head[infinitive]
    joined = tree.tag[infinitive] == "VB" and tree.dep[infinitive] in ("xcomp", "ccomp")
    marked = any(tree.tag[k] == "TO" for k in tree.kids[infinitive])
    if joined and marked and tree.tag[finite] in ("VBD", "VBZ") and finite < infinitive < i:
        _move(tree, i, finite, "conj")
        tree.right[infinitive] = min(tree.right[infinitive], i)
        for k in [k for k in tree.kids[infinitive] if tree.dep[k] == "cc" and k < i]:
            tree.right[infinitive] = min(tree.right[infinitive], k)


def _object_that(tree: Tree, i: int) -> None:
    """ "Orla rejected that, his aides said": what she rejected, not what they said."""
    verb = i - 1
    if tree.tag[verb] == "VBD" and tree.kid(verb, "dobj") is None:
        over = tree.head[i]
        _move(tree, i, verb, "dobj")
        tree.pos[i] = "PRON"
        tree.right[verb] = max(tree.right[verb], i + 1)
        tree.left[over] = min([over, *(tree.left[k] for k in tree.kids[over])])


def _participle(tree: Tree, i: int) -> None:
    """ "A meeting planned for Friday will not take place": planned is no verb of its own."""
    noun, over = tree.kid(i, "nsubj", "nsubjpass"), tree.head[i]
    if noun is None or tree.kid(i, "dobj", "aux", "mark") is not None or over < i:
        return
    _move(tree, noun, over, "nsubj")
    _move(tree, i, noun, "acl")
    tree.tag[i], tree.right[noun] = "VBN", tree.right[i]
    tree.left[i] = i


def _over_a_phrase(tree: Tree, i: int) -> None:
    """ "Agreed at talks in Oslo to free them": agreed to free."""
    noun = tree.head[i]
    for _ in range(4):
        lead = tree.head[noun]
        if tree.dep[noun] != "pobj" or tree.lower[lead] not in _ASIDE:
            return
        verb = tree.head[lead]
        if tree.tag[verb].startswith("VB"):
            if tree.lemma[verb] in _BEFORE_INFINITIVE and tree.lower[i - 1] == "to":
                _move(tree, i, verb, "xcomp")
                for t in range(lead, i - 1):
                    tree.right[t] = min(tree.right[t], tree.left[i])
            return
        noun = verb


def _wanted(tree: Tree, i: int) -> None:
    """ "Wants the first phase of the truce prolonged": that it be prolonged."""
    noun = tree.head[i]
    while tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] == "of":
        noun = tree.head[tree.head[noun]]
    verb = tree.head[noun]
    if tree.dep[noun] == "dobj" and tree.lemma[verb] in _WANTS and tree.right[noun] >= i:
        _move(tree, i, verb, "ccomp")
        _move(tree, noun, i, "nsubjpass")
        tree.left[i] = min(tree.left[i], tree.left[noun])


def _asked(tree: Tree, i: int) -> None:
    """ "Pleaded with the union to talk", "called for the minister to be sacked"."""
    patient = tree.kid(i, "nsubj", "nsubjpass")
    if patient is None or tree.lower[i - 1] not in ("to", "be") or patient > i:
        return
    lead = tree.head[i] if tree.dep[i] == "pcomp" else tree.kid(i, "mark")
    verb = tree.head[lead] if tree.dep[i] == "pcomp" and lead is not None else tree.head[i]
    if (
        lead is None
        or tree.lower[lead] not in ("with", "for", "to")
        or tree.lemma[verb] not in _ASKS
    ):
        return
    if tree.lower[lead] == "for":
        _move(tree, i, verb, "xcomp")
        return
    _move(tree, patient, lead, "pobj")
    tree.right[lead] = max(tree.right[lead], tree.right[patient])
    _move(tree, i, verb, "xcomp")


def _gerunds(tree: Tree) -> None:
    """Give gerunds after some verbs their objects back."""
    for i in range(1, len(tree)):
        if tree.tag[i] == "VBG" and tree.dep[i] == "advcl":
            verb = tree.head[i]
            ruled = tree.lemma[verb] == "rule" and tree.lower[i - 1] == "out" and verb == i - 2
            if ruled or (verb == i - 1 and tree.lemma[verb] in _BEFORE_GERUND):
                tree.dep[i] = "xcomp"  # "ruled out discussing it"
            continue
        if tree.tag[i] != "VBG" or tree.dep[i] not in ("amod", "compound"):
            continue
        noun, verb = tree.head[i], i - 1
        if tree.dep[noun] != "dobj" or tree.head[noun] != verb or noun < i:
            continue
        if tree.lemma[verb] in _BEFORE_GERUND and not any(
            tree.dep[k] in ("det", "poss") for k in tree.kids[noun] if k < i
        ):
            _move(tree, i, verb, "xcomp")
            _move(tree, noun, i, "dobj")
            tree.left[i], tree.right[i] = i, tree.right[noun]
            tree.left[noun] = i + 1
            tree.pos[i] = "VERB"


def _parallels(tree: Tree) -> None:
    """ "Orla of Peru and Aldo of Chile": Aldo is joined to Orla, not to Peru."""
    for i in range(2, len(tree) - 1):
        if tree.dep[i] != "conj" or tree.pos[i] != "PROPN" or tree.lower[i + 1] != "of":
            continue
        place = tree.head[i]
        lead = tree.head[place]
        one = tree.head[lead]
        named = tree.pos[place] == tree.pos[one] == "PROPN"
        if named and tree.dep[place] == "pobj" and tree.lower[lead] == "of" and one < lead:
            _move(tree, i, one, "conj")


def _move(tree: Tree, token: int, head: int, dep: str) -> None:
    tree.kids[tree.head[token]].remove(token)
    tree.head[token], tree.dep[token] = head, dep
    tree.kids[head] = sorted([*tree.kids[head], token])
