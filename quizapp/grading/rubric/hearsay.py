"""What a text only tells of what others believe or its writer once believed, and what it takes back: no claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from quizapp.grading.rubric.lexicon import set_of
from quizapp.grading.rubric.words import Word

# Who holds an opinion that need not be the writer's.
_HOLDERS = set_of(
    """
    people person some many most others everyone everybody someone somebody anyone they one you he she folks folk guy
    guys textbook textbooks book books tutorial tutorials blog blogs post posts article articles paper papers student
    students colleague colleagues friend teacher beginner beginners newcomer newcomers candidate candidates
    practitioner practitioners interviewers mine us them myth
    """
)
# What may stand between such a person and the verb.
_BETWEEN = set_of(
    """
    will would might may could can like to used always commonly sometimes often even have has had do does did still just
    also usually frequently generally widely is was were been being be once tend tends love loves seem seems who that
    get gets going keep keeps wrongly mistakenly incorrectly first initially originally naively probably be really
    please then definitely easily
    """
)
_SAYING = set_of(
    """
    say said tell claim think thought believ belief told assum write wrote heard hear convinc suppos expect guess argu
    suspect insist maintain assert teach taught tempt reckon conclud imagin swear sworn reply repli suggest propos read
    """
)
# Verbs of one's own opinion in the past, which has changed since: "I thought".
_ONCE = set_of(
    "thought believed assumed supposed expected guessed figured imagined heard told taught convinced tempted"
)
_PASSIVE = set_of("said claimed believed thought assumed told argued taught supposed heard tempting suggested proposed")
# Nouns that stand for a belief that is none of the writer's; and those that do so where they are called common.
_BELIEFS = set_of("myth folklor misconcept rumor rumour superstit fallaci legend misunderstand temptat hearsay")
_COMMON = set_of("common popular widespread usual typical frequent naive conventional wrong first initial old standard")
_VIEWS = set_of("belief view answer intuit mistak claim opinion wisdom stori thought guess explan assumpt reflex")
# What ends the account of a belief within its sentence.
_BUT = set_of("but however yet although though actually whereas really except nevertheless still")

# What a clause is made of that takes back what stands before it: "which is simply wrong", "no, scrap that".
_JUDGING = set_of(
    """
    that which this it and but of course is isn't isnt was are aren't not so simply just plain plainly completely quite
    all entirely actually clearly obviously a an the though however i think believe would say no wait hmm nope sorry
    at true right correct case the's sadly unfortunately of them both they were thing would be rather totally in fact
    hang hold on must can't cannot be really wasn't utterly other way round around don't doesn't didn't buy work works
    agree disagree wouldn't believe off shouldn't have been
    """
)
_WRONG = set_of(
    """
    wrong false untrue incorrect mistaken nonsense rubbish myth scrap scratch strike nope bogus misconception mistake
    backwards
    """
)
# What is not: "that's not so", "it doesn't work", "I don't buy it".
_HOLDING = set_of("so true right correct case buy work agre been")


def tells(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words tell of a belief that is not the writer's: "people say", "I first thought", "the myth"."""
    texts = [word.text for word in words[first:last]]
    for place, word in enumerate(words[first:last]):
        before = texts[:place]
        if word.stem in _BELIEFS and not {"no", "not"} & set(before[-2:]):
            return True
        if word.stem in _VIEWS and any(text in _COMMON or text in {"there's", "there"} for text in before[-3:]):
            return True
        if word.stem == "assum" and before[-1:] and before[-1] in {"one", "you", "we"}:  # a model, and nobody's belief
            continue
        if word.stem == "read" and texts[place + 1 : place + 2] != ["that"]:  # "you read w off the axis"
            continue
        if word.stem in _SAYING and (_others(before, word.text) or _once(before, word.text)):
            return True
        if word.text in _PASSIVE and {"it", "it's", "there's"} & set(before[-4:-1]) and _passive(before):
            return True
        if word.text == "who" and first + place and words[first + place - 1].text in _HOLDERS - {"one", "you"}:
            return True
        if word.stem in {"stori", "theori", "tale"} and "going" in texts[place : place + 3]:
            return True
    return False


