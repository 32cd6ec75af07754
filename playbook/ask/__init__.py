"""The questions asked in the terminal, one at a time, each answer saved as it is given."""

from playbook.ask.interview import Interview

__all__ = ["Interview"]
