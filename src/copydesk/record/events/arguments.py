"""Arguments: who does it and to whom, as tokens, from the frame and the parse."""

from __future__ import annotations

from copydesk.record.events import clause
from copydesk.record.events.classes import is_actor, is_thing, of_class
from copydesk.record.events.match import Match
from copydesk.record.events.match import match as find
from copydesk.record.record import EventType
from copydesk.record.statements.tree import Tree

_TOGETHER = frozenset(
    {
        "meet",
        "talk",
        "discuss",
        "call",
        "sign",
        "agree",
        "settle",
        "negotiate",
        "exercise",
        "fight",
        "exchange",
        "cooperate",
        "share",
        "relations",
    }
)
_RECIPROCAL = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.COOPERATE,
        EventType.ASSAULT,
        EventType.SUPPORT,
    }
)


# Whose land or goods are hit, where nobody is: "bombed Chilean positions", "a town in Chile".
_ON_LAND = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.PROTEST,
        EventType.REJECT,
        EventType.ACCUSE,
        EventType.SUPPORT,
        EventType.DEMAND,
        EventType.CONCEDE,
        EventType.MOBILIZE,
        EventType.RETREAT,
    }
)


def parties(tree: Tree, match: Match) -> tuple[list[int], list[int], bool]:
    """Actors, recipients, and whether they did it to one another."""
    frame, i = match.frame, match.head
    if frame.pos == "n":
        actors = _of_noun(tree, match)
    elif frame.pos == "a":
        actors = _of_adjective(tree, i)
    else:
        actors = clause.subjects(tree, i)
        if frame.type is EventType.ASSAULT:
            actors = [w for a in actors for w in _whose_strike(tree, a)]
        if frame.move == "break_off" and frame.type is EventType.REJECT:
            actors = [w for a in actors for w in _talkers(tree, a)]
        elif not actors:
            actors = [a for o in match.objects for a in _of_noun_object(tree, match, o)]
    actors = _named_members(tree, [clause.core(tree, a) for a in actors])
    if "=obj" in frame.to:
        return list(match.objects), [], False
    recipients: list[int] = []
    between = False
    for where in frame.to:
        if where == "+between":
            found = _phrase(tree, match, "between")
            if found and frame.move != "mediate":
                actors, between = (
                    found if not actors or frame.pos == "n" else [*actors, *found],
                    True,
                )
                continue
        else:
            found = _recipients(tree, match, where)
            if where == "obj" and not any(is_actor(tree, t) for t in found):
                continue  # "condemned the Chilean raid" hits Chile
        recipients += [t for t in found if t not in recipients and t not in actors]
        if recipients and where in ("iobj", "obj", "objto", "thatsubj"):
            break
    if "obj" not in frame.to and frame.type is not EventType.CONSULT:
        recipients = [w for t in recipients for w in _whose(tree, t)]
    recipients = [clause.core(tree, t) for t in recipients if t not in actors]
    recipients = [t for t in recipients if not is_thing(tree.lemma[t])]
    if frame.type in (EventType.REJECT, EventType.THREATEN):
        # "Would not send its negotiators back" turns down somebody else.
        recipients = [t for t in recipients if tree.pos[t] != "NOUN" or not _their_own(tree, t)]
    if frame.move in ("sue", "complain") and len(recipients) > 1:
        # "Filed a suit against Peru with the court": the court is asked.
        recipients = [t for t in recipients if not of_class(tree, t, "courts")] or recipients
    together = frame.type in _RECIPROCAL and frame.move in _TOGETHER
    return (
        actors,
        recipients,
        together and (between or len(actors) > 1 or bool(recipients) or _all(tree, actors)),
    )


