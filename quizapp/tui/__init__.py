"""The screens, and the only package that imports Textual."""
