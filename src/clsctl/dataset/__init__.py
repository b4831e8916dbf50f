"""Files in, a validated relation out: sources → sheets (inputs) → verdict → store."""

from clsctl.dataset.cast import Value
from clsctl.dataset.content import Content
from clsctl.dataset.examine import Examination, examine
from clsctl.dataset.question import Aggregate, Dimension, Order
from clsctl.dataset.sources import Source
from clsctl.dataset.store import Dataset, open_dataset

__all__ = [
    "Aggregate",
    "Content",
    "Dataset",
    "Dimension",
    "Examination",
    "Order",
    "Source",
    "Value",
    "examine",
    "open_dataset",
]
