/** Follows an agreement until it stands where it stays, and then shows the page again. */
const status = document.querySelector('#status');
const shown = status.dataset.status;

async function look() {
  const response = await fetch(`${location.pathname}/status`).catch(() => undefined);
  const now = response?.ok ? (await response.json()).status : shown;
  if (now !== shown) location.reload();
  else setTimeout(look, document.hidden ? 10_000 : 1_000);
}

setTimeout(look, 500);
