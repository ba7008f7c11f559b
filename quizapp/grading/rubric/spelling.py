"""Words that are one slip of the finger away from a word of the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from quizapp.grading.rubric.lexicon import GRAMMAR, set_of
from quizapp.grading.rubric.words import stem

MAX_WORD = 24
MAX_KEPT = 20_000

# Words of their own that lie close to one of machine learning's: they are never mended.
ORDINARY = set_of(
    """
    about above adapt adapts adopt affect affects after again agree along alone already also although always
    among amount another answer appear apply around based basic basis because been before being below between beyond
    board both bound brain break bring broad build called cause cause certain change changed chance chances check clear
    close closer closest coarse common compare consider contain content correct could count course cover create current
    data dealing decade decide default define depth derive detail differ direct direction does doing down draft drift
    drives during early easier easy effect effects either enough entire entity equation even event every exactness
    except expand expect explain express extend extra false fewer field final find first fixed focus follow force found
    four fraction friend from front function further general given gives going good grand grant grass great ground group
    guess guest hand happen hard have having heart heavy hence here high higher hold home house however human idea
    image imply include inner input inside instead into issue item itself judge keep kind knew know label lack larger
    later layer lead learn least leave left length less lesson letter level light like likely limb line link list
    little live local long longer look loose lose lost lots lower made main major make many mark master match matter
    may meaning medium meet member mention merely metal meter middle might mind mine minor moral more most mostly motion
    mount move much must name native nature near need negative never next night normal north note nothing notice
    number object obtain occur offer often once only open order other ought outer over owner pair paper part party pass
    past patch pause people perfect perform perhaps phase phrase piece place plain plan plane plant play plenty point
    pool poor popular port position possible post power present press pretty price print prize problem process
    produce proof proper prove pure purpose push quick quiet quite race raise range rank rather reach read reader real
    really reason recall record refer reflect regard relate relation remain remember repeat replace report require
    rest result return right rise risk role room root rough round rule same sample save scare second secret sense
    separate serve serious several shape share sharp shift ship shore short should show side sign simple simply since
    single site size skip slide slight slow slower small smart smell smile smooth some something sometimes sort sound
    source space spare speak special speed spell spend spirit sport spread square stable stage stair stake stand start
    state stay step still stone stop store story straight strange street strength strict strong structure study style
    subject such sudden suffer suggest suit super support suppose sure surface table take task taste teach team tell
    term than that their them then there these they thing think third this those though thought three threat through
    throw time title together topic total touch toward towards track trade trail train transform treat tree trick tried
    trouble true trust truth turn type under unit until upon using usual usually value various vary version very view
    visit voice wait walk wall want watch water weak weigh weird well what when where which while white whole whose
    wide will wish with within without wonder word work world worse worst would write wrong year young your yours zone
    adding added adds chosen couple couples coupled depend depends depending implies normally partly partial penalise
    minimise maximise balance decrease increase increases decreases informed underlying exclude explicit implicit
    """
)


class Speller:
    """Finds the known word that a typed one is a slip of.

    `owners` gives for each known word the concepts whose phrases hold it. A typed word that lies between two concepts
    is left as it is: nobody's L1 may become L2.
    """

    def __init__(self, owners: Mapping[str, frozenset[str]]) -> None:
        self.stems = frozenset(stem(word) for word in owners)
        self._owners = {**dict.fromkeys(GRAMMAR, frozenset[str]()), **owners}
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._owners):
            if len(word) > 3 and word.isalpha():
                self._by_letter[word[0]].append(word)
        self._meant: dict[str, str] = {}

    def meant(self, typed: str) -> str:
        """The one known word that `typed` is a misspelling of, or `typed` itself."""
        if typed not in self._meant:
            if len(self._meant) > MAX_KEPT:
                self._meant.clear()
            self._meant[typed] = self._nearest(typed)
        return self._meant[typed]

    def _nearest(self, typed: str) -> str:
        if len(typed) < 4 or len(typed) > MAX_WORD or typed in ORDINARY or stem(typed) in ORDINARY:
            return typed
        # A slip in the first letter is rare, and would make a match of a batch.
        near = [(away, word) for word in self._by_letter[typed[0]] if (away := _slip(typed, word)) is not None]
        closest = [word for away, word in near if away == min(near)[0]]
        if len({stem(word) for word in closest}) > 1 and len({self._owners[word] for word in closest}) > 1:
            return typed
        return closest[0] if closest else typed


def _slip(typed: str, word: str) -> int | None:
    """How many slips lie between the two where these are few enough for their length, else None."""
    length = min(len(typed), len(word))
    if max(len(typed), len(word)) - length > 2:
        return None
    allowed = 2 if length >= 8 else 1
    if _single(typed) == _single(word):
        return 1
    if length < 5 and sorted(typed) != sorted(word):
        return None
    away = distance(typed, word, allowed)
    return away if away <= allowed else None


@lru_cache(maxsize=1 << 13)
def _single(word: str) -> str:
    """`word` with each doubled letter once: "laso" is "lasso", "unitts" is "units"."""
    return "".join(letter for letter, before in zip(word, f" {word}", strict=False) if letter != before)


def distance(left: str, right: str, most: int) -> int:
    """How many letters must be changed, put in, left out or swapped with their neighbour; `most + 1` where more.

    Source: Damerau's edit distance, restricted to one edit of each place.
    """
    if abs(len(left) - len(right)) > most or len(set(left) ^ set(right)) > 2 * most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
