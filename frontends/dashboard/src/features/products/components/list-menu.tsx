"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { ChevronDown, Download, History, Upload } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@tradewind/ui/dropdown-menu";
import { useCanEdit, useCanFinish, useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const ExportDialog = dynamic(() => import("@/features/transfers/components/export-dialog").then((module) => module.ExportDialog));

const t = messages.products.list;

/** Sheets in and out; who can bring nothing in looks at what came before. */
export function ListMenu() {
  const store = useStore();
  const canEdit = useCanEdit();
  const canFinish = useCanFinish();
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline">
            {t.more}
            <ChevronDown aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem asChild>
            <Link href={paths.imports(store.id)}>
              {canEdit ? <Upload aria-hidden /> : <History aria-hidden />}
              {canEdit ? t.import : t.imports}
            </Link>
          </DropdownMenuItem>
          {canFinish ? (
            <DropdownMenuItem onSelect={() => setExporting(true)}>
              <Download aria-hidden />
              {t.export}
            </DropdownMenuItem>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      {exporting ? <ExportDialog onClose={() => setExporting(false)} /> : null}
    </>
  );
}
