"""Sides: which actors tokens stand for, and who is on whose side."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.record.actors.cast import Cast
from copydesk.record.actors.countries import Naming, namings
from copydesk.record.events import clause
from copydesk.record.record import ActorKind
from copydesk.record.statements.draft import Statements
from copydesk.record.statements.tree import Tree

_SPEAKER = frozenset(("i", "me", "myself"))
_OTHERS = frozenset(("he", "she", "it", "they"))
_SAYS = frozenset("say add announce declare state confirm deny insist hint pledge warn".split())
_OWNERS = frozenset(("his", "her", "its", "our", "my", "their"))
_SPEAKERS_SIDE = frozenset(("we", "us", "ourselves"))


class Sides:
    """Look-ups over a cast, with the speaker for "we" and "I" in what is told."""

    def __init__(self, tree: Tree, cast: Cast, statements: Statements) -> None:
        self._tree, self._cast, self._statements = tree, cast, statements

    def who(self, tokens: Iterable[int], at: int) -> tuple[str, ...]:
        """Actor ids of the noun phrases headed by these tokens, each once, in order."""
        out: list[str] = []
        for t in tokens:
            for found in self._of(t, at):
                if found not in out:
                    out.append(found)
        return tuple(out)

    def _of(self, t: int, at: int) -> tuple[str, ...]:
        tree, cast = self._tree, self._cast
        if tree.pos[t] == "PRON" and tree.lower[t] in _SPEAKER | _SPEAKERS_SIDE:
            draft = self._statements.reporter(t) or self._statements.reporter(at)
            if draft is None or draft.actor is None:
                return ()
            if tree.lower[t] in _SPEAKER:
                return (draft.actor,)
            return (self.party(draft.actor),)
        if tree.pos[t] == "PRON" and tree.quote[t] < 0 and (own := self._speaking(t)):
            return own
        found = cast.all_of_token(t)
        if found:
            return found
        one = cast.of_head(t) or cast.of_token(t)
        if one and not (tree.lower[t] == "it" and self.is_person(one)):
            return (one,)
        owner = next((k for k in tree.kids[t] if tree.lower[k] in _OWNERS), None)
        if tree.lemma[t] in ("country", "nation", "government") and owner is not None:
            # "Orban said his country would": the speaker's, or whoever "his" is.
            draft = self._statements.reporter(t)
            whose = cast.of_token(owner) or (draft.actor if draft else None)
            return (self.party(whose),) if whose else ()
        if tree.lower[t] in _OTHERS and tree.quote[t] < 0:
            # "Peru said it would": nobody else is known to be meant.
            draft = self._statements.reporter(t)
            if draft is None and (before := self._subject_before(t)):
                return before
            told = draft is not None and (draft.cue_token is None or draft.cue_token < t)
            if not told or draft is None or draft.actor is None:
                return ()
            person = self._cast.actor(draft.actor).kind is ActorKind.PERSON
            fits = tree.lower[t] == "they" or person == (tree.lower[t] != "it")
            return (draft.actor,) if fits else ()
        code = self.land_code(t)
        if code and (land := cast.country(code)):
            return (land,)  # "endorsed the Russian proposal"
        for k in tree.kids[t] if tree.pos[t] in ("PROPN", "NOUN") else ():
            # "General Aldo", whose head the parse put elsewhere; "his opposite number, Aldo".
            beside = ("appos", "compound") if tree.pos[t] == "PROPN" else ("appos",)
            if tree.dep[k] in beside and (inner := cast.of_head(k)):
                return (inner,)
        return ()

    def _subject_before(self, t: int) -> tuple[str, ...]:
        """ "Peru closed the gates. It invited engineers": Peru; "men they had seized": who did.

        The subject of the clause or sentence before, where it is one and fits the pronoun.
        """
        tree = self._tree
        v = tree.head[t]
        if tree.dep[t] != "nsubj":
            return ()
        if tree.dep[v] == "relcl":
            over = tree.head[tree.head[v]]
            found = clause.subjects(tree, over) if clause.is_verb(tree, over) else []
        elif tree.head[v] == v and tree.sentence[t] > 0:
            start, end = tree.sentences[tree.sentence[t] - 1]
            root = next((k for k in range(start, end) if tree.head[k] == k), start)
            found = clause.subjects(tree, root) if clause.is_verb(tree, root) else []
        else:
            return ()
        who = tuple(a for s in found if s != t and tree.pos[s] != "PRON" for a in self._of(s, s))
        if len(who) != 1:
            return ()
        kind = self._cast.actor(who[0]).kind
        wanted = {
            "it": (ActorKind.COUNTRY, ActorKind.ORGANISATION),
            "they": (ActorKind.GROUP, ActorKind.ORGANISATION),
        }.get(tree.lower[t], (ActorKind.PERSON,))
        return who if kind in wanted else ()

    def _speaking(self, t: int) -> tuple[str, ...]:
        """ "Orla said she would", "Peru did not say whether it would": the one who says so."""
        tree = self._tree
        v = tree.head[t]
        if tree.lower[t] not in ("he", "she", "it") or tree.dep[t] not in ("nsubj", "nsubjpass"):
            return ()
        while tree.dep[v] in ("xcomp", "conj"):
            v = tree.head[v]
        cue = tree.head[v]
        if tree.dep[v] != "ccomp" or cue > t or tree.lemma[cue] not in _SAYS:
            return ()
        if any(cue < k < t and tree.pos[k] == "PROPN" for k in range(cue, t)):
            return ()  # "said Orla was ill and she would"
        found = clause.subjects(tree, cue)
        if len(found) != 1 or tree.pos[found[0]] == "PRON":
            return ()
        ids = self._cast.all_of_token(found[0]) or ()
        one = self._cast.of_head(found[0])
        who = ids or ((one,) if one else ())
        fits = len(who) == 1 and (tree.lower[t] == "it") != self.is_person(who[0])
        return who if fits else ()

    def land_code(self, t: int) -> str | None:
        """The country that an adjective is of, or a city that is its capital; its code."""
        tree = self._tree
        city = tree.doc[t].ent_type_ == "GPE"
        if not city and tree.dep[t] not in ("amod", "compound", "nmod", "conj"):
            return None  # "an American" is no country
        if not city and not (tree.tag[t] == "JJ" or tree.doc[t].ent_type_ == "NORP"):
            return None
        wanted = (Naming.CAPITAL, Naming.NAME) if city else (Naming.ADJECTIVE,)
        for start in (t - 1, t):
            words = tuple(tree.doc[k].text for k in range(max(start, 0), t + 1))
            codes = [c for c, how in namings().get(words[0], {}).get(words, ()) if how in wanted]
            if codes:
                # "Congolese": the country of these that the text names, if any
                return next((c for c in codes if self._cast.country(c)), codes[0])
        return None

    def principal(self, actor: str) -> str:
        """The country or body whose delegation or ministry an actor is, or the actor itself."""
        return self._cast.whole(actor) or actor

    def party(self, actor: str) -> str:
        """The country or body that an actor speaks for, or the actor itself."""
        whole = self._cast.whole(actor)
        if whole:
            return whole
        code = self._cast.actor(actor).country
        land = self._cast.country(code) if code else None
        return land or actor

    def is_person(self, actor: str) -> bool:
        """Whether an actor is one human being, named or not."""
        return self._cast.actor(actor).kind in (ActorKind.PERSON, ActorKind.UNNAMED)

    def is_country(self, actor: str) -> bool:
        """Whether an actor is a country."""
        return self._cast.actor(actor).kind is ActorKind.COUNTRY

    def same(self, a: str, b: str) -> bool:
        """Whether two actors are one, or of one side."""
        if a == b:
            return True
        one, other = self._cast.actor(a), self._cast.actor(b)
        if one.part_of == b or other.part_of == a:
            return True
        siblings = bool(one.part_of) and one.part_of == other.part_of
        land = bool(one.country) and one.country == other.country
        # An army and the rebels are of one country and not of one side.
        bodies = (ActorKind.ORGANISATION, ActorKind.GROUP)
        return (siblings or land) and (one.kind not in bodies or other.kind not in bodies)
