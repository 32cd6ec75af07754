"""Commands that make papers. With `cli.py` the only place that reads the clock, prints, or ends the program."""
