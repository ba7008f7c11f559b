"""Words that are one slip of the finger away from a word of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizapp.grading.rubric.lexicon import set_of

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


def nearest(typed: str, stem: str, known: Mapping[str, Sequence[str]], owners: Mapping[str, frozenset[str]]) -> str:
    """The one known stem that `typed` (its stem is `stem`) is a misspelling of, or `stem` where there is none.

    `known` holds the stems by their first letter: a slip in the first letter is rare. A word between two concepts is
    left as it is: nobody's L1 may become L2.
    """
    if typed in ORDINARY or stem in ORDINARY:
        return stem
    candidates = [other for other in known.get(typed[0], ()) if _close(typed, stem, other)]
    if len(candidates) > 1:
        candidates = [other for other in candidates if distance(stem, other, 1) <= 1]
    if not candidates or any(owners[other] != owners[candidates[0]] for other in candidates):
        return stem
    return candidates[0]


def _close(typed: str, stem: str, other: str) -> bool:
    if stem == other[: len(stem)] and len(other) - len(stem) < 2 and len(stem) < 5:
        return False
    allowed = 2 if min(len(stem), len(other)) >= 7 and len(typed) >= 8 else 1
    if min(len(stem), len(other)) < 4:
        return False
    if len(other) == 4 and sorted(stem) != sorted(other):
        return False
    return distance(stem, other, allowed) <= allowed


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
