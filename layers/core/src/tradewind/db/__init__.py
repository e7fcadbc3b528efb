"""The single table: base item, key builders, transactions, and raw reads for the hot public path."""

from tradewind.lean_botocore import install

install()
