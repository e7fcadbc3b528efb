"""Lambda entry of the ``team`` area."""

from functions.team.routes import routers
from tradewind.http.app import create_app
from tradewind.http.lambda_entry import lambda_entry

app = create_app("team", *routers)
handler = lambda_entry(app)
