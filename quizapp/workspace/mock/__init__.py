"""Mock interviews at work: begun and gone on with, kept at each step, reported, overruled, exported."""
