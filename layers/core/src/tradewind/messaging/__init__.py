"""Events and messages: the outbox, the routes from events to queues, batch handling."""
