import type { TransferIssue } from "@tradewind/api-client";
import { transfers } from "@/lib/messages/transfers";

const t = transfers;
export const MAX_SHEET_BYTES = 20 * 1024 * 1024;

/** Why a file cannot be a sheet; null when it may be one. Browsers disagree on a CSV's type, so the name counts too. */
export function sheetRefusal(file: File): string | null {
  const named = /\.(csv|txt)$/i.test(file.name);
  if (!named && !/^text\/(csv|plain)/.test(file.type)) return t.upload.wrongType(file.name);
  if (file.size === 0) return t.upload.empty(file.name);
  if (file.size > MAX_SHEET_BYTES) return t.upload.tooLarge(file.name);
  return null;
}

/** A quoted cell that no spreadsheet takes for a formula. */
function cell(value: string | number): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The issues as a sheet of their own, with the mark by which spreadsheets know UTF-8. */
export function issueSheet(errors: readonly TransferIssue[], warnings: readonly TransferIssue[]): string {
  const { columns, kindColumn, kind } = t.issues;
  const rows = [
    [columns.line, columns.column, columns.handle, kindColumn, columns.message],
    ...errors.map((one) => [one.line, one.column, one.handle, kind.error, one.message]),
    ...warnings.map((one) => [one.line, one.column, one.handle, kind.warning, one.message]),
  ];
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
