"use client";

import { Tag, X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { Quote } from "@tradewind/api-client";
import { Button } from "@/components/button";
import { isEmail, normalCode } from "@/lib/cart/choices";
import { isCodeProblem, type WholeProblem } from "@/lib/cart/pricing";
import { messages } from "@/lib/messages";
import { useCart } from "./cart-provider";

const text = messages.cart;
const FIELD = "h-11 w-full min-w-0 rounded-control border border-control bg-surface px-3.5 text-base sm:text-sm";

function explain({ code, message }: WholeProblem): string {
  const known: Readonly<Record<string, unknown>> = messages.problem;
  const words = known[code];
  // The least amount is in the API's own sentence.
  return typeof words === "string" ? words : message;
}

/** A code to type, the one that counts, and what keeps it from counting: all at the same place. */
export function DiscountCode({ quote }: { quote: Quote }) {
  const { choices, choose, problems } = useCart();
  const [open, setOpen] = useState(false);
  const problem = problems.whole.find(isCodeProblem);
  const applied = quote.discount && quote.discount.code === choices.code && !problem;
  if (applied) {
    return (
      <div className="flex items-center justify-between gap-3 rounded-card border border-control bg-surface py-1 pr-1 pl-3.5">
        <p className="flex min-w-0 items-center gap-2.5 text-sm font-medium" role="status">
          <Tag aria-hidden className="size-4 shrink-0 text-accent" />
          <span className="truncate">{text.codeApplied(choices.code)}</span>
        </p>
        <button
          type="button"
          aria-label={text.removeCode(choices.code)}
          onClick={() => choose({ code: "" })}
          className="grid size-11 shrink-0 place-items-center rounded-control text-muted hover:text-fg"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
    );
  }
  if (!open && !choices.code) {
    return (
      <button type="button" onClick={() => setOpen(true)} className="flex min-h-11 items-center gap-2.5 text-sm font-medium underline underline-offset-4">
        <Tag aria-hidden className="size-4" />
        {text.addCode}
      </button>
    );
  }
  return (
    <div>
      <CodeField problem={problem} focus={open && !choices.code} />
      {problem?.code === "email_required" && <EmailField />}
    </div>
  );
}

function CodeField({ problem, focus }: { problem: WholeProblem | undefined; focus: boolean }) {
  const { choices, choose } = useCart();
  const id = useId();
  const said = useRef<HTMLParagraphElement>(null);
  // The answer comes a moment later, and may stand below what the drawer shows.
  useEffect(() => {
    if (problem?.code) said.current?.scrollIntoView?.({ block: "nearest" });
  }, [problem?.code]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get("code");
        choose({ code: normalCode(typeof typed === "string" ? typed : "") });
      }}
    >
      <label htmlFor={id} className="text-sm font-medium">
        {text.code}
      </label>
      <div className="mt-1.5 flex gap-2">
        <input
          id={id}
          key={choices.code}
          name="code"
          defaultValue={choices.code}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          // The shopper has just asked for this field.
          autoFocus={focus}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
          className={`${FIELD} uppercase placeholder:normal-case`}
        />
        <Button type="submit" variant="outline" className="shrink-0">
          {text.applyCode}
        </Button>
      </div>
      {problem && (
        <p ref={said} id={`${id}-problem`} role="alert" className="mt-1.5 flex scroll-my-4 flex-wrap items-center gap-x-3 text-sm font-medium text-danger">
          {explain(problem)}
          <button type="button" onClick={() => choose({ code: "" })} className="min-h-9 underline underline-offset-4">
            {text.removeCode(choices.code)}
          </button>
        </p>
      )}
    </form>
  );
}

function EmailField() {
  const { choices, choose } = useCart();
  const [wrong, setWrong] = useState(false);
  const id = useId();
  return (
    <form
      noValidate
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get("email");
        const email = typeof typed === "string" ? typed.trim() : "";
        setWrong(!isEmail(email));
        if (isEmail(email)) choose({ email });
      }}
    >
      <label htmlFor={id} className="text-sm font-medium">
        {text.email}
      </label>
      <div className="mt-1.5 flex gap-2">
        <input
          id={id}
          name="email"
          type="email"
          defaultValue={choices.email}
          autoComplete="email"
          aria-invalid={wrong || undefined}
          aria-describedby={`${id}-note`}
          className={FIELD}
        />
        <Button type="submit" variant="outline" className="shrink-0">
          {text.applyEmail}
        </Button>
      </div>
      <p id={`${id}-note`} className={wrong ? "mt-1.5 text-sm font-medium text-danger" : "mt-1.5 text-sm text-muted"}>
        {wrong ? text.emailWrong : text.emailFor}
      </p>
    </form>
  );
}
