import type { ReactNode } from "react";
import { Breadcrumbs } from "./breadcrumbs";

interface PageHeadProps {
  steps: readonly { name: string; to?: string }[];
  title: string;
  /** The merchant's own words below the title. */
  lead?: string;
  children?: ReactNode;
}

/** Where one is, the title, and beside it what belongs to it. */
export function PageHead({ steps, title, lead, children }: PageHeadProps) {
  return (
    <>
      <Breadcrumbs steps={steps} />
      <div className="mt-3 mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4 sm:mb-10">
        <div className="min-w-0">
          <h1 className="display text-[clamp(2rem,1.5rem+2vw,3rem)] leading-tight" dir="auto">
            {title}
          </h1>
          {lead && (
            <p className="mt-2 max-w-[62ch] whitespace-pre-line text-muted" dir="auto">
              {lead}
            </p>
          )}
        </div>
        {children}
      </div>
    </>
  );
}
