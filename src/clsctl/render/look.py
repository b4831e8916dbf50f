"""The look of every page, of a report and of one table: colours of both schemes, type, and rules of tables, as CSS."""

from clsctl.render.palette import DARK, LIGHT, SANS

LOOK = f"""
:root {{ color-scheme: light dark; --sans: {SANS}; {LIGHT.properties()} }}
html {{ font: 100%/1.5 var(--sans); color: var(--ink); background: var(--paper) }}
table {{ border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums }}
caption {{ text-align: left; font-weight: 700 }}
th, td {{ text-align: left; vertical-align: top }}
thead th {{ font-size: .875rem; color: var(--quiet); font-weight: 600; vertical-align: bottom }}
thead tr, tbody tr {{ border-bottom: 1px solid var(--rule) }}
tfoot tr {{ border-bottom: 2px solid var(--ink) }}
{" ".join(f".t{number} {{ fill: var(--tint-{number}) }}" for number in range(len(LIGHT.tints)))}
@media screen and (prefers-color-scheme: dark) {{ :root {{ {DARK.properties()} }} }}
"""
