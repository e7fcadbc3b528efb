"use client";

import { type ReactNode, useEffect, useRef } from "react";
import Link from "next/link";
import { isProblem } from "@tradewind/api-client";
import { Button } from "@tradewind/ui/button";
import { Skeleton } from "@tradewind/ui/skeleton";
import { ProblemState } from "@/components/problem-state";
import { security } from "@/lib/messages/security";
import { paths } from "@/lib/paths";
import { useFragmentToken } from "@/lib/use-fragment-token";
import { useConfirmEmail } from "../api/security";

const t = security.verify;

/** What a link that confirms an address leads to: it is followed by opening the page. */
export function VerifyEmail() {
  const token = useFragmentToken();
  const { mutate, data, error, isPending } = useConfirmEmail();
  const asked = useRef(false);
  useEffect(() => {
    // React runs effects twice while developing, and a link works once.
    if (!token || asked.current) return;
    asked.current = true;
    mutate(token);
  }, [token, mutate]);
  if (data) return <Said title={t.done} text={t.doneText(data.email)} />;
  if (token === "" || isProblem(error, "link_ended")) return <Said title={t.ended} text={t.endedText} />;
  if (error) {
    return (
      <ProblemState heading="h1" error={error} title={t.failed} onRetry={() => mutate(token ?? "")} retrying={isPending} />
    );
  }
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{t.title}</h1>
      <div role="status" aria-busy className="mt-4">
        <span className="sr-only">{t.working}</span>
        <Skeleton className="h-10" />
      </div>
    </>
  );
}

function Said({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p className="mt-1 text-sm text-muted-foreground">{text}</p>
      {children}
      <Button asChild size="lg" className="mt-6 w-full">
        <Link href={paths.stores}>{t.goOn}</Link>
      </Button>
    </>
  );
}
