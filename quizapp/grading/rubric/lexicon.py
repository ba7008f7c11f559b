"""The small words of English that rules turn on: what joins clauses, denies, asks, or points back."""

from __future__ import annotations


def set_of(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


# Where a full stop ends a word and no sentence.
ABBREVIATED = set_of("vs eg ie e g i approx resp const corr indep coef coeff coefs incl prob eff regul")

# What says what a thing is.
IS = set_of("is are was were isn't aren't wasn't weren't")

# "is so small": no clause starts at "so".
BEING = set_of("is are was were be becomes become gets get being")

# Before "it", what takes it into its own clause: "makes it just as small"; and what shows a clause of its own after it.
BINDING = set_of(
    """
    that if whether how where what when makes make making keeps keep lets let gets get to of for with by as than on in
    from at and or but so because since while whereas which until then not drives drive pushes push pulls pull once
    unless like
    """
)
GOING_ON = set_of("just only never always also still keeps gets goes jumps stays becomes ends shrinks has gives only")

# Words that open a clause.
CONJUNCTIONS = set_of(
    """
    but while whilst whereas although though because since so hence thus therefore however yet which until till then
    when whenever once if unless and as nor despite except who meaning
    """
)

# Of those, what only sets the scene.
CONDITIONS = frozenset({"if", "when", "whenever", "once", "unless", "suppose", "assuming"})

# "the closer it gets, the weaker it pulls": what is measured by what.
COMPARATIVES = set_of(
    """
    closer nearer smaller larger bigger more less fewer longer higher lower stronger weaker farther broader wider
    narrower tighter flatter sharper heavier lighter harder faster slower earlier later sooner greater simpler
    """
)

# Verbs of what is supposed and not so.
UNREAL = set_of("gave were had was did made drove went came got could would")

# Verbs of one subject: "… and L2 is not" starts a clause.
SINGULAR = set_of("is isn't does doesn't has hasn't was wasn't")

# What may stand between two commas inside a clause.
MARKERS = (
    ("however",), ("though",), ("in", "contrast"), ("by", "contrast"), ("on", "the", "other", "hand"), ("of", "course"),
    ("for", "example"), ("for", "instance"), ("on", "the", "contrary"), ("in", "turn"), ("then",), ("again",),
)  # fmt: skip

# What names a penalty by its formula, where no head has named it: "L1: |w|, …".
FORMULAS = set_of("|w| |w|1 |w|2 w2 w absolute square squared squares sum quadratic")

# Who claims what follows a condition: "if it is small we stop".
CLAIMANTS = set_of("i i'd i'll i've you you've we've you'd you'll we we'd we'll then one it'd they'd")

# After "and", what opens a clause of its own.
AFTER_AND = set_of(
    """
    it they this that these those there its he we you i one both neither either each only just so then hence thus
    therefore also still is are was has have does do can cannot will would gets get gives stays keeps therefore never
    no not in for with under unlike ends end
    """
)

AUXILIARIES = set_of(
    """
    is are was were be been being am do does did has have had can could will would shall should may might must
    isn't aren't wasn't weren't doesn't don't didn't hasn't haven't can't couldn't won't wouldn't shouldn't mustn't
    needn't cannot
    """
)

# "so small", "as large as": no clause starts here.
DEGREES = set_of(
    """
    small smaller large larger big tiny much many little few far long close strong weak well called high low soon
    often quickly hard easily opposed is do does did such it's good
    """
)

# What a clause after "as" tells of where it sets the scene: as the weight shrinks, as it gets to zero.
CHANGES = set_of(
    """
    approach get go becom near shrink tend decreas increas grow move come fade fall rise drop reach declin vari chang
    diminish vanish to get
    """
)

# Of these, what takes no object: "as lambda grows the prior …".
GROWING = set_of("grow fall rise vanish fade increas decreas diminish")

NEGATORS = set_of(
    """
    not n't no never none neither nor without cannot can't couldn't don't doesn't didn't isn't aren't wasn't weren't
    won't wouldn't hasn't haven't shouldn't mustn't needn't nothing nobody nowhere hardly rarely seldom scarcely
    barely unable impossible fail fails failed failing lack lacks lacking avoid avoids avoiding prevent prevents
    unlikely false wrong myth untrue incorrect incorrectly wrongly
    """
)

# Of those, what never denies the words before it: "shrinks without …".
FORWARD = set_of(
    "without instead rather neither nor no none lack lacks lacking avoid avoids avoiding prevent prevents too"
)

# Not a denial after all: "not only", "no matter", "no doubt".
HARMLESS = frozenset(
    {"only", "just", "merely", "simply", "matter", "doubt", "surprise", "because", "mention", "wonder"}
)

# Neither here nor there: "not necessarily", "not all", "not always".
UNSETTLED = frozenset({"necessarily", "all", "always", "every", "everything", "everywhere", "automatically", "sure"})

# How much of what was spoken of: "no zeros for L2, plenty for L1".
PLENTY = set_of("plenty many lots several loads some")

# What is, and goes on: "the test stays false".
STAYING = set_of("stay stays stayed remain remains remained come comes came")

# What answers a head: "exact zeros: none".
NONE = set_of("no none never nope nothing false not at all")

# What points back to what was spoken of.
POINTERS = set_of("it its which that this they these")

# What gives what was spoken of: "soft thresholding gives them".
GIVING = set_of("give gives produce produces yield yields get gets reach reaches make makes do does achieve achieves")

# What a clause may consist of that only repeats another: "but L2 does not", "the same goes for ridge".
ELLIPTIC = set_of(
    """
    and but while whereas though although so nor neither either not no never always too also as well same likewise
    similarly with for in the a case of true opposite reverse contrary vice versa holds hold applies goes happens that
    this however contrast on other hand one just only penalty regularisation regularization norm prior optimiser
    optimizer way it at n't quite really ever such thing like just you
    we they i them to able ones none first second former latter regression regulariser regularizer regularised
    regularized     penalties method methods model version term though of course case which possible
    allowed plenty many lots several loads some
    """
)

# Between "and" and a noun, what does not make it another verb's: "constant pull and many exact zeros".
BARE = set_of("exact exactly many some real true the a more lots of several")

# What a head such as "In the case of L2," holds beside the name.
HEADS = set_of(
    """
    the a an in with for under by of from on case and but while whereas so because though however then penalty norm
    regularisation regularization regression prior plain pure
    """
)

# What says of a zero that it is a number, and not where something goes to.
EXACTLY = set_of("exactly exact precisely true")

# How large a thing is, which often says only of which things one speaks.
SIZES = set_of("small tiny little large big huge smaller larger")

# Before such a size, what makes it a result: "gives small weights", and not "kills small weights".
RESULTS = set_of(
    """
    encourage encourages favour favours favor favors promote promotes want wants create creates
    give gives giving get gets have has keep keeps make makes leave leaves yield yields produce produces with to stay
    stays prefer prefers in and or but more of only just merely many are is become becomes lots
    """
)

# Before a verb: what follows is nothing that "it" could point back to.
VERBAL = set_of("to just only also not never it they both neither each all we you will can")

# What makes "this" repeat a clause: "this is not the case for L2".
SUCH = set_of("case true so same opposite reverse holds hold happens happen applies")

# Who says only that something comes to pass claims the condition for it: "done when the gap is 0".
COMING_TO_PASS = set_of("happen occur stop done finish arriv case true hold appli")

# Things of which much is said, and which are no concept of a rubric: what stands behind is said of them.
THINGS = set_of(
    """
    weight coeffici paramet w them they themselv featur entri valu compon variabl solut model coordin neuron beta theta
    w_i wi coef coeff predictor estim everyth it
    """
)

# What stands before a name that is only compared with: "than L2", "compared to L2"; and what denies of it the rest.
BESIDE = frozenset({"than", "compared", "relative", "versus", "differs", "different", "beats", "over"})
UNLIKE = frozenset({"unlike", "contrast", "opposed", "contrary", "instead", "rather", "not"})
EXCLUSIVE = frozenset({"only", "solely", "alone", "exclusively"})

# Small words between such a word and the name.
SMALL = set_of("the a an to with for in by under of from plain pure vanilla standard just using")

SAMENESS = frozenset({"same", "equivalent", "identical", "equal", "equals", "interchangeable"})
BOTH = frozenset({"both", "neither", "either", "each", "two"})

# What something is done to.
OBJECTS = frozenset({"it", "them"})

# What stands before a noun.
DETERMINERS = set_of("the a an its their these those all many some no every each")

# What two contrasted things are called together: "the two penalties".
SIDES = set_of(
    """
    of penalties norms priors methods optimisers optimizers approaches things algorithms do give get have become make
    set end reach shrink differ agree
    """
)

# Words of grammar whose misspelling would change what a sentence says.
GRAMMAR = set_of(
    """
    because while whereas although though which neither never without cannot doesn't don't isn't both only instead
    rather unlike when then therefore always really with like same former latter before does will have
    """
)

# Everything above that is known, and never mended.
SMALL_WORDS = frozenset().union(
    CONJUNCTIONS, CONDITIONS, CLAIMANTS, AFTER_AND, AUXILIARIES, NEGATORS, POINTERS, ELLIPTIC, GRAMMAR, SMALL, UNLIKE
)
