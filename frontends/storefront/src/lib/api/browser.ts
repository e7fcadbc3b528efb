import { createApi } from "@tradewind/api-client";

/** The public API, through this shop's own origin. */
export const browserApi = () => createApi({ baseUrl: window.location.origin });
