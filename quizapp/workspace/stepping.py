"""Lets a pure machine run: events go in one after another, and what each step wants is carried out before the next."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

State = TypeVar("State")
Event = TypeVar("Event")
Effect = TypeVar("Effect")


class Stepper(ABC, Generic[State, Event, Effect]):
    """Owns the `state` of one session. `send` an event; `on_change` is called after each one.

    What a step wants is carried out inside `send`, before `on_change`: what the front end draws has happened.
    """

    def __init__(
        self,
        state: State,
        step: Callable[[State, Event], tuple[State, tuple[Effect, ...]]],
        on_change: Callable[[State], None],
    ) -> None:
        self.state, self.on_change = state, on_change
        self._step = step
        self._events: deque[Event] = deque()
        self._stepping = False

    def send(self, event: Event) -> None:
        """Let `event` happen, with everything that follows from it at once."""
        self._events.append(event)
        if not self._stepping:
            self._go_on()

    def _go_on(self, first: tuple[State, tuple[Effect, ...]] | None = None) -> None:
        """Take every step that there is to take; `first` is that of a machine which begins by itself."""
        self._stepping = True
        try:
            while first or self._events:
                self.state, effects = first or self._step(self.state, self._events.popleft())
                first = None
                for effect in effects:
                    self._carry_out(effect)
        finally:
            self._stepping = False
        self.on_change(self.state)

    @abstractmethod
    def _carry_out(self, effect: Effect) -> None:
        """Do what a step wants; the news of it goes to `send`."""
