"use client";

import { Button } from "@tradewind/ui/button";
import { ErrorState } from "@tradewind/ui/state";
import { messages } from "@/lib/messages";
import { describeProblem } from "@/lib/problems";

interface ProblemStateProps {
  error: unknown;
  /** What could not be shown: "Products could not be loaded". */
  title: string;
  onRetry: () => void;
  retrying?: boolean;
  /** `h1` where this is all there is on the page. */
  heading?: "h1" | "h2";
  className?: string;
}

/** Where something should have been: what failed, why, the request id, and "Try again". */
export function ProblemState({ error, title, onRetry, retrying = false, heading, className }: ProblemStateProps) {
  const { description, requestId } = describeProblem(error);
  return (
    <ErrorState
      className={className}
      heading={heading}
      title={title}
      description={description}
      requestLabel={messages.common.requestId}
      requestId={requestId}
      action={
        <Button variant="outline" onClick={onRetry} pending={retrying}>
          {messages.common.tryAgain}
        </Button>
      }
    />
  );
}
