"""Which of a contrasted pair each clause is about: L1 or L2, named, pointed back to, or left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.grading.rubric.clauses import Clause
from quizapp.grading.rubric.lexicon import BESIDE, EXCLUSIVE, FORMULAS, POINTERS, SAMENESS, SMALL, UNLIKE
from quizapp.grading.rubric.thread import Group, Thread, point_back
from quizapp.grading.rubric.vocabulary import Mention
from quizapp.grading.rubric.words import Word


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whom a clause is about.

    `names` are the sets that it speaks of, one after the other; `others` those of whom it denies what it says, and
    `alike` those who do it, whatever the clause denies. `own` are the groups that it names itself and `fresh` the
    names; `vague` are those of whom it is not certain that they are meant.
    """

    names: tuple[frozenset[str], ...]
    denied: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    alike: frozenset[str] = frozenset()
    own: frozenset[Group] = frozenset()
    fresh: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()


def topics_of(mention: Mention, groups: Mapping[str, Group]) -> list[str]:
    """The concepts of a mention that a clause can be about."""
    return sorted(mention.said & groups.keys())


def role_of(mention: Mention, first: int, words: Sequence[Word]) -> str:
    """How a topic stands in its clause: `subject`, `beside` (compared with), `alike`, `unlike` or `only`."""
    index = mention.first - 1
    while index >= first and words[index].text in SMALL:
        index -= 1
    before = words[index].text if index >= first else ""
    if before in UNLIKE or (before == "than" and words[index - 1].text in UNLIKE):
        return "unlike"
    if before == "like" and index > first:
        return "alike"
    if before in BESIDE:
        return "beside"
    following = words[mention.last].text if mention.last < len(words) else ""
    return "only" if before in EXCLUSIVE or following == "alone" else "subject"


def set_aside(words: Sequence[Word], first: int, mentions: Sequence[Mention], groups: Mapping[str, Group]) -> set[int]:
    """The negations that reach no further than the topic behind them: "not L2", "rather than L2"."""
    aside: set[int] = set()
    for mention in mentions:
        if topics_of(mention, groups) and role_of(mention, first, words) == "unlike":
            aside.update(i for i in range(max(first, mention.first - 4), mention.first) if words[i].text in UNLIKE)
    return aside


def subjects_of(
    clause: Clause, words: Sequence[Word], mentions: Sequence[Mention], denials: Sequence[int], thread: Thread
) -> Subjects:
    """Whom `clause` is about, and the thread moved on. `mentions` are those of the clause, `denials` its negations."""
    own: dict[Group, list[str]] = {}
    others: set[str] = set()
    denied: set[str] = set()
    alike: set[str] = set()
    if clause.pause == ":":
        thread.headed.update(dict.fromkeys(thread.last, clause.sentence))
    for mention in mentions:
        for name in topics_of(mention, thread.groups):
            group = thread.groups[name]
            if words[mention.first].text in FORMULAS and (
                thread.headed.get(group) == clause.sentence or words[mention.first].gap[:1] == "("
            ):
                continue  # "L1: |w|" and "exp(-|w|)" go on about what was named
            role = role_of(mention, clause.first, words)
            if role == "unlike":
                others.add(name)
                denied.add(name)
            elif role == "alike":
                alike.add(name)
            elif role != "beside" and (group not in own or _joined(mention, mentions, words, thread)):
                names = own.setdefault(group, [])
                names += [name] if name not in names else []
                if role == "only":
                    others.update(other for other in thread.pair(group) if other != name)
            if _is_denied(mention, mentions, denials, thread, role):
                denied.add(name)
    sentence, waiting = thread.unlike
    beside = sentence == clause.sentence and words[clause.first].text == "which"
    if beside:
        own |= {thread.groups[name]: [name] for name in sorted(waiting)}
    elif sentence == clause.sentence:
        others |= waiting - {name for names in own.values() for name in names}
    alone = others and not own and len(mentions) <= len(others)
    if not beside:
        thread.unlike = (clause.sentence, frozenset(others)) if alone else (-1, frozenset())
    named = set(own)
    thread.joint.update({group: tuple(names) for group, names in own.items() if len(names) == 2})
    point_back(clause, words, own, others, thread)
    if any(words[index].text == "neither" for index in range(clause.first, min(clause.first + 3, clause.last))):
        led = {group for group in named if len(own[group]) == 2} or (set(own) - named)
        denied.update(name for group in named if led for name in own[group] if group not in led)
    thread.last = tuple(own)
    settled = _settled(clause, words, own, named, frozenset(denied), frozenset(others), thread)
    return replace(settled, alike=frozenset(alike))


def _joined(mention: Mention, mentions: Sequence[Mention], words: Sequence[Word], thread: Thread) -> bool:
    """Whether the topic stands beside another of its group, joined with it: `L1 and L2`, `L1, L2`, `L1 equals L2`."""
    group = {thread.groups[name] for name in topics_of(mention, thread.groups)}
    for other in mentions:
        if other is not mention and group & {thread.groups[name] for name in topics_of(other, thread.groups)}:
            low, high = sorted((other, mention), key=lambda m: m.first)
            between = [words[i].text for i in range(low.last, high.first)]
            if len(between) < 5 and all(text in SMALL or text in {"and", "or", "nor"} for text in between):
                return True
            if SAMENESS & set(between) and between[-1] in {"as", "to"}:  # "Adam is the same as AdamW"
                return True
    return False


