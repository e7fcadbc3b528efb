import { purchases } from "@/lib/messages/purchases";

/** How a supplier is called; one without a known name by its code. */
export const supplierName = (code: string): string => purchases.suppliers[code] ?? code;
