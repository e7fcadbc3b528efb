import type { Product } from "@tradewind/api-client";
import { Alert } from "@tradewind/ui/alert";
import { messages } from "@/lib/messages";

const { warningFields } = messages.products.form;

/** Those of variants name the variant themselves. */
function withField({ field, message }: Product["warnings"][number]): string {
  const name = warningFields[field];
  return name ? `${name}: ${message}` : message;
}

/** What the API allows and finds odd, as of the last save. */
export function WarningsPanel({ product }: { product: Product }) {
  if (product.warnings.length === 0) return null;
  return (
    <Alert tone="warning" title={messages.products.form.warnings} className="mb-4">
      <ul className="mt-0.5 grid gap-0.5">
        {product.warnings.map((warning) => (
          <li key={`${warning.field}-${warning.code}`}>{withField(warning)}</li>
        ))}
      </ul>
    </Alert>
  );
}
