"""Every area in one app, for containers and local use: ``uvicorn functions.selfhost.asgi:app``."""

from functions.account.routes import router as account
from functions.auth.routes import routers as auth
from functions.billing.routes import router as billing
from functions.checkout.routes import router as checkout
from functions.collections.routes import router as collections
from functions.discounts.routes import router as discounts
from functions.documents.routes import router as documents
from functions.health.routes import router as health
from functions.imports.routes import routers as imports
from functions.orders.routes import router as orders
from functions.products.routes import routers as products
from functions.purchasing.routes import router as purchasing
from functions.research.routes import router as research
from functions.selling.routes import router as selling
from functions.storefront.routes import router as storefront
from functions.stores.routes import routers as stores
from functions.team.routes import routers as team
from functions.webhooks.routes import router as webhooks
from tradewind.http.app import create_app

app = create_app(
    "all",
    health,
    *auth,
    account,
    *stores,
    *team,
    # Before products: their fixed words stand where those have an id.
    *imports,
    *products,
    collections,
    orders,
    documents,
    selling,
    discounts,
    purchasing,
    research,
    billing,
    storefront,
    checkout,
    webhooks,
    docs=True,
)
