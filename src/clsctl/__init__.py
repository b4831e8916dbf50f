"""clsctl: the contrats locaux des solidarités as data one can trust."""
