"""The engine for the reader's browser: what it is made of, and what it answers to the page."""
