/** Keeps the overview up to date: words change in place, and an agreement that is new loads the page again. */
async function look() {
  const response = await fetch('/agreements/status').catch(() => undefined);
  if (response?.ok) show((await response.json()).agreements);
  setTimeout(look, document.hidden ? 10_000 : 2_000);
}

function show(agreements) {
  const shown = new Map(
    [...document.querySelectorAll('[data-agreement]')].map((line) => [line.dataset.agreement, line]),
  );
  for (const { id, status, words } of agreements) {
    const line = shown.get(id);
    if (!line) return location.reload();
    if (line.dataset.status === status) continue;
    line.dataset.status = status;
    line.textContent = words;
  }
}

setTimeout(look, 1_000);
