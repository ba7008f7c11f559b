"""Show that it is so: demos run in another process, and what they measured comes back."""
