"""Match: whether a frame fits a word of the text, and what it finds beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from copydesk.record.events import clause
from copydesk.record.events.frames import Entry, Frame, Need, lexicon
from copydesk.record.statements.tree import Tree

_POS = {"VERB": "v", "NOUN": "n", "ADJ": "a", "AUX": "v", "PROPN": "n"}
_ACTOR_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_ACTOR_PRONOUNS = frozenset("he she they him her them us we i me who whom it you".split())
_OFFICES = frozenset(
    """minister president premier chancellor king queen prince envoy ambassador secretary
    leader chief general official counterpart colleague spokesman spokeswoman spokesperson
    negotiator delegation team government ministry parliament army rebel militia party union
    opposition mediator commander mayor governor senator diplomat council commission side
    country nation predecessor successor aide adviser advisor delegate representative
    director head chairman member lawmaker group family resident protester company fighter
    faction chairwoman commissioner pope bishop journalist observer agency authority police
    guard""".split()
)


_MAY_BE_ANYBODY = frozenset({"detained", "person_like", "person"})
_DOERS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "crat", "ee", "ary")
_PEOPLE = (
    "person_like",
    "armed",
    "worker",
    "protester",
    "officials",
    "envoys",
    "official",
    "delegation",
    "detained",
    "refugee",
    "suspect",
    "union",
    "police",
    "parliament",
    "crowd",
    "actors",
)


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits. `objects` are nouns, `complement` the heads of clauses, told or asked."""

    frame: Frame
    head: int
    objects: tuple[int, ...]
    complement: tuple[int, ...]
    particle: int | None = None


def match(tree: Tree, i: int) -> Match | None:
    """The most demanding frame that fits the token, if any does."""
    pos = _POS.get(tree.pos[i])
    if pos is None:
        return None
    if clause.is_verb(tree, i):
        pos = "v"
    entries = lexicon().entries
    found = entries.get((pos, tree.lemma[i]), ())
    if tree.lower[i] != tree.lemma[i]:
        found = (*entries.get((pos, tree.lower[i]), ()), *found)
    if not found and pos == "v" and tree.lower[i].endswith(("ed", "ing")):
        # The lemmatizer makes "stag" of "staged".
        found = entries.get((pos, tree.lemma[i] + "e"), ())
    if not found:
        return None
    for entry in found:
        fitted = _fit(tree, i, entry)
        if fitted is not None:
            return fitted
    return None


def _fit(tree: Tree, i: int, entry: Entry) -> Match | None:
    frame, particle = entry.frame, None
    if entry.particle:
        particle = _particle(tree, i, entry)
        if particle is None:
            return None
    objects: list[int] = []
    complement: list[int] = []
    for need in frame.needs:
        if not _meets(tree, i, need, objects, complement):
            return None
    if frame.pos == "v" and not any(n.kind in ("obj", "+", "pass") for n in frame.needs):
        objects = objects or clause.objects(tree, i)
    if frame.pos == "v" and not complement:
        complement = [
            k
            for k in tree.kids[i]
            if tree.dep[k] in ("xcomp", "ccomp") and tree.left[k] > i and tree.lower[k] != "said"
        ]
    return Match(frame, i, tuple(objects), tuple(complement), particle)


_PARTICLES = frozenset("prt advmod prep acomp oprd dobj xcomp ccomp dep".split())


def _particle(tree: Tree, i: int, entry: Entry) -> int | None:
    """The second word of a unit: after a verb within a few words, right before a noun."""
    words = entry.particle.split(" ")
    if entry.frame.pos == "n":
        return i - 1 if i and tree.lower[i - 1] == words[-1] else None
    for k in tree.kids[i]:
        if tree.lower[k] != words[-1] or k <= i:
            continue
        between = tree.lower[i + 1 : k]
        if tree.dep[k] in _PARTICLES and all(w in between for w in words[:-1]):
            return k
    if i + 1 < len(tree) and tree.lower[i + 1] == words[0] and len(words) == 1:
        return (
            i + 1
            if tree.dep[i + 1] in ("prt", "advmod", "acomp", "ccomp", "xcomp", "amod")
            else None
        )
    return None


