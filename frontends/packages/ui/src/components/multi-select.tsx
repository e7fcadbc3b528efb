"use client";

import { type KeyboardEvent, type Ref, useId, useMemo, useRef, useState } from "react";
import { Check, ChevronDown, Search, X } from "lucide-react";
import { Popover } from "radix-ui";
import { cn } from "../lib/cn";
import { controlClass } from "./input";

export interface MultiSelectOption {
  value: string;
  label: string;
  /** Further words it is found by, such as its code. */
  keywords?: string;
  /** Why it cannot be chosen. */
  unavailable?: string;
}

interface MultiSelectLabels {
  search: string;
  none: string;
  remove: (label: string) => string;
}

interface MultiSelectProps {
  options: readonly MultiSelectOption[];
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  placeholder: string;
  labels: MultiSelectLabels;
  /** What the list is called, for screen readers. */
  name: string;
  ref?: Ref<HTMLButtonElement>;
  id?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
  className?: string;
}

const folded = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLocaleLowerCase();

/** Several of many, by searching: the chosen ones stand below as tags that can be removed. */
export function MultiSelect({ options, value, onValueChange, placeholder, labels, name, ref, className, ...aria }: MultiSelectProps) {
  const [open, setOpen] = useState(false);
  const byValue = useMemo(() => new Map(options.map((option) => [option.value, option])), [options]);
  const toggle = (one: string) => onValueChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one]);
  return (
    <div data-slot="multi-select" className={cn("grid gap-2", className)}>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <button
            ref={ref}
            type="button"
            className={cn(controlClass, "flex h-9 items-center justify-between gap-2 px-2.5 text-left md:h-8")}
            {...aria}
          >
            <span className="truncate text-muted-foreground">{placeholder}</span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            align="start"
            sideOffset={4}
            collisionPadding={8}
            aria-label={name}
            className="z-50 w-(--radix-popover-trigger-width) min-w-64 rounded-lg border bg-popover shadow-lg"
          >
            <OptionList options={options} chosen={value} onToggle={toggle} labels={labels} name={name} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {value.length > 0 ? (
        <ul className="flex flex-wrap gap-1">
          {value.map((one) => {
            const label = byValue.get(one)?.label ?? one;
            return (
              <li key={one} className="inline-flex h-6 max-w-full items-center gap-0.5 rounded-sm bg-muted pl-2 text-[13px]">
                <span className="truncate">{label}</span>
                <button
                  type="button"
                  aria-label={labels.remove(label)}
                  onClick={() => toggle(one)}
                  className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
}

interface OptionListProps {
  options: readonly MultiSelectOption[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
  labels: MultiSelectLabels;
  name: string;
}

function OptionList({ options, chosen, onToggle, labels, name }: OptionListProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const words = folded(query.trim());
  const found = options.filter((option) => words === "" || folded(`${option.label} ${option.keywords ?? ""}`).includes(words));
  const at = Math.min(active, Math.max(0, found.length - 1));

  const move = (to: number) => {
    const next = (to + found.length) % Math.max(1, found.length);
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") move(at + 1);
    else if (event.key === "ArrowUp") move(at - 1);
    else if (event.key === "Enter") {
      const option = found[at];
      if (option && !option.unavailable) onToggle(option.value);
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="relative border-b">
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
        <input
          role="combobox"
          aria-label={labels.search}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={found[at] ? `${id}-${found[at].value}` : undefined}
          autoComplete="off"
          placeholder={labels.search}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-9 w-full rounded-t-lg bg-transparent pr-2.5 pl-8 text-base outline-none md:text-sm placeholder:text-muted-foreground"
        />
      </div>
      <ul ref={list} id={`${id}-list`} role="listbox" aria-label={name} aria-multiselectable className="max-h-64 overflow-y-auto p-1">
        {found.map((option, index) => {
          const selected = chosen.includes(option.value);
          const refused = Boolean(option.unavailable) && !selected;
          return (
            // The keys are heard by the search box, which keeps the focus.
            <li
              key={option.value}
              id={`${id}-${option.value}`}
              role="option"
              aria-selected={selected}
              aria-disabled={refused || undefined}
              onPointerMove={() => setActive(index)}
              onClick={() => (refused ? undefined : onToggle(option.value))}
              className={cn(
                "flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-sm select-none",
                index === at && "bg-muted",
                refused && "text-muted-foreground",
              )}
            >
              <Check aria-hidden className={cn("size-4 shrink-0 text-primary-strong", !selected && "invisible")} />
              <span className="min-w-0 flex-1 truncate">{option.label}</span>
              {refused ? <span className="shrink-0 text-xs text-muted-foreground">{option.unavailable}</span> : null}
            </li>
          );
        })}
      </ul>
      {found.length === 0 ? <p className="px-3 pb-3 text-[13px] text-muted-foreground">{labels.none}</p> : null}
    </>
  );
}
