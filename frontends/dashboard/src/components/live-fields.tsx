"use client";

import { type ReactNode, useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * The fields of a form that is in the page before its code is. Until that runs they take no input: it would be lost,
 * and a form that the browser sends by itself would put a password into the address.
 */
export function LiveFields({ children }: { children: ReactNode }) {
  const live = useSyncExternalStore(never, () => true, () => false);
  return (
    <fieldset disabled={!live} className="contents">
      {children}
    </fieldset>
  );
}
