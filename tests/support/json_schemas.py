"""JSON held against a schema, which is itself checked once: that takes longer than most answers."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema.protocols import Validator
from jsonschema.validators import validator_for


def validate(answer: Any, schema: Mapping[str, Any]) -> None:
    """ValidationError where the answer does not fit."""
    _checked(json.dumps(schema)).validate(answer)


@cache
def _checked(text: str) -> Validator:
    schema = json.loads(text)
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
