import { render, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LiveFields } from "./live-fields";

const field = (
  <LiveFields>
    <input aria-label="Password" />
  </LiveFields>
);

describe("LiveFields", () => {
  it("takes no input before its code runs, and does then", () => {
    expect(renderToString(field)).toContain("<fieldset disabled");
    render(field);
    expect(screen.getByLabelText<HTMLInputElement>("Password").closest("fieldset")?.disabled).toBe(false);
  });
});
