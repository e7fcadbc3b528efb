import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface NoticeProps {
  title: string;
  text: string;
  icon?: LucideIcon;
  children?: ReactNode;
}

/** A page that has one thing to say. */
export function Notice({ title, text, icon: Icon, children }: NoticeProps) {
  return (
    <div className="wrap grid min-h-[65svh] place-content-center justify-items-center py-20 text-center">
      {Icon && <Icon aria-hidden className="mb-6 size-11 text-muted" strokeWidth={1.25} />}
      <h1 className="display text-[clamp(1.75rem,1.3rem+2vw,2.75rem)] leading-tight">{title}</h1>
      <p className="mt-4 max-w-md text-muted">{text}</p>
      {children && <div className="mt-8 flex flex-wrap justify-center gap-3">{children}</div>}
    </div>
  );
}
