/** One value in the browser's storage, the same in every tab. What cannot be stored lives as long as the page. */
export class StoredValue<T> {
  private readonly listeners = new Set<() => void>();
  private text: string | null = null;
  private value: T;
  private loaded = false;

  constructor(
    private readonly key: string,
    private readonly parse: (text: string | null) => T,
    private readonly storage: Storage | null = browserStorage(),
  ) {
    this.value = parse(null);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.listeners.size === 0 && typeof window !== "undefined") window.addEventListener("storage", this.onStorage);
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0 && typeof window !== "undefined") window.removeEventListener("storage", this.onStorage);
    };
  };

  readonly getSnapshot = (): T => {
    if (!this.loaded) this.read();
    return this.value;
  };

  set(text: string, value: T): void {
    this.loaded = true;
    this.text = text;
    this.value = value;
    try {
      this.storage?.setItem(this.key, text);
    } catch {
      // Full or forbidden storage.
    }
    this.emit();
  }

  /** What is stored is the truth: another tab may have changed it a moment ago. */
  read(): T {
    this.loaded = true;
    let text: string | null;
    try {
      if (!this.storage) return this.value;
      text = this.storage.getItem(this.key);
    } catch {
      return this.value;
    }
    if (text !== this.text) {
      this.text = text;
      this.value = this.parse(text);
    }
    return this.value;
  }

  private readonly onStorage = (event: StorageEvent): void => {
    if (event.key !== null && event.key !== this.key) return;
    const before = this.value;
    if (this.read() !== before) this.emit();
  };

  private emit(): void {
    for (const listener of this.listeners) listener();
  }
}

function browserStorage(): Storage | null {
  try {
    return typeof window === "undefined" ? null : window.localStorage;
  } catch {
    return null;
  }
}
