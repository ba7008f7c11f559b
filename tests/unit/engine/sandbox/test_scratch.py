"""Scratch folders: made once, and removed with whatever is in them."""

import os
import tempfile

import pytest

from quizapp.engine.sandbox.scratch import make_scratch, remove_scratch


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_the_jobs_own_and_nobody_elses(temporary):
    folder = make_scratch("0ab")
    assert folder.parent == temporary
    assert folder.stat().st_mode & 0o777 == 0o700
    with pytest.raises(FileExistsError):
        make_scratch("0ab")
    remove_scratch("0ab")
    assert list(temporary.iterdir()) == []


def test_removing_what_is_not_there_touches_nothing(temporary):
    temporary.chmod(0o755)
    remove_scratch("0ab")
    assert temporary.stat().st_mode & 0o777 == 0o755


def test_a_link_in_the_place_of_the_folder_goes_and_what_it_leads_to_stays(temporary):
    outside = temporary / "outside"
    outside.mkdir(mode=0o750)
    (temporary / "quizapp-0ab").symlink_to(outside)
    remove_scratch("0ab")
    assert list(temporary.iterdir()) == [outside]
    assert outside.stat().st_mode & 0o777 == 0o750


def test_where_the_disk_has_no_room_for_temporary_files_there_is_nothing_to_remove(monkeypatch):
    def full():
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", full)
    remove_scratch("0ab")
    with pytest.raises(OSError, match="No usable temporary directory"):
        make_scratch("0ab")


def test_a_folder_that_was_closed_is_removed_all_the_same(temporary):
    """As somebody who is not root, whom permissions stop."""
    outside = temporary / "outside"
    (outside / "kept").mkdir(parents=True)
    outside.chmod(0o750)
    temporary.chmod(0o777)
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.chdir(temporary)  # what is above may be closed to others
            tempfile.tempdir = "."
            if os.getuid() == 0:
                os.setuid(65534)
            folder = make_scratch("0ab")
            (folder / "a" / "b").mkdir(parents=True)
            (folder / "a" / "link").symlink_to(outside)
            (folder / "a" / "b").chmod(0)
            (folder / "a").chmod(0o400)
            folder.chmod(0)
            remove_scratch("0ab")
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert [path.name for path in temporary.iterdir()] == ["outside"]
    assert outside.stat().st_mode & 0o777 == 0o750
    assert (outside / "kept").is_dir()
