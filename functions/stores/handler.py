"""Lambda entry of the ``stores`` area."""

from functions.stores.pages import router as pages
from functions.stores.routes import router as stores
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("stores", stores, pages)
handler = lambda_entry(app)