def further_recipients(tree: Tree, match: Match, depth: int = 0) -> list[int]:
    """Who is hit by what the event asks, offers or refuses: "refused to recognise Peru"."""
    told = [k for o in match.objects for k in tree.kids[o] if tree.dep[k] == "acl"]
    for c in (*match.complement, *told):
        if clause.is_verb(tree, c):
            own = tree.kid(c, "nsubj")
            threat = match.frame.type is EventType.THREATEN  # "warned that the army would respond"
            if threat and clause.modal(tree, c) in ("will", "would"):
                own = None
            if own is not None and tree.pos[own] in ("NOUN", "PROPN") and is_actor(tree, own):
                return clause.with_conjuncts(tree, own)
            inner = find(tree, c)
            if inner is not None and inner.frame.pos == "v":
                _, found, _ = parties(tree, inner)
                if not found and depth < 3 and inner.head != match.head:
                    found = further_recipients(tree, inner, depth + 1)
                if found:
                    return [t for t in found if is_actor(tree, t) or tree.tag[t] == "JJ"]
            hit = [t for t in clause.indirect(tree, c) if is_actor(tree, t)]
            hit = hit or [t for t in clause.objects(tree, c) if is_actor(tree, t)]
            if tree.lemma[c] in ("deploy", "send", "dispatch", "mobilise", "mobilize"):
                hit = [t for t in hit if not of_class(tree, t, "force")]
            if hit:
                return hit
            for preposition in ("with", "against", "from"):
                hit = [t for t in clause.phrases(tree, c, preposition) if is_actor(tree, t)]
                if hit:
                    return hit
    for o in match.objects:
        o = clause.core(tree, o)
        for preposition in ("with", "against", "between", "by", "of", "from", "into", "to", "for"):
            if preposition == "by" and match.frame.type is EventType.CONSULT:
                continue  # "a visit by Orla was put off"
            hit = [t for t in clause.phrase(tree, o, preposition) if is_actor(tree, t)]
            if hit:
                return hit
        owner = tree.kid(o, "poss")
        if owner is not None and is_actor(tree, owner) and tree.pos[owner] != "PRON":
            return clause.with_conjuncts(tree, owner)
        if match.frame.type in _ON_LAND:
            hit = _modifiers(tree, o)
            if match.frame.type is EventType.SANCTION:
                # "U.N. sanctions" are not on the U.N.
                hit = [t for t in hit if tree.doc[t].ent_type_ == "NORP"]
            if match.frame.type is EventType.ASSAULT:
                hit = hit or _land(tree, clause.phrase(tree, o, "in"))
            if hit:
                return hit
    if match.frame.type is EventType.ASSAULT:
        return _land(tree, clause.phrase(tree, match.head, "in"))
    if match.frame.type is EventType.MOBILIZE:
        return _across(tree, match.head)
    return []


def _across(tree: Tree, v: int) -> list[int]:
    """The neighbour at whose border troops are gathered."""
    for t in tree.subtree(v):
        if tree.lemma[t] in ("border", "frontier"):
            found = clause.phrase(tree, t, "with") or _modifiers(tree, t)
            owner = tree.kid(t, "poss")
            if not found and owner is not None and tree.pos[owner] == "PROPN":
                found = [owner]
            if found:
                return found
    return []


def _land(tree: Tree, places: list[int]) -> list[int]:
    """The country or region where it strikes: "a refinery in Russia's Samara region"."""
    out = []
    for t in places:
        owner = tree.kid(t, "poss")
        t = t if owner is None else owner
        if tree.doc[t].ent_type_ == "GPE":
            out.append(t)
    return out


def _whose(tree: Tree, t: int) -> list[int]:
    """Who is behind a thing that something is done to: "threw its weight behind Peru's bid"."""
    t = clause.core(tree, t)
    if tree.pos[t] != "NOUN" or is_actor(tree, t):
        return [t]
    owner = tree.kid(t, "poss")
    if owner is not None and tree.pos[owner] != "PRON":
        return clause.with_conjuncts(tree, owner)
    found = clause.agents(tree, t)
    for preposition in ("from", "of"):
        found = found or [o for o in clause.phrase(tree, t, preposition) if is_actor(tree, o)]
    return found or _modifiers(tree, t) or [t]


def _their_own(tree: Tree, t: int) -> bool:
    owner = tree.kid(t, "poss")
    return owner is not None and tree.lower[owner] in ("its", "his", "her", "their", "our")


def _named_members(tree: Tree, actors: list[int]) -> list[int]:
    """ "Officials, including A and B": A and B, who are named."""
    out: list[int] = []
    for a in actors:
        named = [t for t in clause.phrase(tree, a, "including") if tree.pos[t] == "PROPN"]
        if tree.tag[a] == "NNS":  # "two ministers, A and B"
            beside = [k for k in tree.kids[a] if tree.dep[k] == "appos" and k > a]
            people = [t for k in beside for t in clause.with_conjuncts(tree, k)]
            named = named or [t for t in people if tree.doc[t].ent_type_ == "PERSON"]
        out += named or [a]
    return out


