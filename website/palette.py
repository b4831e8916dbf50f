"""The colours and letters of the site: those of the report's page, and no letters from elsewhere."""

from clsctl.render.palette import DARK, LIGHT, Palette

SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", Arial, sans-serif'
LETTERS = {
    "font-stack": SANS,
    "font-stack--monospace": '"Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace',
    "font-stack--headings": SANS,
}


def light_variables() -> dict[str, str]:
    """The variables of the theme by day."""
    return LETTERS | _variables(LIGHT)


def dark_variables() -> dict[str, str]:
    """The variables of the theme by night."""
    return _variables(DARK)


def _variables(palette: Palette) -> dict[str, str]:
    link = palette.tints[1]
    return {
        "color-brand-primary": link,
        "color-brand-content": link,
        "color-link--visited": link,
        "color-foreground-primary": palette.ink,
        "color-foreground-secondary": palette.quiet,
        "color-background-primary": palette.paper,
        "color-background-secondary": palette.paper,
        "color-background-border": palette.rule,
        "color-sidebar-background": palette.track,
        "color-sidebar-background-border": palette.rule,
        "color-sidebar-caption-text": palette.quiet,
        "color-inline-code-background": palette.track,
        "color-code-background": palette.track,
        "color-admonition-background": palette.track,
    }
