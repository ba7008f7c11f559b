"""The cache of results: a hit is the same result, and whatever is wrong with an entry is a miss."""

import json
import math
import os

import pytest

from quizapp.engine.cache import ResultCache, cache_key
from quizapp.engine.model import Result

KEY = cache_key("demo", {"a": 1.0})


def result(x=1.0):
    return Result("demo", {"x": x}, None, {"double": 2 * x}, {}, "doubled")


@pytest.fixture
def cache(tmp_path):
    return ResultCache(tmp_path / "results", most_entries=3)


def entry(cache, key=KEY):
    return cache.folder / f"{key}.json"


def test_what_was_put_is_got_marked_as_cached(cache):
    assert cache.get(KEY) is None
    cache.put(KEY, result())
    got = cache.get(KEY)
    assert got.cached
    assert got.measures == {"double": 2.0}
    assert [path.name for path in cache.folder.iterdir()] == [f"{KEY}.json"]


@pytest.mark.parametrize("damaged", [b"", b"{", b"\xff\x00", b"[]", b"null", b"3", b"[" * 100_000, b'{"key": 1}'])
def test_a_corrupt_entry_is_a_miss_and_is_replaced(cache, damaged):
    cache.put(KEY, result())
    entry(cache).write_bytes(damaged)
    assert cache.get(KEY) is None
    cache.put(KEY, result())
    assert cache.get(KEY) is not None


def test_every_truncation_is_a_miss(cache):
    cache.put(KEY, result())
    whole = entry(cache).read_bytes()
    for length in range(len(whole) - 1):  # without its newline it is still whole
        entry(cache).write_bytes(whole[:length])
        assert cache.get(KEY) is None


def test_an_entry_under_another_name_is_a_miss(cache):
    cache.put(KEY, result())
    other = cache_key("other")
    entry(cache).rename(entry(cache, other))
    assert cache.get(other) is None


def test_an_entry_with_another_shape_is_a_miss(cache):
    cache.put(KEY, result())
    stored = json.loads(entry(cache).read_bytes())
    for name, value in (("measures", {"double": "two"}), ("seed", math.inf), ("threads", math.inf)):
        entry(cache).write_text(json.dumps({**stored, "result": {**stored["result"], name: value}}))
        assert cache.get(KEY) is None


def test_the_oldest_entries_go_when_there_are_too_many(tmp_path, monkeypatch):
    monkeypatch.setattr("quizapp.engine.cache.PRUNE_EVERY", 1)
    cache = ResultCache(tmp_path, most_entries=3)
    for number in range(6):
        cache.put(str(number), result(number))
        os.utime(entry(cache, str(number)), (number, number))
    assert {path.stem for path in tmp_path.iterdir()} == {"3", "4", "5"}


def test_the_oldest_entries_go_when_they_are_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr("quizapp.engine.cache.PRUNE_EVERY", 1)
    cache = ResultCache(tmp_path, most_bytes=1)
    cache.put(KEY, result())
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "results").write_text("a file")
    cache = ResultCache(tmp_path / "results")
    cache.put(KEY, result())
    assert cache.get(KEY) is None


def test_a_full_disk_is_no_error_and_leaves_nothing(cache, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quizapp.engine.cache.Path.replace", full)
    cache.put(KEY, result())
    assert not list(cache.folder.iterdir())


def test_the_key_changes_with_every_part():
    keys = {cache_key("a", {"x": 1.0}), cache_key("a", {"x": 1}), cache_key("a", {"x": True}), cache_key("a", {})}
    assert len(keys) == 4
    assert cache_key({"x": 1, "y": 2}) == cache_key({"y": 2, "x": 1})
