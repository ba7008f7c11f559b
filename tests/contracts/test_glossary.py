"""The bundled glossary is worth opening: terms with one line each, no two alike, and every way on leads somewhere."""

from __future__ import annotations

from collections import Counter

import pytest

from quizapp.grading.rubric import phrase_of
from quizapp.questions import Library
from quizapp.questions.bundled import bundled_decks
from quizapp.questions.glossary import glossary_problems, terms_in, vocabulary_in
from quizapp.questions.terms import LONGEST, Term
from quizapp.questions.termsearch import called, matching_terms, terms_in_text
from quizapp.workspace.glossary import users

TERMS = tuple(terms_in(bundled_decks()).values())
every_term = pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)


def test_there_are_terms_enough_and_most_are_concepts_that_an_answer_can_say() -> None:
    concepts = vocabulary_in(bundled_decks()).by_name
    assert len(TERMS) >= 100
    assert len([term for term in TERMS if term.key in concepts]) >= 60
    assert glossary_problems(bundled_decks()) == ()


@every_term
def test_a_definition_is_one_line_and_a_sentence(term: Term) -> None:
    assert "\n" not in term.means
    assert 20 <= len(term.means) <= LONGEST
    assert term.means[0] == term.means[0].upper()
    assert term.means.endswith(".")
    assert "$" not in term.means, "it is shown as it stands, without maths"
    assert "`" not in term.means


def test_no_two_definitions_and_no_two_names_are_alike() -> None:
    assert [text for text, count in Counter(term.means for term in TERMS).items() if count > 1] == []
    assert [name for name, count in Counter(phrase_of(term.name) for term in TERMS).items() if count > 1] == []


@every_term
def test_every_way_on_leads_to_another_term(term: Term) -> None:
    known = {other.key for other in TERMS}
    assert {*term.contrasts, *term.see} <= known - {term.key}
    assert term.see, "somebody who looks it up wants to go on"


@every_term
def test_a_term_is_found_by_its_name_and_by_each_of_its_spellings(term: Term) -> None:
    for spelling in term.spellings:
        assert term in called(TERMS, spelling)
        assert term in terms_in_text(spelling, TERMS)
        assert term in matching_terms(TERMS, spelling)[: len(called(TERMS, spelling))], "before all that only fits"


def test_spellings_of_several_terms_are_few() -> None:
    """A word that is two terms brings up both: that is meant for "bias", and for little else."""
    spelled = Counter(phrase for term in TERMS for phrase in {*map(phrase_of, term.spellings)})
    assert sorted(" ".join(phrase) for phrase, count in spelled.items() if count > 1) == ["bias"]


def test_most_terms_stand_in_a_question() -> None:
    entries = Library.open([bundled_decks()]).entries
    unused = [key for key, those in users(entries, TERMS).items() if not those]
    assert len(unused) <= len(TERMS) / 4, unused
