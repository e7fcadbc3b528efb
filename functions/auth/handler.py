"""Lambda entry of the ``auth`` area."""

from functions.auth.routes import routers
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("auth", *routers)
handler = lambda_entry(app)
