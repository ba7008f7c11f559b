"""Is it right: pure primitives that know no question. Numbers, formulas, options, orders, short texts, rubric points."""
