import { describe, expect, it } from "vitest";
import { ApiProblem, type UploadedImage } from "@tradewind/api-client";
import { refusalOf, uploadImage, type UploadPhase, type UploadPorts, UploadRefused } from "./upload";

const file = new File(["bytes"], "mug.jpg", { type: "image/jpeg" });
const image = (status: UploadedImage["status"], error = ""): UploadedImage => ({
  id: "img_1",
  status,
  width: 800,
  height: 600,
  error,
  sources: status === "ready" ? [{ width: 800, url: "https://media.example/1-800.webp" }] : [],
});

function setUp(answers: (UploadedImage | Error)[], overrides: Partial<UploadPorts> = {}) {
  const phases: UploadPhase[] = [];
  const waits: number[] = [];
  const ports: UploadPorts = {
    request: async () => ({ image_id: "img_1", upload: { url: "https://store.example", fields: { key: "k" } }, max_bytes: 1 }),
    send: async (_target, _file, onProgress) => {
      onProgress(0.5);
      onProgress(1);
    },
    read: async () => {
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    wait: async (milliseconds, signal) => {
      signal.throwIfAborted();
      waits.push(milliseconds);
    },
    ...overrides,
  };
  const control = new AbortController();
  const run = () => uploadImage(file, ports, (phase) => phases.push(phase), control.signal);
  return { phases, waits, control, run };
}

const names = (phases: UploadPhase[]) => phases.map((one) => one.phase);

describe("an upload", () => {
  it("goes from sending through processing to ready", async () => {
    const { phases, run } = setUp([image("pending"), image("pending"), image("ready")]);
    await run();
    expect(names(phases)).toEqual(["uploading", "uploading", "uploading", "processing", "ready"]);
    expect(phases.slice(0, 3).map((one) => one.phase === "uploading" && one.progress)).toEqual([0, 50, 100]);
    expect(phases.at(-1)).toMatchObject({ image: { sources: [{ width: 800 }] } });
  });

  it("says why the image could not be prepared", async () => {
    const { phases, run } = setUp([image("failed", "The file is not a picture.")]);
    await run();
    expect(phases.at(-1)).toEqual({ phase: "failed", message: "The file is not a picture." });
  });

  it("tells a refusal of the store of images from a lost connection", async () => {
    const refused = setUp([image("ready")], { send: () => Promise.reject(new UploadRefused("403")) });
    await refused.run();
    expect(refused.phases.at(-1)).toMatchObject({ message: "The image store refused mug.jpg. Try again." });

    const lost = setUp([image("ready")], { send: () => Promise.reject(new TypeError("cut off")) });
    await lost.run();
    expect(lost.phases.at(-1)).toMatchObject({ message: "The upload of mug.jpg was cut off. Try again." });
  });

  it("shows the API's own words when it will not have the file", async () => {
    const problem = new ApiProblem({ status: 422, code: "upload_refused", detail: "mug.jpg is too large." });
    const { phases, run } = setUp([image("ready")], { request: () => Promise.reject(problem) });
    await run();
    expect(phases.at(-1)).toEqual({ phase: "failed", message: "mug.jpg is too large." });
  });

  it("goes on watching through a short outage", async () => {
    const outage = new ApiProblem({ status: 503, code: "upstream" });
    const { phases, run } = setUp([outage, image("pending"), image("ready")]);
    await run();
    expect(names(phases).at(-1)).toBe("ready");
  });

  it("asks ever slower and stops watching after a minute, without calling it a failure", async () => {
    const { phases, waits, run } = setUp([image("pending")]);
    await run();
    expect(phases.at(-1)).toEqual({ phase: "processing", imageId: "img_1", stalled: true });
    expect(waits[1]).toBeGreaterThan(waits[0]!);
    expect(Math.max(...waits)).toBeLessThanOrEqual(3_000);
    expect(waits.length).toBeLessThan(40);
  });

  it("falls silent when it is cancelled", async () => {
    const { phases, run, control } = setUp([image("pending")], { send: async () => control.abort() });
    await run();
    expect(names(phases)).toEqual(["uploading", "processing"]);
  });
});

describe("files", () => {
  it("are refused by type and size before anything is sent", () => {
    expect(refusalOf(file)).toBeNull();
    expect(refusalOf(new File(["x"], "notes.pdf", { type: "application/pdf" }))).toContain("notes.pdf is not");
    expect(refusalOf(new File([], "empty.png", { type: "image/png" }))).toBe("empty.png is empty.");
    const large = new File(["x"], "large.png", { type: "image/png" });
    Object.defineProperty(large, "size", { value: 21 * 1024 * 1024 });
    expect(refusalOf(large)).toBe("large.png is larger than 20 MB.");
  });
});
