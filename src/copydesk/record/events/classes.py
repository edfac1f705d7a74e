"""Classes: which nouns a frame may ask for, and who can act."""

from __future__ import annotations

from functools import cache

from copydesk.record.events import clause
from copydesk.record.events.frames import lexicon
from copydesk.record.statements.tree import Tree

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


# Classes of what "it" may mean, told in the same sentence or the one before.
_MEANT_BY_IT = frozenset(
    "talks deal delegation restriction sanction repression visit exercise".split()
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
        and is_actor(tree, clause.core(tree, i))
        and tree.doc[i].ent_type_ not in _PLACE_ENTITIES
    ):
        return True
    if name == "relations":
        return tree.lower[i] in words  # ties, not a tie
    if tree.lower[i] in ("it", "that", "this") and name in _MEANT_BY_IT:
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


_HURTS = frozenset("kill wound injure arrest detain kidnap abduct rescue behead jail".split())


def _is_hurt(tree: Tree, i: int) -> bool:
    """ "Killed 22 cadets": who is counted and can be killed is somebody."""
    return (
        tree.tag[i] == "NNS"
        and tree.dep[i] in ("dobj", "nsubjpass")
        and tree.lemma[tree.head[i]] in _HURTS
        and tree.kid(i, "nummod") is not None
    )


def is_actor(tree: Tree, i: int) -> bool:
    """Whether a noun can stand for somebody who acts."""
    if (
        tree.doc[i].ent_type_ in _MEASURES
        or tree.lemma[i] == "Day"
        or tree.lemma[i] in lexicon().classes["things"]
    ):
        return False
    return (
        tree.doc[i].ent_type_ in _ACTOR_ENTITIES
        or tree.lower[i] in _ACTOR_PRONOUNS
        or tree.lemma[i] in _actor_nouns()
        or tree.pos[i] == "PROPN"
        or (tree.pos[i] in ("ADV", "ADJ", "VERB", "X", "INTJ") and tree.doc[i].text[:1].isupper())
        or (tree.pos[i] == "NOUN" and tree.lemma[i].endswith(_DOERS))
        or _is_hurt(tree, i)
    )
