"""The timed mock interview as a pure machine: what is asked, the clock, the interviewer, and the report at the end."""
