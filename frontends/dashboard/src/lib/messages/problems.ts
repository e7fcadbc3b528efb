/** What happened, what was kept, what to do; by the `code` of the API's problem. */
export const problems = {
  fallback: {
    title: "That did not work",
    description: "The server refused the request. Nothing was changed.",
  },
  byCode: {
    network: {
      title: "The server cannot be reached",
      description: "Check your connection and try again. Nothing you typed is lost.",
    },
    bad_response: {
      title: "The server gave no usable answer",
      description: "This is usually over in a minute. Try again.",
    },
    validation_failed: { title: "Some fields need attention", description: "They are marked below. Nothing was saved." },
    invalid_input: { title: "Some fields need attention", description: "They are marked below. Nothing was saved." },
    store_not_found: {
      title: "Store not found",
      description: "It may have been deleted, or it belongs to another account.",
    },
    role_too_low: {
      title: "Your role does not allow this",
      description: "Nothing was changed. The owner of the store can give you a higher role.",
    },
    store_held: {
      title: "The plan does not cover this store now",
      description: "Nothing was changed. Open orders can be finished, the rest has to wait until the plan covers it.",
    },
    product_not_found: { title: "Product not found", description: "This store has no such product." },
    order_not_found: { title: "Order not found", description: "This store has no such order." },
    too_many_attempts: { title: "Too many attempts", description: "Wait a minute and try again." },
    rate_limited: { title: "Too many requests", description: "Wait a moment and try again." },
    slug_taken: {
      title: "This address is taken",
      description: "Another store already uses it. Choose a different one.",
    },
    slug_reserved: {
      title: "This address is reserved",
      description: "The platform uses it itself. Choose a different one.",
    },
    product_slug_taken: {
      title: "This address is taken",
      description: "Another product of this store already uses it. Choose a different one.",
    },
    collection_slug_taken: {
      title: "This address is taken",
      description: "Another collection of this store already uses it. Choose a different one.",
    },
    sku_taken: { title: "This SKU is taken", description: "Another product of this store already uses it." },
    currency_locked: {
      title: "The currency is fixed",
      description: "It cannot change once the store has products or orders.",
    },
    store_limit_reached: {
      title: "No room for another store",
      description: "Your account has as many open stores as it may. Nothing was created.",
    },
    plan_unpaid: {
      title: "Your plan is not paid",
      description: "Nothing new can be started until it is. Update your card, or choose a plan.",
    },
    already_subscribed: {
      title: "You have a subscription",
      description: "Change its plan instead of starting a second one. Nothing was charged.",
    },
    payment_due: {
      title: "A payment is due",
      description: "Update your card and pay it, then change the plan. Nothing was changed.",
    },
    plan_payment_failed: {
      title: "Your card was declined",
      description: "The difference could not be charged, so the plan was not changed. Update your card and try again.",
    },
    plans_not_set_up: {
      title: "Plans cannot be bought here yet",
      description: "Whoever runs this deployment has not set up their prices. Nothing was charged.",
    },
    csrf_rejected: {
      title: "The request was refused",
      description: "It did not look as if it came from this page. Reload and try again.",
    },
  } as Record<string, { title: string; description: string } | undefined>,
};
