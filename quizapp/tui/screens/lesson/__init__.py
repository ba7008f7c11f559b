"""The screens of the lesson: its contents, a section with its experiments, and the audit of the original."""
