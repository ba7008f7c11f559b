"""A small lesson for tests, and a way to write it to disk with something changed."""

from __future__ import annotations

from pathlib import Path

STORY = """---
lesson: decay
title: How weights $w$ decay
---

## The idea

A weight *decays*; see [which one](../decay.md#which-one-shrinks-the-weight-itself) and `[not](this.md)`.

```yaml experiment
demo: decay_step
params: {steps: 3}
shows: [sgdw]
holds: [sgdw < 1]
say: Look at $w$.
```

And after it.

## The interview answer

Say it.

```yaml answer
question: jjjj1111
sentences:
  - {say: L1 ends at zero., demo: decay_step, holds: [adamw < 1]}
  - {say: L2 only shrinks., source: A paper}
```
"""

AUDIT = """- claim: 2
  lines: 30-33
  section: the-idea
  says: It shrinks $w$.
  verdict: "true"
  correct: It does.
  evidence:
    - {demo: decay_step, params: {steps: 3}, holds: [sgdw < 1], shows: [adamw], say: It fell.}
  questions: [aaaa1111]
- claim: 1
  lines: 9
  section: the-idea
  says: It grows.
  verdict: "false"
  correct: It does not.
  source: A book
  questions: [bbbb2222, aaaa1111]
"""


def write_lesson(folder: Path, *changes: tuple[str, str], story: str = STORY, audit: str = AUDIT) -> Path:
    """The lesson in `folder`, each text of `changes` replaced by the other one of its pair."""
    folder.mkdir(parents=True, exist_ok=True)
    for old, new in changes:
        assert (story + audit).count(old) >= 1, old
        story, audit = story.replace(old, new, 1), audit.replace(old, new, 1) if old not in story else audit
    (folder / "README.md").write_text(story, encoding="utf-8")
    (folder / "audit.yaml").write_text(audit, encoding="utf-8")
    return folder