def _meets(tree: Tree, i: int, need: Need, objects: list[int], complement: list[int]) -> bool:
    """Whether a need is met; adds what it found."""
    kind, name = need.kind, need.noun_class
    if kind == "obj":
        found = clause.objects(tree, i) if clause.is_verb(tree, i) else _beside_noun(tree, i)
        return _classed(tree, found, name, objects)
    if kind == "+":
        return _classed(tree, clause.phrases(tree, i, need.word), name, objects)
    if kind == "!obj":
        return not any(of_class(tree, k, name) for k in clause.objects(tree, i))
    if kind == "!subj":
        return not any(of_class(tree, k, name) for k in clause.subjects(tree, i))
    if kind == "!+":
        found = clause.phrases(tree, i, need.word)
        return not (any(of_class(tree, k, name) for k in found) if name else found)
    if kind == "will":
        return clause.modal(tree, i) in ("will", "would", "shall", "can", "could")
    if kind == "active":
        return not clause.passive(tree, i)
    if kind == "!noagent":
        return not clause.passive(tree, i) or bool(clause.agents(tree, i))
    if kind == "noagent":
        return clause.passive(tree, i) and not clause.agents(tree, i)
    if kind == "-prt":
        return tree.kid(i, "prt") is None
    if kind == "-oprd":
        return tree.kid(i, "oprd") is None
    if kind == "!to":
        return not _infinitive(tree, i, name, [])
    if kind == "forto":
        found = [
            k
            for k in tree.kids[i]
            if tree.dep[k] == "xcomp" and any(tree.lower[m] == "for" for m in tree.kids[k])
        ]
        complement += found
        objects += [s for k in found for s in tree.kids[k] if tree.dep[s] == "nsubj"]
        return bool(found)
    if kind == "objmod":
        found = [clause.core(tree, o) for o in clause.objects(tree, i)]
        objects += found
        return any(tree.lower[k] in lexicon().classes[name] for o in found for k in tree.kids[o])
    if kind == "-obj":
        return not clause.objects(tree, i)
    if kind == "subj":
        return _classed(tree, clause.subjects(tree, i), name, []) or (
            clause.passive(tree, i) and _classed(tree, clause.objects(tree, i), name, [])
        )
    if kind == "to":
        return _infinitive(tree, i, name, complement)
    if kind == "objto":
        return _urged(tree, i, objects, complement)
    if kind == "that":
        found = [
            k
            for k in tree.kids[i]
            if tree.dep[k] in ("ccomp", "acl", "relcl")
            and tree.left[k] > i
            and (name != "wish" or _wish(tree, k))
            and (tree.pos[i] != "NOUN" or _that_clause(tree, k))
        ]
        complement += found
        return bool(found)
    if kind in ("saidno", "saidyes"):
        return tree.lower[i + 1 : i + 3] == [kind.removeprefix("said"), "to"]
    if kind == "saidbehind":
        found = [
            k
            for k in tree.kids[i]
            if tree.dep[k] == "ccomp" and any(tree.lower[t] == "behind" for t in tree.kids[k])
        ]
        complement += found
        return bool(found)
    if kind == "joint":
        found = clause.objects(tree, i)
        return any(tree.lower[k] in ("joint", "combined") for o in found for k in tree.kids[o])
    if kind == "criticalof":
        return any(tree.lower[k] in ("critical", "scornful", "contemptuous") for k in tree.kids[i])
    if kind == "foundguilty":
        return any(tree.lower[k] == "guilty" for k in tree.subtree(i))
    if kind == "letgo":
        found = [
            k for k in tree.kids[i] if tree.lemma[k] in ("go", "leave") and tree.tag[k] == "VB"
        ]
        objects += [s for k in found for s in tree.kids[k] if tree.dep[s] == "nsubj"]
        return bool(objects)
    if kind == "subj_hold":
        return tree.dep[i] == "nsubj" and tree.lemma[tree.head[i]] in ("hold", "last", "begin")
    if kind == "ccl":
        found = [k for k in tree.kids[i] if tree.dep[k] == "ccomp"]
        complement += found
        return bool(found)
    if kind in ("ing", "!ing"):
        found = [
            k for k in tree.kids[i] if tree.dep[k] in ("xcomp", "ccomp") and tree.tag[k] == "VBG"
        ]
        if kind == "!ing":
            return not found
        if name:
            found = [k for k in found if tree.lemma[k] in lexicon().classes[name]]
        complement += found
        return bool(found)
    if kind == "plural":
        return _several(tree, clause.subjects(tree, i))
    if kind == "pass":
        return clause.passive(tree, i)
    if kind == "iobj":
        return bool(clause.indirect(tree, i))
    if kind in ("of", "by", "with", "between", "into", "for", "in", "on"):
        found = clause.agents(tree, i) if kind == "by" else clause.phrase(tree, i, kind)
        return _classed(tree, found, name, objects if kind in ("of", "into", "for", "in") else [])
    if kind == "poss":
        return tree.kid(i, "poss") is not None
    if kind == "subj_of":
        h = tree.head[i]
        return tree.dep[i] in ("nsubj", "nsubjpass") and any(
            of_class(tree, k, name) for k in clause.objects(tree, h)
        )
    if kind == "as_slur":
        patient = clause.objects(tree, i)
        slurs = [
            k for k in tree.kids[i] if tree.dep[k] in ("oprd", "xcomp", "ccomp", "dobj", "attr")
        ]
        if not any(_slur(tree, k) for k in slurs):
            return False
        inner = [s for k in slurs for s in tree.kids[k] if tree.dep[s] == "nsubj"]
        objects += inner or patient
        return True
    if kind == "obj_responsible":
        word = [
            k for k in tree.subtree(i) if tree.lower[k] in ("responsible", "accountable", "liable")
        ]
        inner = [s for k in word for s in tree.kids[k] if tree.dep[s] == "nsubj"]
        objects += inner or clause.objects(tree, i)
        return bool(word)
    if kind == "obj+from":
        patient = clause.objects(tree, i)
        held = [k for k in tree.kids[i] if tree.lower[k] == "from" and tree.dep[k] == "prep"]
        objects += patient
        complement += [p for k in held for p in tree.kids[k]]
        return bool(patient and held)
    raise ValueError(f"no such need: {kind}")


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


