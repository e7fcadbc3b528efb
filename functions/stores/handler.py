"""Lambda entry of the ``stores`` area."""

from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

from functions.stores.routes import router

app = create_app("stores", router)
handler = lambda_entry(app)
