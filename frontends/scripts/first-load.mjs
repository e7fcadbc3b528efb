#!/usr/bin/env node
/**
 * First-load JavaScript per built page, gzipped: the scripts its HTML asks for. Fails above the budget.
 *
 *   node scripts/first-load.mjs dashboard 270
 */
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const [app = "dashboard", limit = "270"] = process.argv.slice(2);
const root = path.join(import.meta.dirname, "..", app, ".next");
const pages = path.join(root, "server", "app");

const gzipped = new Map();
function size(script) {
  if (!gzipped.has(script)) {
    const file = path.join(root, "static", script);
    gzipped.set(script, fs.existsSync(file) ? zlib.gzipSync(fs.readFileSync(file)).length : 0);
  }
  return gzipped.get(script);
}

const rows = fs
  .readdirSync(pages, { recursive: true })
  .filter((file) => file.endsWith(".html"))
  .map((file) => {
    const html = fs.readFileSync(path.join(pages, file), "utf8");
    // `noModule` scripts are for browsers that do not count any more.
    const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/\snomodule\b/i.test(tag));
    const scripts = new Set(tags.flatMap((tag) => tag.match(/src="[^"]*\/_next\/static\/([^"?]+\.js)/)?.[1] ?? []));
    const bytes = [...scripts].reduce((sum, script) => sum + size(decodeURIComponent(script)), 0);
    return { page: `/${file.replace(/(^|\/)index\.html$|\.html$/, "")}`, files: scripts.size, kilobytes: Math.round(bytes / 1024) };
  })
  .sort((a, b) => b.kilobytes - a.kilobytes);

if (rows.length === 0) {
  console.error(`no built pages in ${pages}: run "npm run build -w ${app}" first`);
  process.exit(2);
}
for (const { page, files, kilobytes } of rows) {
  console.log(`${String(kilobytes).padStart(5)} KB  ${String(files).padStart(2)} files  ${page}`);
}
const over = rows.filter((row) => row.kilobytes > Number(limit));
if (over.length > 0) {
  console.error(`${over.length} pages of ${app} are above ${limit} KB`);
  process.exit(1);
}
