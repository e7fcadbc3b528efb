import { describe, expect, it } from "vitest";
import { attachable, type MediaItem, mediaOf, mediaReducer, newMedia, uploadingCount } from "./media";

const ready = (id: string): MediaItem => ({ ...newMedia(id, `${id}.jpg`, null), imageId: id, state: { phase: "ready" } });
const keys = (items: MediaItem[]) => items.map((item) => item.key);

describe("pictures of a product", () => {
  it("are attached once their bytes have arrived, ready or not", () => {
    let items: MediaItem[] = mediaReducer([ready("a")], { type: "add", items: [newMedia("n", "n.png", "blob:1")] });
    expect(attachable(items)).toEqual([{ id: "a", alt: "" }]);
    expect(uploadingCount(items)).toBe(1);

    items = mediaReducer(items, { type: "progress", key: "n", phase: { phase: "processing", imageId: "img_9", stalled: false } });
    expect(attachable(items).map((one) => one.id)).toEqual(["a", "img_9"]);
    expect(uploadingCount(items)).toBe(0);

    items = mediaReducer(items, { type: "alt", key: "n", alt: "A mug" });
    expect(attachable(items)[1]).toEqual({ id: "img_9", alt: "A mug" });
  });

  it("are not attached when they failed", () => {
    const items = mediaReducer([newMedia("n", "n.png", null)], { type: "progress", key: "n", phase: { phase: "failed", message: "no" } });
    expect(attachable(items)).toEqual([]);
    expect(items[0]?.state).toEqual({ phase: "failed", message: "no" });
  });

  it("move to a place and stay within the row", () => {
    const items = [ready("a"), ready("b"), ready("c")];
    expect(keys(mediaReducer(items, { type: "move", key: "c", to: 0 }))).toEqual(["c", "a", "b"]);
    expect(keys(mediaReducer(items, { type: "move", key: "a", to: 9 }))).toEqual(["b", "c", "a"]);
    expect(keys(mediaReducer(items, { type: "move", key: "b", to: 1 }))).toEqual(["a", "b", "c"]);
    expect(keys(mediaReducer(items, { type: "move", key: "x", to: 0 }))).toEqual(["a", "b", "c"]);
    expect(keys(mediaReducer(items, { type: "remove", key: "b" }))).toEqual(["a", "c"]);
  });

  it("come out of the API in the state they are in", () => {
    const base = { width: 0, height: 0, error: "", sources: [], alt: "" };
    const items = mediaOf([
      { ...base, id: "p", status: "pending" },
      { ...base, id: "f", status: "failed", error: "Not a picture." },
      { ...base, id: "r", status: "ready" },
    ]);
    expect(items.map((item) => item.state.phase)).toEqual(["processing", "failed", "ready"]);
  });
});
