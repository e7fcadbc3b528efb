import { toast } from "sonner";
import { messages } from "./messages";
import { describeProblem } from "./problems";

/** A toast for what failed beside no form: what, why, and the request id. */
export function reportProblem(error: unknown, title?: string): void {
  const text = describeProblem(error);
  const reference = text.requestId ? ` ${messages.common.requestId} ${text.requestId}` : "";
  toast.error(title ?? text.title, { description: `${text.description}${reference}`, duration: 10_000 });
}
