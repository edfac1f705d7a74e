"""Needs: what a frame asks to stand beside its word, one function for each kind of need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from copydesk.record.events import clause
from copydesk.record.events.classes import of_class
from copydesk.record.events.frames import Need, lexicon
from copydesk.record.events.negation import is_negated
from copydesk.record.statements.tree import Tree


@dataclass(slots=True)
class Found:
    """What the needs of a frame find: nouns, and heads of clauses that are told or asked."""

    objects: list[int] = field(default_factory=list)
    complement: list[int] = field(default_factory=list)


_Check = Callable[[Tree, int, Need, Found], bool]


def meets(tree: Tree, i: int, need: Need, found: Found) -> bool:
    """Whether token i has what a need asks for; adds it to `found`.

    Raises:
        KeyError: A frame file asks for a kind of need that there is not.
    """
    return _CHECKS[need.kind](tree, i, need, found)


# Objects and subjects --------------------------------------------------------------------------


def _object(tree: Tree, i: int, need: Need, found: Found) -> bool:
    nouns = clause.objects(tree, i) if clause.is_verb(tree, i) else _beside_noun(tree, i)
    return _classed(tree, nouns, need.noun_class, found.objects)


def _beside_noun(tree: Tree, i: int) -> list[int]:
    """For a noun frame with "obj": itself must be the object of a verb."""
    return [i] if tree.dep[i] in ("dobj", "nsubjpass") else []


def _no_object(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return not any(of_class(tree, k, need.noun_class) for k in clause.objects(tree, i))


def _intransitive(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return not clause.objects(tree, i)


def _described_object(tree: Tree, i: int, need: Need, found: Found) -> bool:
    nouns = [clause.core(tree, o) for o in clause.objects(tree, i)]
    found.objects += nouns
    words = lexicon().classes[need.noun_class]
    return any(tree.lower[k] in words for o in nouns for k in tree.kids[o])


def _joint_object(tree: Tree, i: int, need: Need, found: Found) -> bool:
    nouns = clause.objects(tree, i)
    return any(tree.lower[k] in ("joint", "combined") for o in nouns for k in tree.kids[o])


def _object_from(tree: Tree, i: int, need: Need, found: Found) -> bool:
    patient = clause.objects(tree, i)
    held = [k for k in tree.kids[i] if tree.lower[k] == "from" and tree.dep[k] == "prep"]
    found.objects += patient
    found.complement += [p for k in held for p in tree.kids[k]]
    return bool(patient and held)


def _receiver(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return bool(clause.indirect(tree, i))


def _subject(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return _classed(tree, clause.subjects(tree, i), need.noun_class, []) or (
        clause.passive(tree, i) and _classed(tree, clause.objects(tree, i), need.noun_class, [])
    )


def _no_subject(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return not any(of_class(tree, k, need.noun_class) for k in clause.subjects(tree, i))


def _several_subjects(tree: Tree, i: int, need: Need, found: Found) -> bool:
    subjects = clause.subjects(tree, i)
    return len(subjects) > 1 or any(
        tree.tag[s] in ("NNS", "NNPS")
        or tree.lower[s] in ("they", "we", "both", "two", "three", "sides", "who", "pair")
        for s in subjects
    )


def _subject_of(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return tree.dep[i] in ("nsubj", "nsubjpass") and any(
        of_class(tree, k, need.noun_class) for k in clause.objects(tree, tree.head[i])
    )


def _subject_that_holds(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return tree.dep[i] == "nsubj" and tree.lemma[tree.head[i]] in ("hold", "last", "begin")


def _owned(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return tree.kid(i, "poss") is not None


# Prepositions ----------------------------------------------------------------------------------


def _phrase(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return _classed(tree, clause.phrases(tree, i, need.word), need.noun_class, found.objects)


def _no_phrase(tree: Tree, i: int, need: Need, found: Found) -> bool:
    nouns = clause.phrases(tree, i, need.word)
    if need.noun_class:
        return not any(of_class(tree, k, need.noun_class) for k in nouns)
    return not nouns


def _of_noun(tree: Tree, i: int, need: Need, found: Found) -> bool:
    """A phrase of a noun: what is after "of" is its object, who is after "with" is not."""
    kind = need.kind
    nouns = clause.agents(tree, i) if kind == "by" else clause.phrase(tree, i, kind)
    told = found.objects if kind in ("of", "into", "for", "in") else []
    return _classed(tree, nouns, need.noun_class, told)


# The verb's own form ---------------------------------------------------------------------------


def _future(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return clause.modal(tree, i) in ("will", "would", "shall", "can", "could")


def _active(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return not clause.passive(tree, i)


def _passive(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return clause.passive(tree, i)


def _not_without_agent(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return not clause.passive(tree, i) or bool(clause.agents(tree, i))


def _without_agent(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return clause.passive(tree, i) and not clause.agents(tree, i)


def _no_particle(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return tree.kid(i, "prt") is None


def _no_predicate(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return tree.kid(i, "oprd") is None


# Clauses ---------------------------------------------------------------------------------------


def _infinitive(tree: Tree, i: int, need: Need, found: Found) -> bool:
    for k in tree.kids[i]:
        if tree.tag[k] != "VB" or k <= i or clause.modal(tree, k) != "to":
            continue
        wanted = ("xcomp", "acl", "ccomp", "relcl") if tree.pos[i] == "NOUN" else ("xcomp", "ccomp")
        if tree.dep[k] in (*wanted, "advcl") and tree.kid(k, "nsubj") is None:
            name = need.noun_class
            held = lexicon().classes[name] if name else None
            if (
                held is not None
                and tree.lemma[k] not in held
                and not any(of_class(tree, o, name) for o in clause.objects(tree, k))
            ):
                continue
            found.complement.append(k)
            return True
    return False


def _no_infinitive(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return not _infinitive(tree, i, need, Found())


def _urged(tree: Tree, i: int, need: Need, found: Found) -> bool:
    """Urged X to do it: X is the verb's object or, in some parses, the infinitive's subject."""
    for k in tree.kids[i]:
        if tree.tag[k] != "VB" or k <= i or clause.modal(tree, k) not in ("to", ""):
            continue
        if tree.dep[k] not in ("xcomp", "ccomp", "advcl"):
            continue
        own = tree.kid(k, "nsubj", "nsubjpass")
        patient = clause.objects(tree, i)
        if own is not None and own > i and tree.tag[k] == "VB":
            found.objects += clause.with_conjuncts(tree, own)
        elif patient and clause.modal(tree, k) == "to":
            found.objects += patient
        else:
            continue
        found.complement.append(k)
        return True
    return False


def _for_somebody_to(tree: Tree, i: int, need: Need, found: Found) -> bool:
    heads = [
        k
        for k in tree.kids[i]
        if tree.dep[k] == "xcomp" and any(tree.lower[m] == "for" for m in tree.kids[k])
    ]
    found.complement += heads
    found.objects += [s for k in heads for s in tree.kids[k] if tree.dep[s] == "nsubj"]
    return bool(heads)


def _let_go(tree: Tree, i: int, need: Need, found: Found) -> bool:
    gone = [k for k in tree.kids[i] if tree.lemma[k] in ("go", "leave") and tree.tag[k] == "VB"]
    found.objects += [s for k in gone for s in tree.kids[k] if tree.dep[s] == "nsubj"]
    return bool(found.objects)


def _that(tree: Tree, i: int, need: Need, found: Found) -> bool:
    heads = [
        k
        for k in tree.kids[i]
        if tree.dep[k] in ("ccomp", "acl", "relcl")
        and tree.left[k] > i
        and (need.noun_class != "wish" or _wish(tree, k))
        and (tree.pos[i] != "NOUN" or _that_clause(tree, k))
    ]
    found.complement += heads
    return bool(heads)


def _that_clause(tree: Tree, k: int) -> bool:
    """ "The demand that they leave", not "the demand that they rejected"."""
    first = tree.left[k]
    return tree.lower[first] == "that" and tree.dep[first] == "mark"


def _wish(tree: Tree, k: int) -> bool:
    """A clause that tells what shall be, not what is: "that he attend", "that he should"."""
    if clause.modal(tree, k) in ("should", "must"):
        return True
    subject = tree.kid(k, "nsubj", "nsubjpass")
    if tree.tag[k] == "VBP" and tree.lemma[tree.head[k]] in ("suggest", "propose", "recommend"):
        return True
    if tree.tag[k] == "VBP" and subject is not None and tree.tag[subject] in ("NN", "NNP"):
        return len(clause.with_conjuncts(tree, subject)) == 1
    return (
        (tree.tag[k] == "VB" and not any(tree.dep[a] == "aux" for a in tree.kids[k]))
        or (
            any(tree.lower[a] == "be" and tree.dep[a] in ("auxpass", "aux") for a in tree.kids[k])
            and clause.modal(tree, k) == ""
        )
        or tree.lower[k] == "be"
    )


def _told(tree: Tree, i: int, need: Need, found: Found) -> bool:
    heads = [k for k in tree.kids[i] if tree.dep[k] == "ccomp"]
    found.complement += heads
    return bool(heads)


def _gerund(tree: Tree, i: int, need: Need, found: Found) -> bool:
    heads = _gerunds(tree, i)
    if need.noun_class:
        heads = [k for k in heads if tree.lemma[k] in lexicon().classes[need.noun_class]]
    found.complement += heads
    return bool(heads)


def _no_gerund(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return not _gerunds(tree, i)


def _gerunds(tree: Tree, i: int) -> list[int]:
    return [k for k in tree.kids[i] if tree.dep[k] in ("xcomp", "ccomp") and tree.tag[k] == "VBG"]


# Turns of phrase -------------------------------------------------------------------------------


def _said(tree: Tree, i: int, need: Need, found: Found) -> bool:
    """ "Said no to", "said yes to"."""
    return tree.lower[i + 1 : i + 3] == [need.kind.removeprefix("said"), "to"]


def _said_behind(tree: Tree, i: int, need: Need, found: Found) -> bool:
    heads = [
        k
        for k in tree.kids[i]
        if tree.dep[k] == "ccomp" and any(tree.lower[t] == "behind" for t in tree.kids[k])
    ]
    found.complement += heads
    return bool(heads)


def _critical_of(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return any(tree.lower[k] in ("critical", "scornful", "contemptuous") for k in tree.kids[i])


def _found_guilty(tree: Tree, i: int, need: Need, found: Found) -> bool:
    return any(tree.lower[k] == "guilty" for k in tree.subtree(i))


def _called_names(tree: Tree, i: int, need: Need, found: Found) -> bool:
    patient = clause.objects(tree, i)
    slurs = [k for k in tree.kids[i] if tree.dep[k] in ("oprd", "xcomp", "ccomp", "dobj", "attr")]
    if not any(_slur(tree, k) for k in slurs):
        return False
    inner = [s for k in slurs for s in tree.kids[k] if tree.dep[s] == "nsubj"]
    found.objects += inner or patient
    return True


def _called_baseless(tree: Tree, i: int, need: Need, found: Found) -> bool:
    """ "Called the report baseless", "described it as a rumour"."""
    said = [k for k in tree.kids[i] if tree.dep[k] in ("oprd", "xcomp", "ccomp", "attr", "acomp")]
    said += clause.phrase(tree, i, "as")
    said += [k for p in tree.kids[i] if tree.lower[p] == "as" for k in tree.kids[p]]
    words = [k for k in said if of_class(tree, k, "baseless")]
    inner = [s for k in words for s in tree.kids[k] if tree.dep[s] == "nsubj"]
    told = inner or clause.objects(tree, i)
    found.objects += told
    return bool(words and told)


def _wont(tree: Tree, i: int, need: Need, found: Found) -> bool:
    """ "Would not pay": what somebody can will and will not do."""
    if clause.modal(tree, i) not in ("will", "would", "shall", "wo") or clause.passive(tree, i):
        return False
    return is_negated(tree, i) and tree.lemma[i] not in lexicon().classes["unwilled"]


def _slur(tree: Tree, k: int) -> bool:
    return of_class(tree, k, "slur") or any(of_class(tree, s, "slur") for s in tree.kids[k])


def _held_responsible(tree: Tree, i: int, need: Need, found: Found) -> bool:
    word = [k for k in tree.subtree(i) if tree.lower[k] in ("responsible", "accountable", "liable")]
    inner = [s for k in word for s in tree.kids[k] if tree.dep[s] == "nsubj"]
    found.objects += inner or clause.objects(tree, i)
    return bool(word)


def _classed(tree: Tree, nouns: list[int], name: str, out: list[int]) -> bool:
    """Whether there are nouns, one of them of a class where it is named; adds them all."""
    if name and not any(of_class(tree, k, name) for k in nouns):
        return False
    out += nouns
    return bool(nouns)


_CHECKS: dict[str, _Check] = {
    "obj": _object,
    "!obj": _no_object,
    "-obj": _intransitive,
    "objmod": _described_object,
    "joint": _joint_object,
    "obj+from": _object_from,
    "iobj": _receiver,
    "subj": _subject,
    "!subj": _no_subject,
    "plural": _several_subjects,
    "subj_of": _subject_of,
    "subj_hold": _subject_that_holds,
    "poss": _owned,
    "+": _phrase,
    "!+": _no_phrase,
    **dict.fromkeys(("of", "by", "with", "between", "into", "for", "in", "on"), _of_noun),
    "will": _future,
    "active": _active,
    "pass": _passive,
    "!noagent": _not_without_agent,
    "noagent": _without_agent,
    "-prt": _no_particle,
    "-oprd": _no_predicate,
    "to": _infinitive,
    "!to": _no_infinitive,
    "objto": _urged,
    "forto": _for_somebody_to,
    "letgo": _let_go,
    "that": _that,
    "ccl": _told,
    "ing": _gerund,
    "!ing": _no_gerund,
    "saidno": _said,
    "saidyes": _said,
    "saidbehind": _said_behind,
    "criticalof": _critical_of,
    "foundguilty": _found_guilty,
    "as_slur": _called_names,
    "as_baseless": _called_baseless,
    "wont": _wont,
    "obj_responsible": _held_responsible,
}
