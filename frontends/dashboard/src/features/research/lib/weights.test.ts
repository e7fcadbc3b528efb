import { expect, it } from "vitest";
import { scoreBy } from "./weights";

const part = (name: string, value: number | null) => ({ name, value, weight: 0, quality: "full" as const, inputs: {}, age_days: 0 });

it("weighs parts relative to each other", () => {
  const parts = [part("trend", 90), part("margin", 30)];
  expect(scoreBy({ trend: 1, margin: 1 }, parts)).toBe(60);
  expect(scoreBy({ trend: 100, margin: 0 }, parts)).toBe(90);
  expect(scoreBy({ trend: 20, margin: 60 }, parts)).toBe(45);
});

it("counts an unknown part as the middle, and says nothing without weights", () => {
  expect(scoreBy({ trend: 1, social: 1 }, [part("trend", 80), part("social", null)])).toBe(65);
  expect(scoreBy({ trend: 0 }, [part("trend", 80)])).toBeNull();
});
