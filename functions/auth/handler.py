"""Lambda entry of the ``auth`` area."""

from functions.auth.routes import router
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("auth", router)
handler = lambda_entry(app)