_UNKNOWN = re.compile(
    r"\bi (?:\w+ )?(?:mix|confuse|forget|forgot)\b"
    r"|\b(?:i don't|i can't|i couldn't|i am not|i'm not) (?:\w+ )?(?:know|sure|certain|remember|recall|tell|say)\b"
    r"|\b(?:no idea|not sure|not certain) (?:whether|if|which|who|what|how|why)\b"
)


def is_unknown(texts: Sequence[str]) -> bool:
    """Whether a clause says that its writer does not know: "which comes first is something I always mix up"."""
    return _UNKNOWN.search(" ".join(texts)) is not None


def _others(before: Sequence[str], verb: str) -> bool:
    """Whether the nearest noun before a verb of saying is somebody else: "a student of mine was"."""
    index = len(before) - 1
    while index >= 0 and before[index] in _BETWEEN:
        index -= 1
    if index < 0 or (verb == "tell" and before[index] == "you"):
        return False
    if {"in", "on", "at", "of", "from"} & set(before[max(0, index - 2) : index]):  # "somebody in a podcast claimed"
        index = next(i for i in range(index - 1, -1, -1) if before[i] in {"in", "on", "at", "of", "from"}) - 1
    return before[index] in _HOLDERS or before[index].removesuffix("'d").removesuffix("'ll") in {"you", "one", "they"}


def _once(before: Sequence[str], verb: str) -> bool:
    """Whether the writer held the opinion once: "I first thought", "I used to believe", "I wanted to say"."""
    ours = [place for place, text in enumerate(before) if text in {"i", "i'd", "we", "me", "i've"}]
    if not ours or len(before) - ours[-1] > 6:
        return False
    past = {"used", "wanted", "going", "have", "tempted", "once", "was"} & set(before[ours[-1] :])
    return verb in _ONCE or bool(past - {"have"}) or (before[ours[-1]] == "i'd" and "have" in past)


def _passive(before: Sequence[str]) -> bool:
    """Whether the words before a participle are those of "it is often said"."""
    index = len(before) - 1
    while index >= 0 and (before[index] in _BETWEEN or before[index] == "it's"):
        index -= 1
    return index < len(before) - 1 or before[-1:] == ["it's"]


def goes_on_telling(words: Sequence[Word], first: int, pause: str) -> bool:
    """Whether the account of a belief, given in the clauses before, still runs in the clause that starts at `first`."""
    return pause != ";" and words[first].text not in _BUT


def only_judges(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words say nothing of their own: "no", "wait", "of course"."""
    return all(word.text in _JUDGING for word in words[first:last])


def takes_back(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words only say that what stands before them is not so: "which is simply wrong", "Not so"."""
    texts = [key for key, _ in groupby(word.text for word in words[first:last])]
    stems = [word.stem for word in words[first:last]]
    if not _JUDGING.issuperset(set(texts) - _WRONG) or len(texts) > 9:
        return False
    wrong = sum(text in _WRONG for text in texts)
    if tuple(texts) in {("wait",), ("hang", "on"), ("hold", "on")}:  # "no, hang on"
        return first > 0 and words[first - 1].text in {"no", "nope"}
    if ("way", "round") in _pairs(texts) or ("way", "around") in _pairs(texts):  # "no, wait, other way round"
        return len(texts) < 7
    refused = any(a == "not" and b in _HOLDING for a, b in _pairs(stems)) or texts == ["that", "not", "it"]
    if texts[0] == "which" and "wrong" in texts:  # what a method does may be wrong, and be said rightly
        return False
    if ("wrong", "way") in _pairs(texts) and texts[0] in {"the", "in"}:  # "it pulls them to zero, the wrong way"
        return False
    return bool(wrong) != ("not" in stems) if wrong else refused


def _pairs(stems: Sequence[str]) -> list[tuple[str, str]]:
    return [(stems[i], stems[j]) for i in range(len(stems)) for j in (i + 1, i + 2) if j < len(stems)]
