import { Alert } from "@tradewind/ui/alert";
import { messages } from "@/lib/messages";
import type { ProblemText } from "@/lib/problems";

/** Above a form: why it was not saved. */
export function ProblemAlert({ problem }: { problem: ProblemText | null }) {
  if (!problem) return null;
  return (
    <Alert tone="danger" title={problem.title} live>
      <p>{problem.description}</p>
      {problem.requestId ? (
        <p className="mt-1 text-xs text-muted-foreground">
          {messages.common.requestId} <code className="font-mono break-all">{problem.requestId}</code>
        </p>
      ) : null}
    </Alert>
  );
}
