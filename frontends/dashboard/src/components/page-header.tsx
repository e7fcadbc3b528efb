import type { ReactNode } from "react";
import Link from "next/link";
import { ChevronLeft } from "lucide-react";
import { cn } from "@tradewind/ui/lib/cn";

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Beside the title: a status, say. */
  badge?: ReactNode;
  /** On the right; at most one of them primary. */
  actions?: ReactNode;
  back?: { href: string; label: string };
  className?: string;
}

export function PageHeader({ title, description, badge, actions, back, className }: PageHeaderProps) {
  return (
    <header className={cn("mb-5", className)}>
      {back ? (
        <Link
          href={back.href}
          className="mb-1 -ml-1 inline-flex h-6 items-center gap-0.5 rounded-sm pr-1 text-[13px] text-muted-foreground hover:text-foreground"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-2">
            <h1 className="min-w-0 text-xl leading-7 font-semibold tracking-tight text-balance break-words">{title}</h1>
            {badge}
          </div>
          {description ? <p className="mt-0.5 text-sm text-muted-foreground">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
