"""Counts in words."""

from __future__ import annotations


def count_of(number: int, noun: str) -> str:
    """`1 answer`, `2 answers`; `noun` takes a plain s."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