def _slur(tree: Tree, k: int) -> bool:
    return of_class(tree, k, "slur") or any(of_class(tree, s, "slur") for s in tree.kids[k])


def _infinitive(tree: Tree, i: int, name: str, complement: list[int]) -> bool:
    for k in tree.kids[i]:
        if tree.tag[k] != "VB" or k <= i or clause.modal(tree, k) != "to":
            continue
        wanted = ("xcomp", "acl", "ccomp", "relcl") if tree.pos[i] == "NOUN" else ("xcomp", "ccomp")
        if tree.dep[k] in (*wanted, "advcl") and tree.kid(k, "nsubj") is None:
            held = lexicon().classes.get(name, frozenset()) if name else None
            if (
                held is not None
                and tree.lemma[k] not in held
                and not any(of_class(tree, o, name) for o in clause.objects(tree, k))
            ):
                continue
            complement.append(k)
            return True
    return False


def _urged(tree: Tree, i: int, objects: list[int], complement: list[int]) -> bool:
    """Urged X to do it: X is the verb's object or, in some parses, the infinitive's subject."""
    for k in tree.kids[i]:
        if tree.tag[k] != "VB" or k <= i or clause.modal(tree, k) not in ("to", ""):
            continue
        if tree.dep[k] not in ("xcomp", "ccomp", "advcl"):
            continue
        own = tree.kid(k, "nsubj", "nsubjpass")
        patient = clause.objects(tree, i)
        if own is not None and own > i and tree.tag[k] == "VB":
            objects += clause.with_conjuncts(tree, own)
        elif patient and clause.modal(tree, k) == "to":
            objects += patient
        else:
            continue
        complement.append(k)
        return True
    return False


