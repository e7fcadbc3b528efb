"""What shoppers see: documents rendered at write time, read back as text."""
