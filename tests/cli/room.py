"""An interview room for tests: three questions, a clock that moves while somebody types, and a slow typist."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

DECK = """---
deck: room
title: In the room
---

## Which penalty gives zeros?
<!-- q id=room0001 tags=zeros level=junior time=30s -->

Exactly *zero*.

- [x] L1
- [ ] L2

### Explain
The kink at 0 holds the weight there.

## What is left after some steps?
<!-- q id=room0002 level=mid tags=decay time=1m -->

SGD with `steps=10`.

```yaml key
demo: decay_step
params: {steps: 10}
answer: sgd_weight_decay
tolerance: {rel: 0.01}
```

## Why does L1 give zeros?
<!-- q id=room0003 level=senior tags=zeros time=3m -->

As in the room.

### Rubric
- **zeros** · must · 2 · mathematics — L1 drives some weights exactly to zero.
  - `l1 & zero`
- **shrinks** · must · 1 · definitions — L2 only shrinks weights.
  - `l2 & shrink`

### Misconceptions
- **l2-sparse** — says that L2 gives sparsity. Denies *shrinks*.
  - `l2 & zero & !shrink`
  > Ridge *never* lands on zero.

### Model answer
L1 ends at zero, L2 only shrinks.

### Follow-ups
- if missing *shrinks*: What does ridge do?

### Test answers
- zeros, shrinks: lasso zeroes weights out, ridge just shrinks them
"""
CHOICE, NUMERIC, INTERVIEW = "room0001", "room0002", "room0003"
CODE = """
## Write the soft threshold
<!-- q id=room0004 tags=code time=2m -->

It stops at `zero`.

```python starter
def soft(x, t):
    raise NotImplementedError
```

```python tests
def test_large(call):
    assert call("soft", 2.0, 0.5) == 1.5
```

```python solution
def soft(x, t):
    return max(abs(x) - t, 0.0) * (1 if x > 0 else -1)
```

### Sources
- none
"""
# With this seed the questions come in the order in which they stand above.
WISH = ("--minutes", "5", "--number", "3", "--seed", "3")


class Clock:
    """Both clocks of a computer: the steady one, and the time of day, which may be set."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.set = timedelta()

    def steady(self) -> float:
        """Seconds from anywhere."""
        return 1000.0 + self.seconds

    def wall(self) -> datetime:
        """The time of day."""
        return datetime(2026, 3, 2, 9, 0, tzinfo=UTC) + timedelta(seconds=self.seconds) + self.set


class Typist(io.StringIO):
    """Standard input, of which each line takes `seconds` to be typed."""

    def __init__(self, text: str, clock: Clock, seconds: float) -> None:
        super().__init__(text)
        self._clock, self._seconds = clock, seconds

    def __next__(self) -> str:
        """The next line, when it has been typed."""
        line = super().__next__()
        self._clock.seconds += self._seconds
        return line
