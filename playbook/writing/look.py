"""How papers look, in every form: one typeface, one dark russet, room to breathe."""

from __future__ import annotations

FONT = "Arial"
COLOUR = "7D3512"
INK = "1F1A17"
PALE = "F6EFEA"
LINE = "C9B8AC"
MARK = "FFF0B3"
BAR = (COLOUR, "CF9A7E", "EBE0D8")
EMPTY = "FFFFFF"
"""What the parts of a bar are filled with: each can be told from the next by its lightness alone."""

CSS = f"""\
html {{ color: #{INK}; background: #fff; font: 1em/1.55 {FONT}, Helvetica, sans-serif; }}
body {{ margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem; overflow-wrap: anywhere; }}
h1, h2, h3, h4, h5 {{ color: #{COLOUR}; line-height: 1.25; margin: 2em 0 0.5em; break-after: avoid; }}
h1 {{ font-size: 2rem; margin-top: 0; }}
h2 {{ font-size: 1.4rem; border-bottom: 1px solid #{LINE}; padding-bottom: 0.25em; }}
h3 {{ font-size: 1.15rem; }}
h4, h5 {{ font-size: 1rem; }}
a {{ color: #{COLOUR}; }}
a:focus-visible {{ outline: 3px solid #{COLOUR}; outline-offset: 2px; }}
li {{ margin: 0.3em 0; }}
mark {{ background: #{MARK}; color: inherit; padding: 0 0.15em; }}
.note {{ background: #{PALE}; border-inline-start: 4px solid #{COLOUR}; padding: 0.75em 1em; }}
table {{ border-collapse: collapse; margin: 1.25em 0; width: 100%; }}
caption {{ font-weight: bold; padding-bottom: 0.5em; text-align: start; }}
th, td {{ border: 1px solid #{LINE}; padding: 0.45em 0.6em; text-align: start; vertical-align: top; }}
thead th {{ background: #{PALE}; }}
tbody th {{ font-weight: normal; }}
img {{ max-width: 100%; }}
.bar {{ display: block; height: 0.8em; max-width: 14rem; width: 100%; }}
.bar rect {{ forced-color-adjust: none; stroke: #{COLOUR}; }}
footer {{ border-top: 1px solid #{LINE}; color: #5a4f49; font-size: 0.875rem; margin-top: 3rem; }}
@media print {{
  @page {{ size: A4; margin: 2.2cm; }}
  body {{ font-size: 11pt; max-width: none; padding: 0; }}
  .new-page {{ break-before: page; }}
  tr, .note {{ break-inside: avoid; }}
  thead {{ display: table-header-group; }}
}}
"""
