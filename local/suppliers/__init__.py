"""Stand-ins for the suppliers: AliExpress and CJ Dropshipping, with a catalog of their own. Loopback only."""
