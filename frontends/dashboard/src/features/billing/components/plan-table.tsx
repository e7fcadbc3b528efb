"use client";

import { Check } from "lucide-react";
import type { Plan } from "@tradewind/api-client";
import { Card, CardHeader } from "@tradewind/ui/card";
import { formatCount, formatMoney } from "@tradewind/ui/lib/money";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@tradewind/ui/table";
import { billing } from "@/lib/messages/billing";

const t = billing.pricing;

/** Every plan against what it has, the free one too. */
export function PlanTable({ plans, included }: { plans: Plan[]; included: string[] }) {
  const rows: [string, (plan: Plan) => string][] = [
    [t.rows.price, (plan) => formatMoney(plan.monthly_price, { short: true })],
    [t.rows.stores, (plan) => formatCount(plan.limits.stores)],
    [t.rows.products, (plan) => formatCount(plan.limits.products)],
    [t.rows.credits, (plan) => formatCount(plan.limits.ai_credits)],
  ];
  return (
    <Card className="overflow-hidden">
      <CardHeader title={t.compare} className="pb-4" />
      <div className="border-t">
        <Table aria-label={t.compare}>
          <TableHeader>
            <TableRow>
              <TableCell />
              {plans.map((plan) => (
                <TableHead key={plan.code} className="text-right">
                  {plan.name}
                </TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map(([label, value]) => (
              <TableRow key={label}>
                <TableHead scope="row" className="min-w-40 font-normal whitespace-normal text-foreground">
                  {label}
                </TableHead>
                {plans.map((plan) => (
                  <TableCell key={plan.code} className="text-right tabular-nums">
                    {value(plan)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
            {included.map((feature) => (
              <TableRow key={feature}>
                <TableHead scope="row" className="min-w-40 font-normal whitespace-normal text-foreground">
                  {feature}
                </TableHead>
                {plans.map((plan) => (
                  <TableCell key={plan.code}>
                    <Check aria-label={t.yes} role="img" className="ml-auto size-4 text-primary-strong" />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <ul className="grid gap-1 border-t bg-sidebar px-4 py-3 text-[13px] text-muted-foreground">
        {t.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Card>
  );
}
