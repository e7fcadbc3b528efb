"use client";

import type { ReactNode } from "react";
import { isProblem } from "@tradewind/api-client";
import { ProblemState } from "@/components/problem-state";
import { messages } from "@/lib/messages";
import { useMe } from "../api/session";

/**
 * Shows the app to a signed-in user only. Whoever is not is led to the login page by the API client; the API remains
 * the only judge, this merely keeps empty pages from showing.
 */
export function AuthGate({ children, fallback }: { children: ReactNode; fallback: ReactNode }) {
  const me = useMe();
  if (me.data) return children;
  if (me.isError && !(isProblem(me.error) && me.error.status === 401)) {
    return (
      <main id="content" className="grid min-h-dvh place-items-center">
        <ProblemState
          heading="h1"
          error={me.error}
          title={messages.account.sessionUnknown.title}
          onRetry={() => void me.refetch()}
          retrying={me.isFetching}
        />
      </main>
    );
  }
  return fallback;
}
