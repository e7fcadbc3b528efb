import { Alert } from "@tradewind/ui/alert";
import { messages } from "@/lib/messages";
import { PlansLink } from "@/features/billing/components/upgrade-prompt";
import type { ProblemText } from "@/lib/problems";

/** What a larger plan, or a paid one, would have allowed. */
const PLAN_CODES = new Set(["store_limit_reached", "product_limit_reached", "plan_unpaid", "store_held"]);

/** Above a form: why it was not saved. */
export function ProblemAlert({ problem }: { problem: ProblemText | null }) {
  if (!problem) return null;
  return (
    <Alert tone="danger" title={problem.title} live action={problem.code && PLAN_CODES.has(problem.code) ? <PlansLink /> : null}>
      <p>{problem.description}</p>
      {problem.requestId ? (
        <p className="mt-1 text-xs text-muted-foreground">
          {messages.common.requestId} <code className="font-mono break-all">{problem.requestId}</code>
        </p>
      ) : null}
    </Alert>
  );
}
