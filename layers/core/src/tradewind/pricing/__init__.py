"""From what a piece costs to what it sells for: one set of rules a store, pure arithmetic, no floats."""
