"""What is done with orders, one file per use case."""
