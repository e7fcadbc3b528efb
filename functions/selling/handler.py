"""Lambda entry of the ``selling`` area."""

from functions.selling.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("selling", router)
handler = lambda_entry(app)
