import { store } from "next/root-params";
import { parseTenantSegment, type Tenant } from "./tenant";

/** The store of the page being rendered; null on the neutral pages that belong to none. */
export async function currentTenant(): Promise<Tenant | null> {
  return parseTenantSegment(await store());
}
