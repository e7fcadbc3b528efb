"""What has to be ordered from suppliers for orders that were paid."""
