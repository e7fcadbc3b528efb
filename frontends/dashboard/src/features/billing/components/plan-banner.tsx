"use client";

import { useState } from "react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Alert } from "@tradewind/ui/alert";
import { Button } from "@tradewind/ui/button";
import { formatDate } from "@tradewind/ui/lib/dates";
import { messages } from "@/lib/messages";
import { billing } from "@/lib/messages/billing";
import { paths } from "@/lib/paths";
import { reportProblem } from "@/lib/report-problem";
import { usePortal, useSubscription } from "../api/billing";
import { type Notice, noticeOf } from "../lib/standing";

const t = billing.banner;

function textOf(notice: Notice): { title: string; text: string } {
  switch (notice.kind) {
    case "unpaid":
      return { title: t.unpaid, text: t.unpaidText };
    case "trialOver":
      return { title: t.trialOver, text: t.trialOverText };
    case "held":
      return { title: t.held, text: t.heldText };
    case "grace":
      return { title: t.grace(formatDate(notice.date)), text: t.graceText };
    case "overLimit":
      return { title: t.overLimit(formatDate(notice.date)), text: t.overLimitText };
    case "trialEnding":
      return { title: t.trialEnding(formatDate(notice.date)), text: t.trialEndingText };
    case "trialEndingCard":
      return { title: t.trialEndingCard(formatDate(notice.date)), text: "" };
  }
}

const urgent = new Set<Notice["kind"]>(["unpaid", "trialOver", "held"]);

/** Above every page: what is the matter with the plan, until when, and the way out of it. */
export function PlanBanner() {
  const subscription = useSubscription();
  const [now] = useState(() => new Date());
  const notice = subscription.data ? noticeOf(subscription.data, now) : null;
  if (!notice) return null;
  const { title, text } = textOf(notice);
  return (
    <div className="px-4 pt-4 pb-3 sm:px-6 lg:px-8">
      <Alert tone={urgent.has(notice.kind) ? "danger" : "warning"} title={title} className="mx-auto max-w-6xl" action={<Way notice={notice} />}>
        {text ? <p>{text}</p> : null}
      </Alert>
    </div>
  );
}

function Way({ notice }: { notice: Notice }) {
  const portal = usePortal();
  const pathname = usePathname();
  if (notice.kind === "grace" || notice.kind === "unpaid" || notice.kind === "trialEnding") {
    return (
      <Button
        variant="outline"
        size="sm"
        pending={portal.isPending || portal.isSuccess}
        onClick={() => portal.mutate(undefined, { onError: (error) => reportProblem(error) })}
      >
        {notice.kind === "trialEnding" ? t.addCard : t.updateCard}
      </Button>
    );
  }
  const [href, label] =
    notice.kind === "trialOver" ? [paths.pricing, t.choosePlan] : notice.kind === "trialEndingCard" ? [paths.billing, messages.common.user.billing] : [paths.billing, t.chooseStores];
  if (pathname === href) return null;
  return (
    <Button asChild variant="outline" size="sm">
      <Link href={href}>{label}</Link>
    </Button>
  );
}
