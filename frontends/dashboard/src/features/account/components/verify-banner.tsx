"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@tradewind/ui/button";
import { security } from "@/lib/messages/security";
import { reportProblem } from "@/lib/report-problem";
import { useAskForVerification } from "../api/security";
import { useMe } from "../api/session";

const t = security.verify;
const KEY = "tradewind.verify-later";

/** Over every page until the address is confirmed, or put off for as long as this tab is open. */
export function VerifyBanner() {
  const me = useMe();
  const ask = useAskForVerification();
  const [later, setLater] = useState(() => typeof window !== "undefined" && window.sessionStorage.getItem(KEY) !== null);
  if (later || !me.data || me.data.email_verified) return null;
  const { email } = me.data;
  return (
    <div role="region" aria-label={t.bannerLabel} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-primary-soft px-4 py-2 text-[13px] sm:px-6 lg:px-8">
      <p className="min-w-0 flex-1 basis-64 break-words">{t.banner(email)}</p>
      <Button
        variant="ghost"
        size="sm"
        pending={ask.isPending}
        onClick={() =>
          ask.mutate(undefined, {
            onSuccess: () => toast.success(t.sent(email)),
            onError: (error) => reportProblem(error),
          })
        }
      >
        {t.resend}
      </Button>
      <Button
        variant="ghost"
        size="sm"
        onClick={() => {
          window.sessionStorage.setItem(KEY, "1");
          setLater(true);
        }}
      >
        {t.later}
      </Button>
    </div>
  );
}
