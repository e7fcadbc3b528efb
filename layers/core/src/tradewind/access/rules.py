"""The role matrix: for every route of a store, who may call it. A route that is not here is refused to everybody.

``tests/integration/test_role_matrix.py`` runs each line against each kind of caller.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tradewind.access.models import Role, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who may call a route.

    Attributes:
        role: the least role a person needs.
        scope: what a secret API key must hold; None: no key opens it.
        while_held: whether it also works in a store that its account's plan holds.
    """

    role: Role
    scope: Scope | None
    while_held: bool

    def is_logged(self, method: str) -> bool:
        """Whether a call is written into the audit log: whatever is not open to a mere reader, and is no reading."""
        return method not in ("GET", "HEAD") and (self.role is not Role.VIEWER or method == "DELETE")


_OWNER, _MANAGER, _VIEWER = Role.OWNER, Role.MANAGER, Role.VIEWER
_NO_KEY: Scope | None = None
_HELD, _FREE = True, False
"""Works while the plan holds the store (reading, finishing what is open, leaving), or only while it does not."""

_S, _C, _O, _P, _R = (
    (Scope.STORE_READ, Scope.STORE_WRITE),
    (Scope.CATALOG_READ, Scope.CATALOG_WRITE),
    (Scope.ORDERS_READ, Scope.ORDERS_WRITE),
    (Scope.PURCHASING_READ, Scope.PURCHASING_WRITE),
    (Scope.RESEARCH_READ, Scope.RESEARCH_WRITE),
)

