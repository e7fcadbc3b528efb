"""Products from suppliers: reading their answers, fetching their pictures, making drafts."""
