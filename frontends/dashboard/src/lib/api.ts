import { createSessionApi } from "@tradewind/api-client";
import { loginPath } from "./paths";

/** The API of this origin. A session that cannot be renewed leads to the login page, which then leads back here. */
export const api = createSessionApi({
  baseUrl: typeof window === "undefined" ? "http://localhost" : window.location.origin,
  onSignedOut: () => {
    const { pathname, search } = window.location;
    if (pathname !== "/login" && pathname !== "/register") window.location.assign(loginPath(pathname + search));
  },
});
