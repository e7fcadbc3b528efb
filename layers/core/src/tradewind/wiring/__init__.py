"""The composition root in rooms: ``vendors``, ``repositories``; ``bootstrap`` puts the use cases on them."""
