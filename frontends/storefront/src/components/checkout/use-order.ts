"use client";

import { useCallback, useEffect, useState } from "react";
import { isProblem, unwrap } from "@tradewind/api-client";
import { browserApi } from "@/lib/api/browser";
import { nextDelay, type Phase, phaseOf, readSession, type Session } from "@/lib/checkout/progress";

/** Follows an order until it is decided, asking less and less often. */
export function useOrder(slug: string): { phase: Phase; askAgain: () => void } {
  const [phase, setPhase] = useState<Phase>({ kind: "confirming" });
  const [round, setRound] = useState(0);

  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const ask = async (session: Session, tries: number): Promise<void> => {
      const next = await load(slug, session);
      if (stopped) return;
      // A lost answer decides nothing; asking goes on.
      if (next) setPhase(next);
      const decided = next !== null && next.kind !== "confirming" && !(next.kind === "paid" && next.state.order_number === null);
      if (decided) return;
      const delay = nextDelay(tries);
      if (delay === null) {
        if (next?.kind !== "paid") setPhase({ kind: "slow" });
        return;
      }
      timer = setTimeout(() => void ask(session, tries + 1), delay);
    };

    const session = readSession(window.location.search);
    if (session) void ask(session, 1);
    else queueMicrotask(() => !stopped && setPhase({ kind: "unknown" }));
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [slug, round]);

  const askAgain = useCallback(() => {
    setPhase({ kind: "confirming" });
    setRound((before) => before + 1);
  }, []);
  return { phase, askAgain };
}

async function load(slug: string, { orderId, sessionId }: Session): Promise<Phase | null> {
  try {
    const state = await unwrap(
      browserApi().GET("/api/v1/public/stores/{slug}/checkout/{order_id}", {
        params: { path: { slug, order_id: orderId }, query: { session_id: sessionId } },
      }),
    );
    return phaseOf(state);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return error.status === 404 || error.status === 422 ? { kind: "unknown" } : null;
  }
}
