// Keeps the list fresh: asks every other second and touches the page only when something changed.
const list = document.getElementById("mails");
const search = document.querySelector('[name="q"]');
let tag = "";
let shown = null;

async function refresh() {
  const query = search.value.trim();
  const headers = tag && query === shown ? { "If-None-Match": tag } : {};
  try {
    const answer = await fetch(`/list?q=${encodeURIComponent(query)}`, { headers, cache: "no-store" });
    if (answer.status !== 200 || query !== search.value.trim()) return;
    tag = answer.headers.get("etag");
    shown = query;
    list.innerHTML = await answer.text();
  } catch {
    // The server restarts now and then; the next round finds it again.
  }
}

let typing;
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(refresh, 150);
});
document.addEventListener("visibilitychange", () => document.hidden || refresh());
setInterval(() => document.hidden || refresh(), 2000);
