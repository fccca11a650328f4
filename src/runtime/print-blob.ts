/**
 * Has the browser's own PDF viewer print a file, in a frame that nobody sees. Knows no task. Where there is no such
 * viewer, or the page's policy (`frame-src`) keeps the frame from loading, it says so and has done nothing.
 */

/** A viewer that has not come by then will not. */
const DEADLINE_MILLISECONDS = 15_000;

/** The frame has to live while its dialog is open, and no browser tells when that is over. */
let last: { remove(): void } | undefined;

/** @returns whether the browser has been told to print */
export async function printBlob(blob: Blob, signal: AbortSignal): Promise<boolean> {
  last?.remove();
  last = undefined;
  // https://html.spec.whatwg.org/multipage/system-state.html#pdf-viewing-support
  if (!navigator.pdfViewerEnabled || printsThePageInstead()) return false;
  const address = URL.createObjectURL(blob);
  const frame = document.createElement('iframe');
  frame.ariaHidden = 'true';
  frame.tabIndex = -1;
  // Out of sight, but with a box: what has none is not laid out and prints blank.
  Object.assign(frame.style, {
    position: 'fixed',
    inset: 'auto 100% 100% auto',
    width: '1px',
    height: '1px',
    border: '0',
  });
  const remove = () => {
    frame.remove();
    URL.revokeObjectURL(address);
  };
  try {
    await loaded(frame, address, signal);
    // Another origin's, which a refused frame and some viewers are, cannot be told: that throws.
    frame.contentWindow?.focus();
    frame.contentWindow?.print();
    last = { remove };
    return true;
  } catch {
    remove();
    signal.throwIfAborted();
    return false;
  }
}

function loaded(frame: HTMLIFrameElement, address: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The viewer has not come.')), DEADLINE_MILLISECONDS);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    frame.addEventListener(
      'load',
      () => {
        clearTimeout(late);
        resolve();
      },
      { once: true },
    );
    frame.src = address;
    document.body.append(frame);
  });
}

/** On iPhones and iPads a frame shows and prints one page of a PDF, or the page around it. */
function printsThePageInstead(): boolean {
  return navigator.maxTouchPoints > 1 && /^Apple/.test(navigator.vendor);
}
