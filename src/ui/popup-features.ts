/** Where a window of its own goes: over the middle of the one it is opened from, and within the screen. */
const WIDTH = 520;
const HEIGHT = 720;

export function popupFeatures(): string {
  const width = Math.min(WIDTH, screen.availWidth);
  const height = Math.min(HEIGHT, screen.availHeight);
  const left = Math.round(screenX + Math.max(0, outerWidth - width) / 2);
  const top = Math.round(screenY + Math.max(0, outerHeight - height) / 2);
  return `popup,width=${width},height=${height},left=${left},top=${top}`;
}
