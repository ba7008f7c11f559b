import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.engine import catalogue
from quizapp.engine import demos as shelf
from quizapp.engine.demo import Demo, Outcome, Param, seed_param
from quizapp.errors import EngineError, ParameterError, UnknownDemoError
from quizapp.questions.calls import format_value

RATE = Param("lr", "auto", "learning rate, per step", 1e-6, 1, ("auto",))
ROWS = Param("n", 100, "number of rows", 10, 500)
LAMS = Param("lams", (0.0, 0.1), "decays", 0, 10, max_items=3)
NOISE = Param("noise", 0.1, "sd of the noise", 0, 3)
SIGNAL = Param("signal", False, "whether there is something to learn")
METHOD = Param("method", "lars", "how it is solved", choices=("lars", "fista", "admm"))


def too_few(params):
    return "n = 10 is too few; take 20." if params["n"] == 10 else None


DEMO = Demo(
    name="tiny",
    title="Tiny",
    subject="Tests",
    about="Nothing.",
    params=(RATE, ROWS, LAMS, NOISE, SIGNAL, METHOD, seed_param(42)),
    claims=(),
    run=lambda *_: Outcome({}, "Nothing."),
    script="print(1)",
    check=too_few,
)


def test_the_files_are_the_catalogue(tmp_path, monkeypatch):
    for name in ("zeta", "alpha", "_shared"):
        (tmp_path / f"{name}.py").write_text("")
    monkeypatch.setattr(shelf, "__path__", [str(tmp_path)])
    assert catalogue.names() == ("alpha", "zeta")


def test_a_file_that_cannot_be_used_is_named(tmp_path, monkeypatch):
    (tmp_path / "broken_file.py").write_text("DEMO = 1 / 0")
    (tmp_path / "no_demo.py").write_text("")
    (tmp_path / "wrong_name.py").write_text("from quizapp.engine.demos.decay_step import DEMO")
    monkeypatch.setattr(shelf, "__path__", [*shelf.__path__, str(tmp_path)])
    for name, why in (("broken_file", "division by zero"), ("no_demo", "no_demo.py"), ("wrong_name", "must bind DEMO")):
        with pytest.raises(EngineError, match=rf"{name}\.py.*{why}|{why}"):
            catalogue.find(name)


@pytest.mark.parametrize("name", ["decay_steps", "_net", "../demo", "", "decay_step.py"])
def test_an_unknown_demo_is_refused(name):
    with pytest.raises(UnknownDemoError, match="`quizapp demo` lists them all"):
        catalogue.find(name)


def test_an_unknown_demo_is_guessed():
    with pytest.raises(UnknownDemoError, match=r"Did you mean decay_step\?"):
        catalogue.find("decay_steps")


def test_defaults_fill_what_is_not_given():
    full = catalogue.complete(DEMO, {"n": 50})
    assert full == {
        "lr": "auto",
        "n": 50,
        "lams": (0.0, 0.1),
        "noise": 0.1,
        "signal": False,
        "method": "lars",
        "seed": 42,
    }


def test_equal_settings_are_equal_however_they_are_written():
    written = [{"noise": 1, "n": 50.0, "lams": [1]}, {"noise": 1.0, "n": 50, "lams": (1.0,)}]
    one, two = ([(name, repr(value)) for name, value in catalogue.complete(DEMO, given).items()] for given in written)
    assert one == two


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"n": 5}, "tiny: n = 5 is refused; n (number of rows) is a whole number from 10 to 500."),
        ({"n": 50.5}, "tiny: n = 50.5 is refused; n (number of rows) is a whole number from 10 to 500."),
        ({"n": True}, "tiny: n = True is refused; n (number of rows) is a whole number from 10 to 500."),
        ({"noise": True}, "tiny: noise = True is refused; noise (sd of the noise) is a number from 0 to 3."),
        ({"noise": math.nan}, "tiny: noise = nan is refused; noise (sd of the noise) is a number from 0 to 3."),
        ({"lr": "auo"}, "tiny: lr = auo is refused; lr (learning rate, per step) is auto or a number from 1e-06 to 1."),
        (
            {"lams": []},
            "tiny: lams = [] is refused; lams (decays) is a list of 1 to 3 numbers, each from 0 to 10.",
        ),
        (
            {"lams": [0, 1, 2, 3]},
            "tiny: lams = [0, 1, 2, 3] is refused; lams (decays) is a list of 1 to 3 numbers, each from 0 to 10.",
        ),
        ({"signal": 1}, "tiny: signal = 1 is refused; signal (whether there is something to learn) is true or false."),
        ({"method": "x"}, "tiny: method = x is refused; method (how it is solved) is one of lars, fista, admm."),
        (
            {"nois": 1},
            'tiny has no parameter "nois". Did you mean noise? It takes lr, n, lams, noise, signal, method, seed.',
        ),
        ({"n": 10}, "tiny: n = 10 is too few; take 20."),
    ],
)
def test_a_refusal_names_the_parameter_the_value_and_the_range(params, message):
    with pytest.raises(ParameterError) as refusal:
        catalogue.complete(DEMO, params)
    assert str(refusal.value) == message


def test_a_long_value_is_cut_in_the_message():
    with pytest.raises(ParameterError) as refusal:
        catalogue.complete(DEMO, {"method": "x" * 10_000})
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize(
    ("param", "text", "value"),
    [
        (RATE, "auto", "auto"),
        (RATE, " 1e-3 ", 0.001),
        (ROWS, "1e2", 100.0),
        (ROWS, "100", 100),
        (LAMS, "0,1e-5,0.1", (0.0, 1e-5, 0.1)),
        (LAMS, "0.1", (0.1,)),
        (LAMS, "", ()),
        (SIGNAL, "True", True),
        (METHOD, "nonsense", "nonsense"),
    ],
)
def test_command_line_text_is_read_in_the_parameter_s_type(param, text, value):
    assert catalogue.parse_value(param, text) == value


@pytest.mark.parametrize(("param", "text"), [(RATE, "fast"), (ROWS, "ten"), (LAMS, "1,x"), (SIGNAL, "1"), (ROWS, "")])
def test_text_of_another_type_is_refused(param, text):
    with pytest.raises(ParameterError, match=rf'"{text}" cannot be read as {param.name}, which is'):
        catalogue.parse_value(param, text)


VALUES = {
    "lr": st.one_of(st.just("auto"), st.floats(1e-6, 1)),
    "n": st.integers(11, 500),
    "lams": st.lists(st.floats(0, 10), min_size=1, max_size=3),
    "noise": st.floats(0, 3),
    "signal": st.booleans(),
    "method": st.sampled_from(METHOD.choices),
    "seed": st.integers(0, 2**31 - 1),
}


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_what_is_accepted_is_read_back_from_its_own_text(params):
    full = catalogue.complete(DEMO, params)
    known = {param.name: param for param in DEMO.params}
    assert (
        catalogue.complete(DEMO, {n: catalogue.parse_value(known[n], format_value(v)) for n, v in full.items()}) == full
    )


def test_minus_zero_is_zero():
    full = catalogue.complete(DEMO, {"noise": -0.0, "lams": [-0.0, 1]})
    assert str(full["noise"]) == "0.0"
    assert str(full["lams"]) == "(0.0, 1.0)"
