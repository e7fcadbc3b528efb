"use client";

import { Button } from "@/components/button";
import { Notice } from "@/components/shell/notice";
import { messages } from "@/lib/messages";

export default function ErrorPage({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Notice title={messages.failed.title} text={messages.failed.text}>
      <Button onClick={reset}>{messages.state.tryAgain}</Button>
    </Notice>
  );
}
