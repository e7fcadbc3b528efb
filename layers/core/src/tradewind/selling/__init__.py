"""What a store's checkout is set up with: shipping, taxes, the payment account, what happens to impossible orders."""
