"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { isProblem, type Quote, unwrap } from "@tradewind/api-client";
import { browserApi } from "@/lib/api/browser";
import { AttemptLog } from "@/lib/cart/attempts";
import type { Choices } from "@/lib/cart/choices";
import { failureMessage } from "@/lib/cart/failures";
import type { Cart } from "@/lib/cart/model";
import { lineProblems, NO_PROBLEMS, type Problems, quoteFingerprint, quoteRequest, wholeProblems, withoutOwnHolds } from "@/lib/cart/pricing";

const PAUSE_MS = 350;

export interface QuoteControl {
  /** The last answer; of the cart as it is now only when `fresh`. */
  quote: Quote | null;
  fresh: boolean;
  /** What keeps the quoted cart from being bought. */
  problems: Problems;
  /** Why there is no price. The cart can be checked out all the same: the API decides then. */
  failure: string | null;
  refresh: () => void;
}

interface Answered {
  fingerprint: string;
  quote: Quote | null;
  problems: Problems;
  failure: string | null;
}

/** What the cart comes to, asked anew a moment after every change while somebody looks at it. */
export function useQuote(slug: string, cart: Cart, choices: Choices, watched: boolean): QuoteControl {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [round, setRound] = useState(0);
  const asked = useRef(false);
  const fingerprint = quoteFingerprint(cart, choices);
  const wanted = watched && cart.lines.length > 0;

  useEffect(() => {
    if (!wanted) {
      asked.current = false;
      return;
    }
    const abort = new AbortController();
    // The first look is answered at once; while somebody clicks, it waits for them to be done.
    const timer = setTimeout(() => void ask(), asked.current ? PAUSE_MS : 0);
    asked.current = true;

    const ask = async () => {
      try {
        const body = quoteRequest(cart, choices);
        const post = browserApi().POST("/api/v1/public/stores/{slug}/checkout/quote", { params: { path: { slug } }, body, signal: abort.signal });
        const quote = await unwrap(post);
        if (!abort.signal.aborted) setAnswered({ fingerprint, quote, problems: problemsOf(slug, cart, quote), failure: null });
      } catch (error) {
        if (abort.signal.aborted) return;
        if (!isProblem(error)) throw error;
        const failure = failureMessage(error);
        setAnswered((before) => ({ fingerprint, quote: before?.quote ?? null, problems: before?.problems ?? NO_PROBLEMS, failure }));
      }
    };
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // Cart and choices are in the fingerprint: another object with the same content asks nothing new.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [slug, fingerprint, wanted, round]);

  const refresh = useCallback(() => setRound((before) => before + 1), []);
  const fresh = answered?.fingerprint === fingerprint;
  return {
    quote: cart.lines.length > 0 ? (answered?.quote ?? null) : null,
    fresh: fresh && answered.failure === null,
    problems: answered?.problems ?? NO_PROBLEMS,
    failure: fresh ? answered.failure : null,
    refresh,
  };
}

function problemsOf(slug: string, cart: Cart, quote: Quote): Problems {
  const attempts = new AttemptLog(slug, window.localStorage).all();
  const lines = withoutOwnHolds(lineProblems(quote, cart), cart, attempts, Date.now());
  return { lines, whole: wholeProblems(quote.problems) };
}
