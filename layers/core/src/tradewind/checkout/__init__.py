"""From a cart to a decided payment: re-pricing, reservation, payment session, outcome."""