# Method, path below /stores/{store_id}, least role, scope of a secret key, while held.
_TABLE: tuple[tuple[str, str, Role, Scope | None, bool], ...] = (
    # The store and its settings
    ("GET", "", _VIEWER, _S[0], _HELD),
    ("PATCH", "", _MANAGER, _S[1], _FREE),
    ("DELETE", "", _OWNER, _NO_KEY, _HELD),
    ("GET", "/pages", _VIEWER, _S[0], _HELD),
    ("GET", "/pages/{kind}", _VIEWER, _S[0], _HELD),
    ("GET", "/pages/{kind}/template", _VIEWER, _S[0], _HELD),
    ("PUT", "/pages/{kind}", _MANAGER, _S[1], _FREE),
    ("DELETE", "/pages/{kind}", _MANAGER, _S[1], _FREE),
    ("GET", "/shipping", _VIEWER, _S[0], _HELD),
    ("PUT", "/shipping", _MANAGER, _S[1], _FREE),
    ("GET", "/taxes", _VIEWER, _S[0], _HELD),
    ("PUT", "/taxes", _MANAGER, _S[1], _FREE),
    ("GET", "/checkout-policy", _VIEWER, _S[0], _HELD),
    ("PUT", "/checkout-policy", _MANAGER, _S[1], _FREE),
    ("GET", "/payments", _VIEWER, _S[0], _HELD),
    ("POST", "/payments/refresh", _MANAGER, _NO_KEY, _HELD),
    ("POST", "/payments/onboarding", _OWNER, _NO_KEY, _HELD),
    ("POST", "/payments/dashboard", _OWNER, _NO_KEY, _HELD),
    ("GET", "/discounts", _VIEWER, _S[0], _HELD),
    ("GET", "/discounts/{code}", _VIEWER, _S[0], _HELD),
    ("POST", "/discounts", _MANAGER, _S[1], _FREE),
    ("PATCH", "/discounts/{code}", _MANAGER, _S[1], _FREE),
    ("DELETE", "/discounts/{code}", _MANAGER, _S[1], _FREE),
    # Who works in it
    ("GET", "/team", _VIEWER, _NO_KEY, _HELD),
    ("POST", "/team/invitations", _OWNER, _NO_KEY, _FREE),
    ("DELETE", "/team/invitations/{invitation_id}", _OWNER, _NO_KEY, _HELD),
    ("PATCH", "/team/{user_id}", _OWNER, _NO_KEY, _HELD),
    # Everybody may leave; taking somebody else out is checked by the service.
    ("DELETE", "/team/{user_id}", _VIEWER, _NO_KEY, _HELD),
    ("GET", "/api-keys", _OWNER, _NO_KEY, _HELD),
    ("POST", "/api-keys", _OWNER, _NO_KEY, _FREE),
    ("DELETE", "/api-keys/{key_id}", _OWNER, _NO_KEY, _HELD),
    ("GET", "/audit-log", _MANAGER, _NO_KEY, _HELD),
    # Catalogue
    ("GET", "/products", _VIEWER, _C[0], _HELD),
    ("GET", "/products/tags", _VIEWER, _C[0], _HELD),
    ("GET", "/products/images/{image_id}", _VIEWER, _C[0], _HELD),
    ("GET", "/products/{product_id}", _VIEWER, _C[0], _HELD),
    ("POST", "/products", _MANAGER, _C[1], _FREE),
    ("POST", "/products/upload", _MANAGER, _C[1], _FREE),
    ("PATCH", "/products/{product_id}", _MANAGER, _C[1], _FREE),
    ("DELETE", "/products/{product_id}", _MANAGER, _C[1], _HELD),
    ("POST", "/products/{product_id}/duplicate", _MANAGER, _C[1], _FREE),
    ("POST", "/products/bulk", _MANAGER, _C[1], _FREE),
    ("POST", "/products/bulk/{undo_id}/undo", _MANAGER, _C[1], _FREE),
    ("GET", "/collections", _VIEWER, _C[0], _HELD),
    ("GET", "/collections/{collection_id}", _VIEWER, _C[0], _HELD),
    ("GET", "/collections/{collection_id}/products", _VIEWER, _C[0], _HELD),
    ("POST", "/collections/preview", _VIEWER, _C[0], _HELD),
    ("POST", "/collections", _MANAGER, _C[1], _FREE),
    ("PATCH", "/collections/{collection_id}", _MANAGER, _C[1], _FREE),
    ("DELETE", "/collections/{collection_id}", _MANAGER, _C[1], _FREE),
    ("POST", "/collections/{collection_id}/products", _MANAGER, _C[1], _FREE),
    # Sheets in and out; what a merchant has can be taken along at any time
    ("GET", "/imports", _VIEWER, _C[0], _HELD),
    ("GET", "/imports/{import_id}", _VIEWER, _C[0], _HELD),
    ("POST", "/imports", _MANAGER, _C[1], _FREE),
    ("POST", "/imports/{import_id}/check", _MANAGER, _C[1], _FREE),
    ("POST", "/imports/{import_id}/start", _MANAGER, _C[1], _FREE),
    ("POST", "/imports/{import_id}/cancel", _MANAGER, _C[1], _HELD),
    ("POST", "/exports", _MANAGER, _C[0], _HELD),
    ("GET", "/exports/{export_id}", _MANAGER, _C[0], _HELD),
    # Imports from suppliers, texts, prices
    ("GET", "/ai-budget", _VIEWER, _C[0], _HELD),
    ("GET", "/products/imports", _VIEWER, _C[0], _HELD),
    ("GET", "/products/imports/{job_id}", _VIEWER, _C[0], _HELD),
    ("POST", "/products/import", _MANAGER, _C[1], _FREE),
    ("POST", "/products/imports/{job_id}/retry", _MANAGER, _C[1], _FREE),
    ("POST", "/products/imports/{job_id}/cancel", _MANAGER, _C[1], _HELD),
    ("GET", "/products/{product_id}/source", _VIEWER, _C[0], _HELD),
    ("PUT", "/products/{product_id}/source/locks", _MANAGER, _C[1], _FREE),
    ("POST", "/products/{product_id}/claims/{claim_id}/approve", _MANAGER, _C[1], _FREE),
    ("POST", "/products/{product_id}/copy", _MANAGER, _C[1], _FREE),
    ("GET", "/products/{product_id}/copy/{copy_id}", _VIEWER, _C[0], _HELD),
    ("GET", "/copy-voice", _VIEWER, _C[0], _HELD),
    ("PUT", "/copy-voice", _MANAGER, _C[1], _FREE),
    ("GET", "/pricing-rules", _VIEWER, _C[0], _HELD),
    ("PUT", "/pricing-rules", _MANAGER, _C[1], _FREE),
    ("POST", "/pricing-rules/preview", _VIEWER, _C[0], _HELD),
    ("POST", "/pricing-rules/apply", _MANAGER, _C[1], _FREE),
    ("GET", "/supplier-changes", _VIEWER, _C[0], _HELD),
    ("POST", "/supplier-changes/{change_id}/accept", _MANAGER, _C[1], _FREE),
    ("POST", "/supplier-changes/{change_id}/dismiss", _MANAGER, _C[1], _FREE),
    ("POST", "/supplier-changes/{change_id}/undo", _MANAGER, _C[1], _FREE),
    ("GET", "/supplier-policies", _VIEWER, _C[0], _HELD),
    ("PUT", "/supplier-policies", _MANAGER, _C[1], _FREE),
    # Orders: what shoppers paid for is finished whatever the plan says
    ("GET", "/orders", _VIEWER, _O[0], _HELD),
    ("GET", "/orders/{order_id}", _VIEWER, _O[0], _HELD),
    ("GET", "/orders/{order_id}/invoice.pdf", _VIEWER, _O[0], _HELD),
    ("GET", "/orders/{order_id}/packing-slip.pdf", _VIEWER, _O[0], _HELD),
    ("POST", "/orders/{order_id}/fulfillments", _MANAGER, _O[1], _HELD),
    ("PATCH", "/orders/{order_id}/fulfillments/{fulfillment_id}", _MANAGER, _O[1], _HELD),
    ("DELETE", "/orders/{order_id}/fulfillments/{fulfillment_id}", _MANAGER, _O[1], _HELD),
    ("POST", "/orders/{order_id}/refunds", _MANAGER, _O[1], _HELD),
    ("POST", "/orders/{order_id}/cancel", _MANAGER, _O[1], _HELD),
    ("POST", "/orders/{order_id}/hold", _MANAGER, _O[1], _HELD),
    ("POST", "/orders/{order_id}/release", _MANAGER, _O[1], _HELD),
    ("POST", "/orders/{order_id}/notes", _MANAGER, _O[1], _HELD),
    ("PUT", "/orders/{order_id}/costs", _MANAGER, _O[1], _HELD),
    ("GET", "/purchasing-settings", _VIEWER, _P[0], _HELD),
    ("PUT", "/purchasing-settings", _MANAGER, _P[1], _FREE),
    ("GET", "/purchase-orders", _VIEWER, _P[0], _HELD),
    ("GET", "/purchase-orders/{purchase_id}", _VIEWER, _P[0], _HELD),
    ("POST", "/purchase-orders/{purchase_id}/ordered", _MANAGER, _P[1], _HELD),
    ("POST", "/purchase-orders/{purchase_id}/shipped", _MANAGER, _P[1], _HELD),
    ("POST", "/purchase-orders/{purchase_id}/delivered", _MANAGER, _P[1], _HELD),
    ("POST", "/purchase-orders/{purchase_id}/failed", _MANAGER, _P[1], _HELD),
    ("POST", "/purchase-orders/{purchase_id}/reopen", _MANAGER, _P[1], _HELD),
    # Research
    ("GET", "/research", _VIEWER, _R[0], _HELD),
    ("GET", "/research/sources", _VIEWER, _R[0], _HELD),
    ("GET", "/research/settings", _VIEWER, _R[0], _HELD),
    ("PUT", "/research/settings", _MANAGER, _R[1], _FREE),
    ("POST", "/research/runs", _MANAGER, _R[1], _FREE),
    ("GET", "/research/runs", _VIEWER, _R[0], _HELD),
    ("GET", "/research/runs/{run_id}", _VIEWER, _R[0], _HELD),
    ("GET", "/research/{item_id}", _VIEWER, _R[0], _HELD),
    ("POST", "/research/{item_id}/save", _MANAGER, _R[1], _FREE),
    ("POST", "/research/{item_id}/dismiss", _MANAGER, _R[1], _FREE),
    ("POST", "/research/{item_id}/restore", _MANAGER, _R[1], _FREE),
)

RULES: Mapping[tuple[str, str], Rule] = {
    (method, path): Rule(role=role, scope=scope, while_held=while_held)
    for method, path, role, scope, while_held in _TABLE
}
