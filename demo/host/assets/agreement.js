/** Follows an agreement until it stands where it stays, and shows the page again when that has changed. */
const { standing: shown, source } = document.querySelector('#status').dataset;

async function look() {
  const response = await fetch(source).catch(() => undefined);
  const now = response?.ok ? (await response.json()).standing : shown;
  if (now !== shown) location.reload();
  else setTimeout(look, document.hidden ? 10_000 : 1_000);
}

setTimeout(look, 500);
