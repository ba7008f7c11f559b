"""The LaTeX that decks may use, and the characters that it becomes on one line."""

from __future__ import annotations

# Letters and other signs that stand for something.
LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "partial": "∂", "nabla": "∇",
    "ell": "ℓ", "emptyset": "∅", "varnothing": "∅", "top": "⊤", "hbar": "ℏ", "Re": "Re", "Im": "Im", "prime": "′",
    "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮", "bot": "⊥", "forall": "∀", "exists": "∃", "%": "%",
    "#": "#", "$": "$", "&": "&", "_": "_",
}  # fmt: skip

# Large operators, which stand apart from what they work on.
BIG = {"sum": "Σ", "prod": "∏", "int": "∫"}

# Signs with a space on either side.
OPERATORS = {
    "times": "×", "pm": "±", "mp": "∓", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠",
    "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "propto": "∝", "to": "→", "rightarrow": "→",
    "leftarrow": "←", "gets": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐",
    "Leftrightarrow": "⇔", "implies": "⇒", "iff": "⇔", "mapsto": "↦", "in": "∈", "notin": "∉", "subset": "⊂",
    "subseteq": "⊆", "cup": "∪", "cap": "∩", "setminus": "∖", "ll": "≪", "gg": "≫", "mid": "|", "odot": "⊙",
    "oplus": "⊕", "otimes": "⊗", "star": "⋆", "ast": "∗", "circ": "∘", "perp": "⊥", "parallel": "∥", "wedge": "∧",
    "land": "∧", "vee": "∨", "lor": "∨", "div": "÷", "lt": "<", "gt": ">", "coloneqq": ":=", "longrightarrow": "⟶",
    "uparrow": "↑", "downarrow": "↓", "neg": "¬",
}  # fmt: skip

# What one character of the source becomes, with a space on either side.
PLAIN_OPERATORS = {"+": "+", "-": "−", "=": "=", "<": "<", ">": ">", "*": "∗", "/": "/"}

OPENING = {
    "(": "(", "[": "[", "\\{": "{", "\\lbrace": "{", "\\langle": "⟨", "\\lceil": "⌈", "\\lfloor": "⌊",
    "\\lVert": "‖", "\\lvert": "|",
}  # fmt: skip
CLOSING = {
    ")": ")", "]": "]", "\\}": "}", "\\rbrace": "}", "\\rangle": "⟩", "\\rceil": "⌉", "\\rfloor": "⌋",
    "\\rVert": "‖", "\\rvert": "|",
}  # fmt: skip
FENCES = {"|": "|", "\\|": "‖", "\\Vert": "‖", "\\vert": "|"}

# Names of functions and operators, which stand upright and apart from their neighbours.
NAMES = frozenset({
    "log", "ln", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "min", "max", "sup", "inf", "lim", "arg",
    "argmin", "argmax", "det", "dim", "ker", "rank", "tr", "trace", "sign", "sgn", "Pr", "Var", "Cov", "diag",
    "prox", "softmax", "sigmoid", "ReLU", "mod", "gcd", "limsup", "liminf",
})  # fmt: skip

# Accents become combining characters on a single letter.
ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7", "check": "\u030c", "breve": "\u0306", "overline": "\u0305",
    "underline": "\u0332",
}  # fmt: skip

# Upright words and type faces: `text` keeps its spaces, the others only their content.
WORDS = frozenset({"text", "textrm", "textbf", "textit", "texttt", "mbox"})
FACES = frozenset(
    {"mathrm", "operatorname", "mathbf", "boldsymbol", "bm", "mathit", "mathsf", "mathtt", "mathcal", "mathbb"}
)

BLACKBOARD = {"R": "ℝ", "E": "𝔼", "N": "ℕ", "Z": "ℤ", "P": "ℙ", "C": "ℂ", "Q": "ℚ", "V": "𝕍", "I": "𝕀", "1": "𝟙"}
CALLIGRAPHIC = {
    "L": "ℒ", "N": "𝒩", "D": "𝒟", "H": "ℋ", "O": "𝒪", "R": "ℛ", "F": "ℱ", "X": "𝒳", "Y": "𝒴", "S": "𝒮", "B": "ℬ",
    "J": "𝒥",
}  # fmt: skip

SPACES = {",": " ", ";": " ", ":": " ", "!": "", " ": " ", "quad": "  ", "qquad": "   ", "\n": " "}
IGNORED = frozenset({
    "displaystyle", "textstyle", "limits", "nolimits", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl",
    "Bigr", "middle", "nonumber", "left", "right",
})  # fmt: skip

ENVIRONMENTS = frozenset({"aligned", "align", "align*", "gathered", "cases", "matrix", "pmatrix", "bmatrix", "vmatrix"})

SUPERSCRIPTS = dict(
    zip("0123456789+−=()niTkabcdefghjlmoprstuvwxyz⊤′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵏᵃᵇᶜᵈᵉᶠᵍʰʲˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ′", strict=True)
)
SUBSCRIPTS = dict(zip("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

STRUCTURES = frozenset(
    {"frac", "dfrac", "tfrac", "sqrt", "binom", "cdot", "\\", "left", "right", "begin", "end", "|", "{", "}"}
)


def known_macros() -> frozenset[str]:
    """Every macro name that may be written."""
    delimiters = {name.removeprefix("\\") for name in (*OPENING, *CLOSING, *FENCES) if name.startswith("\\")}
    tables = (LETTERS, BIG, OPERATORS, NAMES, ACCENTS, WORDS, FACES, SPACES, IGNORED, STRUCTURES, delimiters)
    return frozenset(name for table in tables for name in table)
