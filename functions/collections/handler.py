"""Lambda entry of the ``collections`` area."""

from functions.collections.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("collections", router)
handler = lambda_entry(app)
