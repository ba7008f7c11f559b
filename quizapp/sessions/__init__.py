"""What happens next: practice sessions as pure machines, `(state, event) -> (state, effects)`."""