def _is_denied(
    mention: Mention, mentions: Sequence[Mention], denials: Sequence[int], thread: Thread, role: str
) -> bool:
    """Whether the clause says that it is *not* this: "it is not Gaussian", and not "no zeros with L2"."""
    if role == "unlike" or sum(index < mention.first for index in denials) % 2 == 0:
        return False
    groups = {thread.groups[name] for name in topics_of(mention, thread.groups)}
    content = any(not topics_of(other, thread.groups) for other in mentions)
    led = any(
        other.first < min(denials) and not groups & {thread.groups[n] for n in topics_of(other, thread.groups)}
        for other in mentions
        if topics_of(other, thread.groups)
    )
    return led or (not content and any(group not in groups for group in thread.now))


def _settled(
    clause: Clause,
    words: Sequence[Word],
    own: dict[Group, list[str]],
    named: Collection[Group],
    denied: frozenset[str],
    others: frozenset[str],
    thread: Thread,
) -> Subjects:
    """The subjects of a clause: `own` are those that it names or, where not `named`, points back to.

    What it does not name is carried on from the clauses before it.
    """
    changed = any(thread.now.get(group) not in (None, tuple(names)) for group, names in own.items())
    pronoun = any(words[index].text in POINTERS for index in range(clause.first, min(clause.first + 3, clause.last)))
    index = clause.first + bool(clause.link)
    pronoun = pronoun or (clause.link == "but" and index < clause.last and words[index].text in {"to", "from", "by"})
    keeps = pronoun or not (changed or (own and clause.pause == "."))
    carried = {group: names for group, names in thread.now.items() if group not in own} if keeps else {}
    anew = index + 3 < clause.last and words[index].text in {"a", "an"}  # "a prior has …" is none spoken of before
    here = {g for g in carried if not anew and (_is_here(clause, g, thread) or (pronoun and not own))}
    vague = {n for g, names in carried.items() if g not in here or _is_mixed(clause, words, g, thread) for n in names}
    thread.since.update(dict.fromkeys((*own, *here), clause.sentence))
    for group, alone in _assumed(thread).items():
        spoken_of = (own.keys() | carried.keys()) & {thread.groups[name] for name in thread.asked}
        if group not in own and group not in carried and not others and not spoken_of:
            carried[group] = alone
            vague.update(alone)
    for group, names in own.items():
        _name(clause, group, names, thread)
        if group in named:
            thread.order[group] = [*(n for n in thread.order.get(group, ()) if n not in names), *names]
    if not keeps:
        thread.now.clear()
    thread.now.update({group: tuple(names) for group, names in own.items()})
    fresh = frozenset(name for names in own.values() for name in names)
    spoken = _pairings(own, carried)
    return Subjects(spoken, denied, others, own=frozenset(own), fresh=fresh, vague=frozenset(vague))


def _is_here(clause: Clause, group: Group, thread: Thread) -> bool:
    """Whether the sentence goes on about `group`; behind a semicolon, it does so only after a head ("L2: …; …")."""
    headed = thread.headed.get(group) == clause.sentence
    return thread.since.get(group) == clause.sentence and (clause.pause != ";" or headed)


def _is_mixed(clause: Clause, words: Sequence[Word], group: Group, thread: Thread) -> bool:
    """Whether the clauses before have spoken of two of `group`, so that either may be meant."""
    mixed = thread.mixed.get(group)
    if mixed is None or mixed == clause.sentence:
        index = clause.first + bool(clause.link)
        return mixed is not None and index < clause.last and words[index].text in {"the", "a", "an", "each", "every"}
    return True


def _assumed(thread: Thread) -> dict[Group, tuple[str, ...]]:
    """Whom a clause is about that nobody named: the one of a group that the question itself names alone."""
    alone: dict[Group, list[str]] = {}
    for name in thread.asked:
        alone.setdefault(thread.groups[name], []).append(name)
    return {group: tuple(names) for group, names in alone.items() if len(names) == 1 and not thread.order.get(group)}


def _name(clause: Clause, group: Group, names: Sequence[str], thread: Thread) -> None:
    """Keep that `clause` is about `names` of `group`."""
    if thread.now.get(group) not in (None, tuple(names)):
        thread.mixed[group] = clause.sentence
    elif thread.mixed.get(group, clause.sentence) < clause.sentence:
        del thread.mixed[group]


def _pairings(own: Mapping[Group, list[str]], carried: Mapping[Group, tuple[str, ...]]) -> tuple[frozenset[str], ...]:
    """The sets that a clause speaks of: `L2 and L1 mean Gaussian and Laplace` speaks of two, in this order."""
    twos = [names for names in own.values() if len(names) == 2]
    rest = {name for names in own.values() if len(names) != 2 for name in names}
    rest |= {name for names in carried.values() for name in names}
    if len(twos) > 1:
        return tuple(frozenset({*row, *rest}) for row in zip(*twos, strict=True))
    return (frozenset(rest.union(*twos)),)
