import type { ReactNode } from "react";

/** A page that has one thing to say. */
export function Notice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="wrap grid min-h-[60svh] place-content-center justify-items-center py-20 text-center">
      <h1 className="display text-[clamp(1.75rem,1.3rem+2vw,2.75rem)] leading-tight">{title}</h1>
      <p className="mt-4 max-w-md text-muted">{text}</p>
      {children && <div className="mt-8 flex flex-wrap justify-center gap-3">{children}</div>}
    </div>
  );
}
