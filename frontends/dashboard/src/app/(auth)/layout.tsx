import { type ReactNode, Suspense } from "react";
import { Logo } from "@/features/shell/components/logo";
import { messages } from "@/lib/messages";

export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-sidebar">
      <main id="content" className="grid flex-1 place-items-center px-4 py-10">
        <div className="w-full max-w-sm">
          <p className="mb-6 flex items-center justify-center gap-2 text-base font-semibold tracking-tight">
            <Logo className="size-7" />
            {messages.common.appName}
          </p>
          <div className="rounded-xl border bg-card p-6">
            <Suspense fallback={<div className="h-80" />}>{children}</Suspense>
          </div>
        </div>
      </main>
    </div>
  );
}
