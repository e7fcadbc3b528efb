"use client";

import type { ReactNode } from "react";
import type { TransferIssue } from "@tradewind/api-client";
import { Card, CardHeader } from "@tradewind/ui/card";
import { formatCount } from "@tradewind/ui/lib/money";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@tradewind/ui/table";
import { useStore } from "@/features/stores/store-context";
import { transfers } from "@/lib/messages/transfers";

const t = transfers.issues;

interface IssuesCardProps {
  title: string;
  issues: readonly TransferIssue[];
  total: number;
  hint?: string;
  actions?: ReactNode;
}

/** Lines of the sheet, and what to do about each. */
export function IssuesCard({ title, issues, total, hint, actions }: IssuesCardProps) {
  const { locale } = useStore();
  const note = [issues.length < total ? t.shown(formatCount(issues.length, locale), formatCount(total, locale)) : "", hint ?? ""];
  return (
    <Card className="overflow-hidden">
      <CardHeader title={`${title} (${formatCount(total, locale)})`} description={note.filter(Boolean).join(" ") || undefined} actions={actions} />
      <div className="mt-3 hidden max-h-120 overflow-y-auto border-t md:block">
        <Table aria-label={title}>
          <TableHeader>
            <tr>
              <TableHead className="w-16 text-right">{t.columns.line}</TableHead>
              <TableHead>{t.columns.column}</TableHead>
              <TableHead>{t.columns.handle}</TableHead>
              <TableHead>{t.columns.message}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {issues.map((issue, index) => (
              <TableRow key={index}>
                <TableCell className="text-right align-top tabular-nums">{issue.line}</TableCell>
                <TableCell className="align-top whitespace-nowrap">{issue.column}</TableCell>
                <TableCell className="max-w-48 truncate align-top text-muted-foreground">{issue.handle}</TableCell>
                <TableCell className="w-full align-top">{issue.message}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <ul aria-label={title} className="mt-3 divide-y border-t md:hidden">
        {issues.map((issue, index) => (
          <li key={index} className="px-4 py-2.5">
            <p className="flex items-baseline justify-between gap-3">
              <span className="font-medium">
                {t.columns.line} {issue.line}
                {issue.column ? ` · ${issue.column}` : ""}
              </span>
              <span className="min-w-0 truncate text-[13px] text-muted-foreground">{issue.handle}</span>
            </p>
            <p className="mt-0.5 break-words">{issue.message}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
