"""Products, variants, stock levels and images of a store, and what shoppers see of them."""
