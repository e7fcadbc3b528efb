"""Lambda entry of the ``stores`` area."""

from functions.stores.routes import routers
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("stores", *routers)
handler = lambda_entry(app)
