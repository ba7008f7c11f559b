"""The filters that `practice` and `list` share, and numbers on the command line."""

from __future__ import annotations

import argparse

from quizapp.workspace import Selection


def add_filters(parser: argparse.ArgumentParser) -> None:
    """`--deck --tag --kind --level`."""
    parser.add_argument("--deck", metavar="D", help="only this deck, for example weight-decay")
    parser.add_argument("--tag", metavar="T", help="only questions with this tag")
    parser.add_argument("--kind", metavar="K", help="only this kind: choice, numeric, code, interview …")
    parser.add_argument("--level", metavar="L", help="only this level: junior, mid, senior or research")


def selection_of(args: argparse.Namespace) -> Selection:
    """The filters of `args`; the sizes of a session too, where the command has them."""
    return Selection(
        deck=args.deck,
        tag=args.tag,
        kind=args.kind,
        level=args.level,
        new=getattr(args, "new", None),
        limit=getattr(args, "limit", None),
    )


def whole_number(text: str) -> int:
    """A number from 0 on, for argparse."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 0 on")
    return int(text)


def positive_number(text: str) -> int:
    """A number from 1 on, for argparse."""
    number = whole_number(text)
    if number == 0:
        raise argparse.ArgumentTypeError("it must be at least 1")
    return number
