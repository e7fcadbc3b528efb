import type { Product } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { messages } from "@/lib/messages";

/** What the API allows and finds odd, as of the last save. */
export function WarningsPanel({ product }: { product: Product }) {
  if (product.warnings.length === 0) return null;
  return (
    <Alert tone="warning" title={messages.products.form.warnings} className="mb-4">
      <ul className="mt-0.5 grid gap-0.5">
        {product.warnings.map((warning) => (
          <li key={`${warning.field}-${warning.code}`}>{warning.message}</li>
        ))}
      </ul>
    </Alert>
  );
}
