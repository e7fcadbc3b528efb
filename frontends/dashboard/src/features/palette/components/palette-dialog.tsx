"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useRouter } from "next/navigation";
import { Clock, ExternalLink, FileText, Package, Receipt, Search, Store, Zap } from "lucide-react";
import { Button } from "@tradewind/ui/button";
import { BareDialog } from "@tradewind/ui/dialog";
import { cn } from "@tradewind/ui/lib/cn";
import { Spinner } from "@tradewind/ui/spinner";
import { messages } from "@/lib/messages";
import { palette } from "@/lib/messages/palette";
import type { Command, Group } from "../lib/commands";
import { useCommands } from "../lib/use-commands";

const t = palette;
const GROUPS: Group[] = ["recent", "products", "orders", "actions", "pages", "stores"];
const icons = { recent: Clock, actions: Zap, pages: FileText, products: Package, orders: Receipt, stores: Store };

/** The palette itself: a search field that keeps the focus, and a list that the arrow keys walk through. */
export function PaletteDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const { commands, searching, failed } = useCommands(text);
  const groups = GROUPS.map((group) => ({ group, items: commands.filter((one) => one.group === group) })).filter(({ items }) => items.length > 0);

  const run = (command: Command) => {
    onClose();
    if (command.external) window.open(command.href, "_blank", "noopener");
    else router.push(command.href);
  };

  return (
    <BareDialog
      title={t.title}
      onClose={onClose}
      className="inset-x-0 top-0 flex max-h-dvh flex-col border-b sm:inset-x-auto sm:top-[12vh] sm:left-1/2 sm:max-h-[70vh] sm:w-[36rem] sm:max-w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:rounded-xl sm:border"
    >
      <Results text={text} onText={setText} groups={groups} searching={searching} failed={failed} onRun={run} onClose={onClose} />
    </BareDialog>
  );
}

interface ResultsProps {
  text: string;
  onText: (text: string) => void;
  groups: { group: Group; items: Command[] }[];
  searching: boolean;
  failed: boolean;
  onRun: (command: Command) => void;
  onClose: () => void;
}

function Results({ text, onText, groups, searching, failed, onRun, onClose }: ResultsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const items = groups.flatMap((group) => group.items);
  const at = Math.max(0, items.findIndex((one) => one.id === activeId));
  const active = items[at];

  const move = (to: number) => {
    const next = items[(to + items.length) % Math.max(1, items.length)];
    if (!next) return;
    setActiveId(next.id);
    list.current?.querySelector(`[id="${CSS.escape(`${id}-${next.id}`)}"]`)?.scrollIntoView({ block: "nearest" });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(at + 1);
    else if (event.key === "ArrowUp") move(at - 1);
    else if (event.key === "Home" && event.ctrlKey) move(0);
    else if (event.key === "End" && event.ctrlKey) move(items.length - 1);
    else if (event.key === "Enter") {
      if (active) onRun(active);
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="relative flex shrink-0 items-center border-b">
        <Search aria-hidden className="pointer-events-none absolute left-4 size-4 text-muted-foreground" />
        <input
          role="combobox"
          aria-label={t.title}
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          placeholder={t.placeholder}
          value={text}
          onChange={(event) => {
            setActiveId(null);
            onText(event.target.value);
          }}
          onKeyDown={onKeyDown}
          className="h-12 w-full bg-transparent pr-10 pl-11 text-base outline-none placeholder:text-muted-foreground"
        />
        {searching ? <Spinner className="absolute right-4 text-muted-foreground max-sm:right-20" /> : null}
        {/* Phones have no escape key, and nothing beside the palette to tap on. */}
        <Button variant="ghost" className="mr-2 sm:hidden" onClick={onClose}>
          {messages.common.cancel}
        </Button>
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t.results} className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {groups.map((group) => (
          <div key={group.group} role="group" aria-label={t.groups[group.group]} className="pb-1.5 last:pb-0">
            <p aria-hidden className="px-2.5 py-1.5 text-xs font-medium text-muted-foreground">
              {t.groups[group.group]}
            </p>
            {group.items.map((command) => (
              <Line
                key={command.id}
                id={`${id}-${command.id}`}
                command={command}
                active={command.id === active?.id}
                onPoint={() => setActiveId(command.id)}
                onRun={() => onRun(command)}
              />
            ))}
          </div>
        ))}
      </div>
      {items.length === 0 && !searching ? <p className="px-4 pb-5 text-center text-muted-foreground">{t.none(text.trim())}</p> : null}
      {failed ? <p className="border-t px-4 py-2 text-[13px] text-danger-text">{t.failed}</p> : null}
      <p role="status" className="sr-only">
        {searching ? t.searching : items.length === 0 ? t.none(text.trim()) : t.count(items.length)}
      </p>
      <p aria-hidden className="hidden shrink-0 gap-4 border-t bg-sidebar px-4 py-2 text-xs text-muted-foreground sm:flex">
        <Hint keys="↑ ↓" text={t.hints.move} />
        <Hint keys="↵" text={t.hints.open} />
        <Hint keys="esc" text={t.hints.close} />
      </p>
    </>
  );
}

function Hint({ keys, text }: { keys: string; text: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <kbd className="rounded-sm border bg-card px-1 font-sans">{keys}</kbd>
      {text}
    </span>
  );
}

interface LineProps {
  id: string;
  command: Command;
  active: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Line({ id, command, active, onPoint, onRun }: LineProps) {
  const Icon = command.external ? ExternalLink : icons[command.group];
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      onPointerMove={onPoint}
      onClick={onRun}
      className={cn("flex min-h-10 cursor-default items-center gap-2.5 rounded-md px-2.5 select-none sm:min-h-9", active && "bg-muted")}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1 truncate">{command.label}</span>
      {command.detail ? <span className="shrink-0 text-[13px] text-muted-foreground tabular-nums">{command.detail}</span> : null}
    </div>
  );
}
