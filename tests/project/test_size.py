"""No module of the program outgrows the bound of the house: past it, a second thought has moved in."""

from pathlib import Path

import clsctl

# Lines; 40 to 250 are the habit. The tests are not held to it: their longest are tables of cases and lists of words.
LONGEST = 400


def test_no_module_outgrows_the_bound() -> None:
    package = Path(clsctl.__file__).parent
    sizes = {
        path.relative_to(package).as_posix(): len(path.read_bytes().splitlines()) for path in package.rglob("*.py")
    }
    assert "brochure/walk.py" in sizes
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}
