import { describe, expect, it } from "vitest";
import { loginPath, safeNextPath, signedOutPath, withNext } from "./paths";

describe("safeNextPath", () => {
  it.each(["/stores/str_1", "/stores/str_1/products?status=draft&page=2", "/stores#top"])("keeps %s", (path) => {
    expect(safeNextPath(path)).toBe(path);
  });

  it.each([
    null,
    "",
    "stores",
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/%0d%0a/../\\evil",
    "javascript:alert(1)",
    "/\tevil",
    "/\n/evil.example",
    "/login",
    "/login?next=/login",
    "/register",
    "/forgot-password",
    "/reset-password#token=x",
    "/api/v1/auth/me",
  ])("does not follow %j", (path) => {
    expect(safeNextPath(path)).toBe("/stores");
  });

  it("does not leave by dot segments", () => {
    expect(safeNextPath("/stores/..//evil.example")).not.toMatch(/^\/\/.*evil/);
  });
});

describe("login paths", () => {
  it("lead back to where one was", () => {
    expect(loginPath("/stores/a?page=2")).toBe("/login?next=%2Fstores%2Fa%3Fpage%3D2");
    expect(loginPath("/stores")).toBe("/login");
    expect(withNext("/register", "/stores/a")).toBe("/register?next=%2Fstores%2Fa");
    expect(withNext("/register", "//evil.example")).toBe("/register");
  });

  it("are where the end of a session leads, but for pages that need none", () => {
    expect(signedOutPath("/stores/a/orders", "?status=paid")).toBe("/login?next=%2Fstores%2Fa%2Forders%3Fstatus%3Dpaid");
    expect(signedOutPath("/login", "?next=%2Fstores")).toBeNull();
    expect(signedOutPath("/register", "")).toBeNull();
    expect(signedOutPath("/reset-password", "")).toBeNull();
    expect(signedOutPath("/verify-email", "")).toBeNull();
    expect(signedOutPath("/account/security", "")).toBe("/login?next=%2Faccount%2Fsecurity");
  });
});
