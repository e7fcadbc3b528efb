import { ShopLink } from "@/components/shop";
import { messages } from "@/lib/messages";

interface Step {
  name: string;
  to?: string;
}

export function Breadcrumbs({ steps }: { steps: readonly Step[] }) {
  return (
    <nav aria-label={messages.nav.breadcrumbs} className="text-sm text-muted">
      <ol className="flex min-w-0 items-center">
        {steps.map((step, index) => (
          <li key={step.name} className={step.to ? "flex shrink-0 items-center" : "min-w-0 truncate"}>
            {index > 0 && (
              <span aria-hidden className="px-2">
                /
              </span>
            )}
            {step.to ? (
              <ShopLink to={step.to} className="inline-flex min-h-11 items-center hover:text-fg hover:underline">
                {step.name}
              </ShopLink>
            ) : (
              <span aria-current="page" dir="auto">
                {step.name}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