def _beside_noun(tree: Tree, i: int) -> list[int]:
    """For a noun frame with "obj": itself must be the object of a verb."""
    return [i] if tree.dep[i] in ("dobj", "nsubjpass") else []


def _classed(tree: Tree, found: list[int], name: str, out: list[int]) -> bool:
    if not name:
        out += found
        return bool(found)
    held = [k for k in found if of_class(tree, k, name)]
    if held:
        out += found
    return bool(held)


def _several(tree: Tree, subjects: list[int]) -> bool:
    return len(subjects) > 1 or any(
        tree.tag[s] in ("NNS", "NNPS")
        or tree.lower[s] in ("they", "we", "both", "two", "three", "sides", "who", "pair")
        for s in subjects
    )


def of_class(tree: Tree, i: int, name: str) -> bool:
    """Whether a noun is of a class, itself or what it is a round, wave or part of."""
    if name == "actor":
        return is_actor(tree, i)
    if name == "dignitary":
        office = tree.lemma[clause.core(tree, i)] in lexicon().classes["officials"]
        person = tree.doc[i].ent_type_ == "PERSON" or tree.lower[i] in ("he", "she")
        return office or person or tree.pos[i] == "PROPN"
    if name == "location":
        return (
            tree.doc[i].ent_type_ in _PLACE_ENTITIES
            or (tree.pos[i] == "PROPN" and tree.doc[i].ent_type_ != "PERSON")
            or tree.lemma[i] in ("capital", "country", "region", "city", "frontline")
        )
    words = lexicon().classes[name]
    if (
        name in _MAY_BE_ANYBODY
        and is_actor(tree, i)
        and tree.doc[i].ent_type_ not in _PLACE_ENTITIES
    ):
        return True
    if name == "relations":
        return tree.lower[i] in words  # ties, not a tie
    if tree.lower[i] in ("it", "that", "this") and name in ("talks", "deal", "delegation"):
        number = tree.sentence[i]
        start = tree.sentences[number][0]
        if any(tree.lemma[t] in words for t in range(start, i)):
            return True
        return number > 0 and any(
            tree.lemma[t] in words for t in range(*tree.sentences[number - 1])
        )
    i = clause.core(tree, i)
    return tree.lemma[i] in words or tree.lower[i] in words


@cache
def _actor_nouns() -> frozenset[str]:
    classes = lexicon().classes
    return _OFFICES.union(*(classes[name] for name in _PEOPLE))


_THINGS = (
    "tion ness ity ism ance ence ing age ure dom ics logy ware ship ment hood graph phone".split()
)


@cache
def is_thing(lemma: str) -> bool:
    """Whether a common noun cannot act: by its ending, or listed."""
    if lemma in _actor_nouns():
        return False
    return lemma in lexicon().classes["things"] or lemma.endswith(tuple(_THINGS))


def is_listed(lemma: str) -> bool:
    """Whether a common noun is listed as one for people or bodies."""
    return lemma in _actor_nouns()


def is_actor(tree: Tree, i: int) -> bool:
    """Whether a noun can stand for somebody who acts."""
    if tree.doc[i].ent_type_ in _MEASURES or tree.lemma[i] in lexicon().classes["things"]:
        return False
    return (
        tree.doc[i].ent_type_ in _ACTOR_ENTITIES
        or tree.lower[i] in _ACTOR_PRONOUNS
        or tree.lemma[i] in _actor_nouns()
        or tree.pos[i] == "PROPN"
        or (tree.pos[i] in ("ADV", "ADJ", "VERB", "X", "INTJ") and tree.doc[i].text[:1].isupper())
        or (tree.pos[i] == "NOUN" and tree.lemma[i].endswith(_DOERS))
    )
