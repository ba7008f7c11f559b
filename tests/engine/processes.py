"""What the tests ask of the machine: which processes live, and whether something comes true in time."""

import asyncio
from pathlib import Path


def status_of(pid):
    """The fields of a process after its name: its state, its parent, its group; empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def alive(pid):
    return status_of(pid)[:1] not in ([], ["Z"])


def group(number):
    """The living processes of a process group."""
    everybody = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [pid for pid in everybody if alive(pid) and status_of(pid)[2:3] == [str(number)]]


def descriptors(pid):
    """The numbers of what a process has open."""
    return {entry.name for entry in Path(f"/proc/{pid}/fd").iterdir()}


async def until(condition, seconds=20.0):
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)