def _all(tree: Tree, actors: list[int]) -> bool:
    return len(actors) == 1 and tree.tag[actors[0]] in ("NNS", "NNPS")


def _of_noun(tree: Tree, match: Match) -> list[int]:
    i = match.head
    p = tree.head[i]
    if tree.dep[i] == "pobj" and tree.lower[p] in ("for", "at", "in", "during"):
        # "sent a minister for talks with", "travelled to Varna for talks with"
        v = tree.head[p]
        if clause.is_verb(tree, v) and tree.lemma[v] in ("send", "dispatch"):
            return clause.objects(tree, v)
    named = _modifiers(tree, i) if tree.dep[i] == "dobj" and tree.kid(i, "poss") is None else []
    if named and match.frame.type is not EventType.CONSULT:
        return named  # "he stressed the U.S. commitment": not his own
    found = clause.owners(tree, i)
    if found:
        return found
    if match.frame.move in ("visit", "meet", "talk", "withdraw", "surrender", "resign"):
        found = [t for t in clause.phrase(tree, i, "of") if t not in match.objects]
    return found or _modifiers(tree, i)


def _modifiers(tree: Tree, i: int) -> list[int]:
    """A demonym or name before a noun: Norland raid, the Russian proposal, US-Chinese talks."""
    if tree.pos[i] == "PROPN":
        return []
    out: list[int] = []
    for k in tree.kids[i]:
        if tree.dep[k] not in ("amod", "compound", "nmod"):
            continue
        named = tree.doc[k].ent_type_ in ("NORP", "GPE", "ORG", "PERSON") or tree.pos[k] == "PROPN"
        pair = [t for t in range(tree.left[k], k) if tree.lower[t + 1] == "-"]
        out += [t for t in pair if tree.doc[t].ent_type_ in ("NORP", "GPE")] if k < i else []
        out += [k] if named else []
    return out


def _of_noun_object(tree: Tree, match: Match, o: int) -> list[int]:
    """A passive without agent: "talks between A and B were held", "Norland's offer was made"."""
    if match.frame.type is EventType.ASSAULT:
        return _strikers(tree, match.head)
    o = clause.core(tree, o)
    if match.frame.type not in _RECIPROCAL or is_actor(tree, o):
        return []
    owner = tree.kid(o, "poss")
    if owner is not None:
        return clause.with_conjuncts(tree, owner)
    found = clause.agents(tree, o) or _modifiers(tree, o) or _relative_subject(tree, o)
    return found or _met(tree, match.head)


def _relative_subject(tree: Tree, o: int) -> list[int]:
    """ "A visit he was to make", "a meeting that the union had requested": his, the union's."""
    for k in tree.kids[o]:
        if tree.dep[k] == "relcl" and tree.kid(k, "nsubj") is not None:
            told = [s for s in clause.subjects(tree, k) if s != o]
            if told:
                return told
    return []


def _met(tree: Tree, v: int) -> list[int]:
    """ "The deal was reached during a meeting between A and B": theirs."""
    for lead in ("during", "at", "in", "after", "following"):
        for n in clause.phrase(tree, v, lead):
            found = clause.phrase(tree, n, "between")
            if found and of_class(tree, n, "talks"):
                return found
    return []


def _whose_strike(tree: Tree, a: int) -> list[int]:
    """ "A raid by Chile killed two": Chile did."""
    if tree.tag[a] == "VBG" and tree.dep[a] == "csubj":
        return clause.agents(tree, a)  # "shelling by the army killed two"
    inner = find(tree, a) if tree.pos[a] == "NOUN" else None
    if inner is None or inner.frame.type is not EventType.ASSAULT or inner.frame.pos != "n":
        return [a]
    owner = tree.kid(a, "poss")
    if owner is not None:
        return [owner]
    groups = [k for k in tree.kids[a] if tree.dep[k] == "compound" and is_actor(tree, k)]
    return clause.agents(tree, a) or _modifiers(tree, a) or groups  # "rebel attacks"


def _talkers(tree: Tree, a: int) -> list[int]:
    """Between whom talks failed: "talks between A and B", "its talks with B"."""
    owner = tree.kid(a, "poss")
    found = clause.phrase(tree, a, "between")
    if not found and owner is not None:
        found = clause.with_conjuncts(tree, owner)
    return found or (_modifiers(tree, a) if tree.pos[a] == "NOUN" else [])


