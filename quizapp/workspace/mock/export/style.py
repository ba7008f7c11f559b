"""The look of the HTML page: light and dark on a screen, black on white on paper."""

from __future__ import annotations

LIGHT = """
  color-scheme: light;
  --page: #ffffff; --ink: #1b2330; --quiet: #556070; --line: #d6dce4; --panel: #f4f6f9; --accent: #1d5fa6;
  --good: #1a6a3a; --mixed: #865800; --poor: #a5261c;
"""
DARK = """
  color-scheme: dark;
  --page: #14181e; --ink: #e5e9ee; --quiet: #a4afbd; --line: #343d49; --panel: #1d232b; --accent: #82b7f2;
  --good: #7ecb9a; --mixed: #e8b75a; --poor: #f29186;
"""

STYLE = f"""
:root {{{LIGHT}}}
@media screen and (prefers-color-scheme: dark) {{ :root {{{DARK}}} }}
* {{ box-sizing: border-box; }}
body {{
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 64rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word;
}}
h1, h2, h3 {{ line-height: 1.25; break-after: avoid; text-wrap: balance; }}
h1 {{ margin: 0; font-size: 1.75rem; }}
h2 {{ margin: 2.5rem 0 .5rem; font-size: 1.25rem; }}
h3, h4, h5, h6 {{ margin: 1.25rem 0 .4rem; font-size: 1rem; }}
p, ul, ol, dl {{ margin: .5rem 0; }}
a {{ color: var(--accent); }}
a:not([href]) {{ color: inherit; }}
.facts, .quiet, caption {{ color: var(--quiet); }}
.facts {{ margin-top: .25rem; }}
.verdict {{ font-size: 1.1rem; }}
.excellent, .good, .covered {{ color: var(--good); }}
.mixed, .nudged, .withdrawn {{ color: var(--mixed); }}
.poor, .contradicted, .stands {{ color: var(--poor); }}
.status {{ font-weight: 600; white-space: nowrap; }}
.whole {{ display: grid; grid-template-columns: minmax(0, 3fr) minmax(12rem, 1fr); gap: 0 2rem; align-items: start; }}
.hiring {{ margin: 2.4rem 0 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; }}
.hiring p {{ margin: .25rem 0; }}
.hiring .word {{ font-size: 1.35rem; font-weight: 600; }}
.practice {{ padding: .1em .6em; border: 1px solid currentColor; border-radius: 1em; font-size: .8rem; }}
table {{ width: 100%; border-collapse: collapse; margin: .5rem 0; }}
caption {{ text-align: left; padding-bottom: .25rem; }}
th, td {{ padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }}
th, td {{ text-align: left; vertical-align: top; }}
thead th {{ color: var(--quiet); font-weight: 600; font-size: .85rem; }}
tbody th {{ font-weight: 500; }}
tr {{ break-inside: avoid; }}
.number {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }}
.bar {{ display: block; min-width: 5rem; height: .7rem; margin-top: .45rem; border: 1px solid var(--quiet); }}
.bar span {{ display: block; height: 100%; background: var(--accent); }}
.bar, .bar span {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
.scroll {{ overflow-x: auto; }}
.question {{ margin-top: 2.5rem; border-top: 2px solid var(--line); }}
.question h2 {{ margin-top: 1.25rem; }}
.beside {{ display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 2rem; }}
pre, code {{ font: .9rem/1.45 ui-monospace, "DejaVu Sans Mono", "Liberation Mono", monospace; }}
pre {{ margin: .5rem 0; padding: .6rem .75rem; background: var(--panel); white-space: pre-wrap; tab-size: 4; }}
pre, q {{ overflow-wrap: anywhere; }}
pre code {{ font: inherit; }}
.said {{ border-left: 3px solid var(--accent); unicode-bidi: plaintext; }}
.said.prose {{ font: inherit; }}
.math.block, div.math {{ margin: .5rem 0 .5rem 1.5rem; }}
blockquote {{ margin: .5rem 0; padding-left: .75rem; border-left: 3px solid var(--line); }}
q {{ quotes: "“" "”"; unicode-bidi: isolate; }}
.finding {{ margin: .75rem 0; padding: .5rem .75rem; border-left: 3px solid currentColor; }}
.finding > * {{ color: var(--ink); margin: .25rem 0; }}
.finding > .status {{ color: inherit; white-space: normal; }}
@media (max-width: 44rem) {{
  .whole, .beside {{ grid-template-columns: minmax(0, 1fr); }}
  .hiring {{ margin-top: 1rem; }}
}}
@page {{ margin: 16mm 15mm 18mm; @bottom-right {{ content: counter(page) " / " counter(pages); font-size: 8pt; }} }}
@media print {{
  :root {{ font-size: 10pt; }}
  body {{ padding: 0; max-width: none; }}
  h2 {{ margin-top: 1.5rem; }}
  a[href^="#"] {{ color: inherit; text-decoration: none; }}
  .long {{ break-before: page; border-top: 0; margin-top: 0; }}
  .scroll {{ overflow: visible; }}
  .verdict, .hiring, .finding, .question .scroll {{ break-inside: avoid; }}
  p, li {{ orphans: 3; widows: 3; }}
}}
"""
