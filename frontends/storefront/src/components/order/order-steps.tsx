import { clsx } from "clsx";
import { Check } from "lucide-react";
import { messages } from "@/lib/messages";
import { type Step, STEPS } from "@/lib/order/progress";

const text = messages.order;

/** The way from the till to the door, and how much of it is done. */
export function OrderSteps({ reached }: { reached: Step }) {
  const at = STEPS.indexOf(reached);
  return (
    <ol aria-label={text.stepsLabel} className="grid grid-cols-4">
      {STEPS.map((step, index) => {
        const done = index <= at;
        return (
          <li key={step} aria-current={index === at ? "step" : undefined} className="relative flex flex-col items-center gap-2 text-center">
            {index > 0 && (
              <span aria-hidden className={clsx("absolute top-3.5 right-1/2 -z-10 h-0.5 w-full", done ? "bg-accent" : "bg-line")} />
            )}
            <span
              aria-hidden
              className={clsx(
                "grid size-7 place-items-center rounded-full border-2",
                done ? "border-accent bg-accent text-on-accent" : "border-line bg-bg",
              )}
            >
              {done && <Check className="size-4" strokeWidth={2.5} />}
            </span>
            <span className={clsx("text-sm leading-tight", index === at ? "font-semibold" : "text-muted")}>
              {text.steps[step]}
              {done && <span className="sr-only">, {index === at ? text.stepNow : text.stepDone}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
