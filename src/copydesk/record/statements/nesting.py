"""Nesting: statements told inside others: X said Y had told Z that ..."""

from __future__ import annotations

from copydesk.record.statements.draft import Draft
from copydesk.record.statements.tree import Tree

# What is told inside another's words is kept where it is speech again; a wish, a view or a deed
# of speech told there ("she said they had agreed") is a part of what that other one says.
_KEPT_FRAMES = {"that", "passthat", "quote", "aside"}
_THOUGHT = {
    "believe", "expect", "want", "hope", "fear", "intend", "show", "learn", "decide", "doubt",
    "consider", "appear", "ask", "support", "agree", "discuss",
}  # fmt: skip


def settle(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Drafts in text order, each knowing the one around it, without those that do not count."""
    drafts = sorted(drafts, key=lambda draft: (draft.first, draft.cue_token or -1))
    _link(len(tree), drafts)
    kept = [
        draft
        for draft in drafts
        if draft.outer is None
        or (_speech_again(draft) and not _same_saying(tree, draft, drafts[draft.outer]))
    ]
    _link(len(tree), kept)
    return kept


def _same_saying(tree: Tree, draft: Draft, outer: Draft) -> bool:
    """Whether one saying is told by two cues: "declined to say", "NOVAK: I have said"."""
    own = draft.source_token is not None and tree.lower[draft.source_token] in ("i", "we")
    if own and outer.frame == "label":
        return True  # "NOVAK: I have said so": said once, by Novak
    refused = outer.act == "refuse" and draft.cue_token is not None
    return refused and tree.head[draft.cue_token or 0] == outer.cue_token


def _speech_again(draft: Draft) -> bool:
    if draft.frame not in _KEPT_FRAMES or draft.act in _THOUGHT:
        return False
    if draft.frame != "quote":
        return draft.source is not None
    return draft.source is not None and sum(end - start for start, end in draft.content) > 4


def chain(drafts: list[Draft]) -> None:
    """Fill in the chain of holders, from the outermost speaker inward."""
    for draft in drafts:
        holders: list[str] = []
        at: Draft | None = draft
        for _ in range(10):
            if at is None:
                break
            if at.actor is not None:
                holders.append(at.actor)
            at = drafts[at.outer] if at.outer is not None else None
        draft.chain = tuple(reversed(holders))


def _link(size: int, drafts: list[Draft]) -> None:
    """Give each draft the index of the smallest other one whose content holds its cue."""
    inner = [-1] * size
    lengths = [sum(end - start for start, end in draft.content) for draft in drafts]
    for number in sorted(range(len(drafts)), key=lambda n: -lengths[n]):
        for start, end in drafts[number].content:
            inner[start:end] = [number] * (end - start)
    for number, draft in enumerate(drafts):
        draft.outer = None
        if draft.cue_token is None:
            continue
        around = inner[draft.cue_token]
        if around == number:
            continue
        draft.outer = around if around >= 0 else None
