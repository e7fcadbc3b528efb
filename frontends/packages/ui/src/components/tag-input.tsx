"use client";

import { type KeyboardEvent, type Ref, useId, useState } from "react";
import { X } from "lucide-react";
import { cn } from "../lib/cn";
import { controlClass } from "./input";

interface TagInputProps {
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  /** Tags to offer, the best first. */
  suggestions?: readonly string[];
  placeholder?: string;
  labels: { suggestions: string; remove: (tag: string) => string };
  maxLength?: number;
  ref?: Ref<HTMLInputElement>;
  id?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
}

const folded = (text: string) => text.trim().toLocaleLowerCase();

/** Words as tags: Enter, a comma or leaving the field adds what was typed, backspace takes the last one away. */
export function TagInput({ value, onValueChange, suggestions = [], placeholder, labels, maxLength = 40, ref, id, ...aria }: TagInputProps) {
  const list = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const taken = new Set(value.map(folded));
  const offered = suggestions.filter((tag) => !taken.has(folded(tag)) && folded(tag).includes(folded(text))).slice(0, 8);
  const shown = open && offered.length > 0;
  const at = shown && active < offered.length ? active : -1;

  const add = (typed: string) => {
    const added: string[] = [];
    for (const word of typed.split(",")) {
      const tag = word.trim().slice(0, maxLength);
      const known = taken.has(folded(tag)) || added.some((one) => folded(one) === folded(tag));
      if (tag !== "" && !known) added.push(tag);
    }
    if (added.length > 0) onValueChange([...value, ...added]);
    setText("");
    setActive(-1);
    setOpen(false);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (offered.length === 0) return;
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive(at === -1 && step === -1 ? offered.length - 1 : (at + step + offered.length) % offered.length);
    } else if (event.key === "Enter" && (at !== -1 || text.trim() !== "")) add(offered[at] ?? text);
    else if (event.key === "Escape" && shown) {
      setOpen(false);
      // The dialog around the field stays open.
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
    } else if (event.key === "Backspace" && text === "" && value.length > 0) onValueChange(value.slice(0, -1));
    else return;
    event.preventDefault();
  };

  return (
    <div data-slot="tag-input" className="relative">
      <div className={cn(controlClass, "flex min-h-9 flex-wrap items-center gap-1 px-1 py-0.5 focus-within:border-ring md:min-h-8")}>
        {value.map((tag) => (
          <span key={tag} className="inline-flex h-6 max-w-full items-center rounded-sm bg-muted pl-2 text-[13px]">
            <span className="truncate">{tag}</span>
            <button
              type="button"
              aria-label={labels.remove(tag)}
              onClick={() => onValueChange(value.filter((one) => one !== tag))}
              className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </span>
        ))}
        <input
          ref={ref}
          id={id}
          role="combobox"
          aria-expanded={shown}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={at === -1 ? undefined : `${list}-${at}`}
          autoComplete="off"
          placeholder={value.length === 0 ? placeholder : undefined}
          value={text}
          onClick={() => setOpen(true)}
          onChange={(event) => {
            setActive(-1);
            if (event.target.value.includes(",")) add(event.target.value);
            else {
              setOpen(event.target.value.trim() !== "");
              setText(event.target.value);
            }
          }}
          onBlur={() => {
            setOpen(false);
            add(text);
          }}
          onKeyDown={onKeyDown}
          className="h-7 min-w-20 flex-1 rounded-sm bg-transparent px-1.5 outline-none placeholder:text-muted-foreground/80 md:h-6"
          {...aria}
        />
      </div>
      <ul
        id={list}
        role="listbox"
        aria-label={labels.suggestions}
        hidden={!shown}
        className="absolute inset-x-0 top-full z-40 mt-1 max-h-64 overflow-y-auto rounded-lg border bg-popover p-1 shadow-lg"
      >
        {offered.map((tag, index) => (
          <li
            key={tag}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            // Before the field loses the focus, which would add the half-typed word.
            onMouseDown={(event) => {
              event.preventDefault();
              add(tag);
            }}
            onPointerMove={() => setActive(index)}
            className={cn("flex min-h-8 cursor-default items-center truncate rounded-sm px-2 text-sm", index === at && "bg-muted")}
          >
            {tag}
          </li>
        ))}
      </ul>
    </div>
  );
}
