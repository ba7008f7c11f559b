"""Is it right: pure primitives that know no question. Numbers, formulas, options, orders, texts, rubric points."""
