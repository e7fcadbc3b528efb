/** The address of an order's page: its id and the token that opens it. */
export interface OrderLink {
  id: string;
  token: string;
}

/** The parts of `/orders/<id>?token=<token>`; null when they cannot be what the API made. */
export function readOrderLink(id: string, token: string | null): OrderLink | null {
  if (!/^ord_[0-9A-Za-z]{1,36}$/.test(id) || token === null || !/^[\w-]{1,100}$/.test(token)) return null;
  return { id, token };
}

export const orderPath = ({ id, token }: OrderLink): string => `/orders/${id}?token=${encodeURIComponent(token)}`;
