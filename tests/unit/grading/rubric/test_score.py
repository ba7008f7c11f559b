"""What a judged rubric is worth, and overruling the judge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.grading.rubric import overrule, scored
from quizapp.grading.verdict import Grade, Point, Verdict

EVIDENCE = {"covered": "L1 gives zeros", "contradicted": "L2 gives zeros", "missed": ""}


def point(name, status, weight=1.0, must=False):
    return Point(name, status, EVIDENCE[status], "about", weight, must)


def mistake(name, status="stated", weight=1.0):
    return Point(name, status, "L2 is sparse", "about", weight)


def grade_of(points, mistakes=(), meant=()):
    score, verdict = scored(points, mistakes)
    return Grade(verdict, score, points=tuple(points), misconceptions=tuple(mistakes), meant=meant)


POINTS = st.lists(st.sampled_from(sorted(EVIDENCE)), min_size=1, max_size=5).flatmap(
    lambda statuses: st.tuples(
        *(
            st.builds(point, st.just(f"p{i}"), st.just(status), st.sampled_from([0.1, 0.5, 1.0, 2.0, 3.0]))
            for i, status in enumerate(statuses)
        )
    )
)
MISTAKES = st.integers(0, 2).map(lambda count: tuple(mistake(f"m{i}", weight=0.1) for i in range(count)))


@given(POINTS, MISTAKES)
def test_right_means_everything_covered_and_nothing_stated(points, mistakes):
    score, verdict = scored(points, mistakes)
    complete = all(p.status == "covered" for p in points) and not mistakes
    assert 0 <= score <= 1
    assert (score == 1) == (verdict is Verdict.RIGHT) == complete
    assert (score == 0) == (verdict is Verdict.WRONG)


@pytest.mark.parametrize(
    ("points", "mistakes", "score"),
    [
        ([point("a", "covered", 2), point("b", "missed", 1)], [], 2 / 3),
        ([point("a", "covered", 2), point("b", "covered", 1)], [mistake("m")], 2 / 3),
        ([point("a", "covered", 2), point("b", "contradicted", 1)], [mistake("m")], 2 / 3),
        ([point("a", "covered", 2), point("b", "contradicted", 1)], [mistake("m", weight=2)], 1 / 3),
        ([point("a", "covered", 1)], [mistake("m", weight=2)], 0),
        ([point("a", "covered", 1)], [mistake("m", "withdrawn")], 1),
        ([], [], 0),
    ],
)
def test_a_misconception_costs_what_the_contradicted_points_do_not_pay(points, mistakes, score):
    assert scored(points, mistakes)[0] == pytest.approx(score)


@given(POINTS, MISTAKES)
def test_turning_twice_gives_back_what_the_judge_said(points, mistakes):
    grade = grade_of(points, mistakes)
    for name in [item.name for item in (*points, *mistakes)]:
        once = overrule(grade, name)
        assert once != grade
        assert (once.score, once.verdict) == scored(once.points, once.misconceptions)
        assert overrule(once, name) == grade


@pytest.mark.parametrize(
    ("before", "after"), [("covered", "missed"), ("missed", "covered"), ("contradicted", "covered")]
)
def test_a_turned_point_says_so(before, after):
    (turned,) = overrule(grade_of([point("a", before)]), "a").points
    assert (turned.status, turned.overruled, turned.evidence) == (after, True, EVIDENCE[before])


def test_withdrawing_a_misconception_makes_a_complete_answer_right():
    grade = overrule(grade_of([point("a", "covered")], [mistake("m")]), "m")
    assert grade.verdict is Verdict.RIGHT
    assert (grade.misconceptions[0].status, grade.misconceptions[0].overruled) == ("withdrawn", True)


def test_a_point_that_is_covered_now_is_no_longer_proposed():
    grade = grade_of([point("a", "missed"), point("b", "missed")], meant=("a", "b"))
    assert overrule(grade, "a").meant == ("b",)


def test_an_unknown_name_changes_nothing():
    grade = grade_of([point("a", "missed")])
    assert overrule(grade, "z") is grade
