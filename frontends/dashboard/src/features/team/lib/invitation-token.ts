const KEY = "tradewind.invitation";

/** The token of the invitation one came with: behind "#" at first, then kept in this tab. Empty for none. */
export function readInvitationToken(): string {
  const given = new URLSearchParams(window.location.hash.slice(1)).get("token");
  return given ?? window.sessionStorage.getItem(KEY) ?? "";
}

/** Takes the token out of the address, and keeps it while its owner signs in or registers. */
export function keepInvitationToken(): void {
  const token = readInvitationToken();
  if (!token || !window.location.hash) return;
  window.sessionStorage.setItem(KEY, token);
  window.history.replaceState(null, "", window.location.pathname);
}

export function forgetInvitationToken(): void {
  window.sessionStorage.removeItem(KEY);
}