def _strikers(tree: Tree, v: int) -> list[int]:
    """ "Was killed in a Chilean air strike", "when rebels attacked": whose strike it was."""
    for k in tree.kids[v]:
        inner = find(tree, k) if tree.dep[k] == "advcl" and clause.is_verb(tree, k) else None
        told = any(tree.lower[m] in ("when", "as", "after") for m in tree.kids[k])
        if told and inner is not None and inner.frame.type is EventType.ASSAULT:
            return clause.subjects(tree, k)
    for n in clause.phrase(tree, v, "in") + clause.phrase(tree, v, "during"):
        inner = find(tree, n) if tree.pos[n] == "NOUN" else None
        if inner is not None and inner.frame.type is EventType.ASSAULT:
            owner = tree.kid(n, "poss")
            found = [owner] if owner is not None else clause.agents(tree, n)
            return found or _modifiers(tree, n)
    return []


def _of_adjective(tree: Tree, i: int) -> list[int]:
    h = tree.head[i]
    return clause.subjects(tree, h) if h != i else []


def _phrase(tree: Tree, match: Match, preposition: str) -> list[int]:
    found = clause.phrases(tree, match.head, preposition)
    subject = match.frame.pos == "n" and tree.dep[match.head] in ("nsubj", "nsubjpass")
    if not found and subject and preposition in ("between", "with"):
        # "Talks are under way between A and B", "talks resumed with B".
        above = clause.phrases(tree, tree.head[match.head], preposition)
        found = [t for t in above if is_actor(tree, t)]
        if not found and preposition == "between":
            # "... in Oslo between A and B", hung on the place
            leads = [t for t in tree.subtree(tree.head[match.head]) if tree.lower[t] == "between"]
            found = [
                t for k in leads[:1] for p in tree.kids[k] for t in clause.with_conjuncts(tree, p)
            ]
    for o in match.objects:
        if found:
            break
        found = clause.phrase(tree, o, preposition) or clause.phrase(
            tree, clause.core(tree, o), preposition
        )
    return found or _nested(tree, match, preposition)


def _nested(tree: Tree, match: Match, preposition: str) -> list[int]:
    """A name after the preposition that the parse hung deeper: "tariffs of 25 percent on Peru"."""
    if match.frame.pos != "v" or preposition not in ("with", "on", "against", "to", "from"):
        return []
    for o in match.objects:
        for t in tree.subtree(o) if o > match.head else ():
            lead = tree.head[t]
            if tree.dep[t] == "pobj" and tree.lower[lead] == preposition and lead > o:
                named = tree.doc[t].ent_type_ in ("GPE", "ORG", "PERSON", "NORP")
                plain = all(tree.pos[k] in _NOMINAL for k in _up(tree, lead, o))
                if named and plain:
                    return clause.with_conjuncts(tree, t)
    return []


_NOMINAL = ("NOUN", "PROPN", "ADP", "NUM", "ADJ")


def _up(tree: Tree, t: int, top: int) -> list[int]:
    """The tokens from t up to an ancestor."""
    out = []
    while t != top:
        out.append(t)
        t = tree.head[t]
    return out


def _recipients(tree: Tree, match: Match, where: str) -> list[int]:
    i = match.head
    if where in ("obj", "objto"):
        if any(need.kind == "+" for need in match.frame.needs):
            return clause.objects(tree, i)  # "asked Peru for help"
        return list(match.objects) or (clause.objects(tree, i) if match.frame.pos == "v" else [])
    if where == "obj's":
        out: list[int] = []
        for o in match.objects:
            o = clause.core(tree, o)
            owner = tree.kid(o, "poss")
            out += (
                clause.with_conjuncts(tree, owner)
                if owner is not None
                else (
                    clause.agents(tree, o) or clause.phrase(tree, o, "from") or _modifiers(tree, o)
                )
            )
        return out
    if where == "iobj":
        return clause.indirect(tree, i)
    if where == "thatsubj":
        # "Warned that the army would respond": not the army.
        acts = [c for c in match.complement if clause.modal(tree, c) not in ("will", "would")]
        return [s for c in acts for s in clause.subjects(tree, c)]
    if where == "obj!":
        return list(match.objects)
    if where == "subj":
        return []
    found = _phrase(tree, match, where.lstrip("+"))
    return [
        t
        for t in found
        if t not in match.objects
        or where[1:] in ("on", "upon", "to", "with", "against", "at", "by", "for", "into", "in")
    ]
