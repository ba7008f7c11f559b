"""Is it right: pure primitives that know no question. Numbers, expressions, sets of options, short texts."""
