import type { ComponentType, ReactNode } from "react";
import { CircleAlert } from "lucide-react";
import { cn } from "../lib/cn";

interface EmptyStateProps {
  icon: ComponentType<{ className?: string; "aria-hidden"?: boolean }>;
  title: string;
  description: ReactNode;
  /** The next step: one button or link. */
  action?: ReactNode;
  /** `h1` where this is all there is on the page. */
  heading?: "h1" | "h2";
  className?: string;
}

export function EmptyState({ icon: Icon, title, description, action, heading: Heading = "h2", className }: EmptyStateProps) {
  return (
    <div data-slot="empty-state" className={cn("flex flex-col items-center px-6 py-14 text-center", className)}>
      <span className="mb-3 inline-flex size-10 items-center justify-center rounded-lg border bg-sidebar">
        <Icon aria-hidden className="size-5 text-muted-foreground" />
      </span>
      <Heading className="text-sm font-semibold">{title}</Heading>
      <p className="mt-1 max-w-sm text-sm text-pretty text-muted-foreground">{description}</p>
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}

interface ErrorStateProps {
  title: string;
  description: ReactNode;
  /** The words before the request id, and the id itself. */
  requestLabel?: string;
  requestId?: string | null;
  action?: ReactNode;
  /** `h1` where this is all there is on the page. */
  heading?: "h1" | "h2";
  className?: string;
}

export function ErrorState({ title, description, requestLabel, requestId, action, heading: Heading = "h2", className }: ErrorStateProps) {
  return (
    <div data-slot="error-state" role="alert" className={cn("flex flex-col items-center px-6 py-14 text-center", className)}>
      <span className="mb-3 inline-flex size-10 items-center justify-center rounded-lg bg-danger-soft">
        <CircleAlert aria-hidden className="size-5 text-danger-text" />
      </span>
      <Heading className="text-sm font-semibold">{title}</Heading>
      <p className="mt-1 max-w-sm text-sm text-pretty text-muted-foreground">{description}</p>
      {requestId ? (
        <p className="mt-2 text-xs text-muted-foreground">
          {requestLabel} <code className="font-mono break-all">{requestId}</code>
        </p>
      ) : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
