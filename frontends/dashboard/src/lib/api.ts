import { createSessionApi } from "@tradewind/api-client";
import { signedOutPath } from "./paths";

/** The API of this origin. A session that cannot be renewed leads to the login page, which then leads back here. */
export const api = createSessionApi({
  baseUrl: typeof window === "undefined" ? "http://localhost" : window.location.origin,
  onSignedOut: () => {
    const path = signedOutPath(window.location.pathname, window.location.search);
    if (path) window.location.assign(path);
  },
});
