"""Commands that make papers. `cli.py` gives them the day; `console.py` prints what they say."""
