"""Files in, a validated relation out: sources → sheets (inputs) → verdict → store."""

from clsctl.dataset.store import Aggregate, Dataset, Dimension, Order, open_dataset

__all__ = ["Aggregate", "Dataset", "Dimension", "Order", "open_dataset"]
