"""Pictures of a scene: a standalone SVG, and the PNG made from it."""
