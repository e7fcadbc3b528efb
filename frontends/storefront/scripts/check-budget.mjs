// First-load JavaScript of every page as a browser gets it: the built server renders the page, the script files it
// names are weighed with gzip. `npm run budget` after `npm run build`; fails over the budget.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { startStubApi } from "./stub-api.mjs";

const BUDGET_KB = 180;
const PAGES = [
  "/",
  "/products",
  "/products/mug",
  "/collections",
  "/collections/tea",
  "/search?q=mug",
  "/pages/terms",
  "/cart",
  "/checkout/success",
  "/orders/ord_1?token=stub",
];

const app = path.join(import.meta.dirname, "..");
const weights = new Map();

function weigh(asset) {
  let weight = weights.get(asset);
  if (weight === undefined) {
    weight = gzipSync(readFileSync(path.join(app, ".next", asset.replace(/^\/_next\//, "").split("?")[0])), { level: 9 }).length;
    weights.set(asset, weight);
  }
  return weight;
}

function freePort() {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Asked for by the store's own host name, as a browser does. */
function get(port, route) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: "127.0.0.1", port, path: route, headers: { host: `stub.localhost:${port}` } }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (part) => (body += part));
      answer.on("end", () => (answer.statusCode === 200 ? resolve(body) : reject(new Error(`${route} answered ${answer.statusCode}`))));
    });
    request.setTimeout(5_000, () => request.destroy(new Error(`${route} did not answer`)));
    request.on("error", reject);
  });
}

async function page(port, route) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await get(port, route);
    } catch (error) {
      if (tries >= 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function measure(html) {
  const scripts = [...html.matchAll(/<script[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/\bnoModule\b/i.test(tag))
    .flatMap((tag) => /\bsrc="(\/_next\/[^"]+)"/.exec(tag)?.[1] ?? []);
  const styles = [...html.matchAll(/<link[^>]*rel="stylesheet"[^>]*>/g)].flatMap(([tag]) => /href="(\/_next\/[^"]+)"/.exec(tag)?.[1] ?? []);
  const sum = (files) => [...new Set(files)].reduce((total, file) => total + weigh(file), 0) / 1024;
  return { files: new Set(scripts).size, js: sum(scripts), css: sum(styles), html: gzipSync(html).length / 1024 };
}

const stub = await startStubApi();
const port = await freePort();
const server = spawn(process.execPath, [path.join(app, ".next/standalone/storefront/server.js")], {
  env: { ...process.env, NODE_ENV: "production", PORT: String(port), HOSTNAME: "0.0.0.0", API_URL: stub.url, ROOT_DOMAIN: "localhost" },
  stdio: ["ignore", "ignore", "inherit"],
});

try {
  const kb = (value) => value.toFixed(1).padStart(7);
  console.log(`${"page".padEnd(26)}   JS gzip      CSS     HTML  files   (KB, budget ${BUDGET_KB} for JS)`);
  let over = 0;
  for (const route of PAGES) {
    const { files, js, css, html } = measure(await page(port, route));
    if (js > BUDGET_KB || files === 0) over += 1;
    console.log(`${route.padEnd(26)} ${kb(js)}  ${kb(css)}  ${kb(html)}  ${String(files).padStart(5)}${js > BUDGET_KB ? "   over" : ""}`);
  }
  process.exitCode = over > 0 ? 1 : 0;
} finally {
  server.kill();
  stub.close();
}
