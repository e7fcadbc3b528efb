"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useRouter } from "next/navigation";

interface TraverseEvent extends Event {
  navigationType: string;
  destination: { key: string; sameDocument: boolean };
}

interface NavigationApi extends EventTarget {
  traverseTo(key: string): unknown;
}

type Departure = { kind: "link"; href: string } | { kind: "history"; key: string };

/**
 * Asks before unsaved changes are lost: on closing the tab (the browser's own question), on following a link, and on
 * going back where the browser lets a page ask.
 *
 * @returns `asking` while the question should be shown, and the two answers to it. `allow` lets the next departure
 * through unasked, for the redirect after saving.
 */
export function useUnsavedGuard(dirty: boolean) {
  const router = useRouter();
  const allowed = useRef(false);
  const [departure, setDeparture] = useState<Departure | null>(null);

  useEffect(() => {
    if (!dirty) return;
    allowed.current = false;

    const onUnload = (event: BeforeUnloadEvent) => {
      if (!allowed.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      if (allowed.current || event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.origin !== window.location.origin) return;
      if (link.pathname === window.location.pathname && link.search === window.location.search) return;
      // Only prevented, not stopped: the link's own handlers still run, to close a menu or a drawer it stands in.
      event.preventDefault();
      setDeparture({ kind: "link", href: link.pathname + link.search + link.hash });
    };
    const navigation = (window as { navigation?: NavigationApi }).navigation;
    const onNavigate = (event: Event) => {
      const { navigationType, destination, cancelable } = event as TraverseEvent;
      if (allowed.current || navigationType !== "traverse" || !cancelable || !destination.sameDocument) return;
      event.preventDefault();
      setDeparture({ kind: "history", key: destination.key });
    };

    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, { capture: true });
    navigation?.addEventListener("navigate", onNavigate);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, { capture: true });
      navigation?.removeEventListener("navigate", onNavigate);
    };
  }, [dirty]);

  const allow = useCallback(() => {
    allowed.current = true;
  }, []);

  const stay = useCallback(() => setDeparture(null), []);

  const leave = useCallback(() => {
    allowed.current = true;
    setDeparture(null);
    if (departure?.kind === "link") router.push(departure.href);
    if (departure?.kind === "history") (window as { navigation?: NavigationApi }).navigation?.traverseTo(departure.key);
  }, [departure, router]);

  return { asking: departure !== null, stay, leave, allow };
}
