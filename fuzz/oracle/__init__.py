"""The total that a file must have, by readers of other libraries: nothing of clsctl is imported.

It takes each spelling that the documents promise, and is lax where an answer would be right either way, so that no
answer goes unverified. What has no total (NoTotal) clsctl must refuse as well.
"""

import gzip
import zlib
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from oracle import ods, parquet, texts, xlsx
from oracle.amounts import SPACES, NoTotal, amount, integer
from oracle.headings import under_header

__all__ = ["SPACES", "NoTotal", "Totals", "amount", "records", "totals"]

KEY = ("exercice", "territoire_code", "axe", "rang")
# Lines, lines without amount and euros of the others, of each axe.
Totals = dict[int, tuple[int, int, Decimal]]


def totals(data: bytes) -> Totals:
    """What each axe sums to; NoTotal where no reading can be right."""
    euros: dict[int, list[Decimal | None]] = defaultdict(list)
    keys = set()
    for record in records(data):
        key = tuple(record[name].strip(SPACES) for name in KEY)
        if key in keys:
            raise NoTotal(f"the key {key} stands twice")
        keys.add(key)
        euros[integer(record["axe"])].append(amount(record["montant"]))
    return {
        axe: (len(found), found.count(None), sum((one for one in found if one is not None), Decimal()))
        for axe, found in sorted(euros.items())
    }


def records(data: bytes) -> Iterator[dict[str, str]]:
    """Each record under the declared names of its columns."""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            raise NoTotal(str(error)) from None
    if data.startswith(b"PAR1"):
        return under_header(parquet.rows(data))
    if not data.startswith(b"PK\x03\x04"):
        return under_header(texts.rows(data))
    return under_header(ods.rows(data) if ods.is_ods(data) else xlsx.rows(data))
