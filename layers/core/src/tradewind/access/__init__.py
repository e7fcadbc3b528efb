"""Who may do what in a store: colleagues' roles, API keys' scopes, and the record of what was done."""
