"""The embedded AWS engine: launcher (in its own environment), client side, provisioning."""
