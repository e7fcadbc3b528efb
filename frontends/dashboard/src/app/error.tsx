"use client";

import { Button } from "@tradewind/ui/button";
import { ErrorState } from "@tradewind/ui/state";
import { common as t } from "@/lib/messages/common";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="content" className="grid min-h-dvh place-items-center">
      <ErrorState
        heading="h1"
        title={t.crash.title}
        description={t.crash.description}
        requestLabel={t.crash.reference}
        requestId={error.digest}
        action={
          <Button variant="outline" onClick={reset}>
            {t.tryAgain}
          </Button>
        }
      />
    </main>
  );
}
