"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { ChevronDown, Download, Upload } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@tradewind/ui/dropdown-menu";
import { useStore } from "@/features/stores/store-context";
import { messages } from "@/lib/messages";
import { paths } from "@/lib/paths";

const ExportDialog = dynamic(() => import("@/features/transfers/components/export-dialog").then((module) => module.ExportDialog));

const t = messages.products.list;

/** Sheets in and out. */
export function ListMenu() {
  const store = useStore();
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
              <Upload aria-hidden />
              {t.import}
            </Link>
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setExporting(true)}>
            <Download aria-hidden />
            {t.export}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {exporting ? <ExportDialog onClose={() => setExporting(false)} /> : null}
    </>
  );
}
