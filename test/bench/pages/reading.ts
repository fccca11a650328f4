/**
 * What a page that is being read is asked, in the page itself. As text: it goes into the page as it is. It knows how
 * the pages of each viewer are found, and when there is a picture on one.
 */

/** Before anything else: every canvas that is made, for as long as anything holds on to it. */
export const WATCH_CANVASES = `
window.benchCanvases = [];
{
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function (name, ...rest) {
    const element = create.call(this, name, ...rest);
    if (element instanceof HTMLCanvasElement) benchCanvases.push(new WeakRef(element));
    return element;
  };
  const Offscreen = globalThis.OffscreenCanvas;
  globalThis.OffscreenCanvas = class OffscreenCanvas extends Offscreen {
    constructor(...sizes) {
      super(...sizes);
      benchCanvases.push(new WeakRef(this));
    }
  };
}
window.benchLiveCanvases = () => {
  window.benchCanvases = benchCanvases.filter((ref) => ref.deref());
  return benchCanvases.filter((ref) => (ref.deref()?.width ?? 0) * (ref.deref()?.height ?? 0) > 1).length;
};`;

/** How to find what scrolls, and the pages in it, by contender. */
export const READING = {
  widget: `
window.benchReading = () => {
  const find = (root, selector) => {
    const found = root.querySelector(selector);
    if (found) return found;
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      const within = shadowRoot && find(shadowRoot, selector);
      if (within) return within;
    }
  };
  const scroller = find(document, '[part~="document-scroller"], [part~="scroller"]');
  const column = find(document, '.column');
  return {
    scroller,
    pages: () => column.querySelectorAll('.page'),
    hasPicture: (page) => [...page.querySelectorAll('canvas')].some(({ width }) => width > 0),
  };
};`,
  viewer: `
window.benchReading = () => {
  const scroller = document.querySelector('#container');
  const all = document.querySelectorAll('#viewer > .page');
  const pitch = all[1].offsetTop - all[0].offsetTop;
  return {
    scroller,
    pages: () => {
      const at = Math.floor(scroller.scrollTop / pitch);
      return [all[at - 1], all[at], all[at + 1], all[at + 2]].filter(Boolean);
    },
    hasPicture: (page) => page.hasAttribute('data-loaded') && [...page.querySelectorAll('canvas')].some(({ width }) => width > 0),
  };
};`,
} as const;

/**
 * Looks at each frame after it was made: how much of the view has no page with a picture, and when it came. What
 * lies between pages, and around them, counts as seen.
 */
export const WATCH_FRAMES = `
window.benchFrames = { times: [], longTasks: [], view: 0, blank: 0, canvases: 0, travelled: 0 };
{
  const frames = benchFrames;
  const { scroller, pages, hasPicture } = benchReading();
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) frames.longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask' });
  const gap = 24;
  const channel = new MessageChannel();
  let last = scroller.scrollTop;
  channel.port1.onmessage = () => {
    const view = scroller.getBoundingClientRect();
    let seen = 0;
    let sheets = 0;
    for (const page of pages()) {
      const { top, bottom } = page.getBoundingClientRect();
      const height = Math.min(bottom, view.bottom) - Math.max(top, view.top);
      if (height <= 0) continue;
      sheets += 1;
      if (hasPicture(page)) seen += height;
    }
    frames.view += view.height;
    frames.blank += Math.max(0, view.height - seen - gap * Math.max(1, sheets));
    frames.canvases = Math.max(frames.canvases, benchLiveCanvases());
    frames.travelled += Math.abs(scroller.scrollTop - last);
    last = scroller.scrollTop;
  };
  const frame = (at) => {
    frames.times.push(at);
    channel.port2.postMessage(0);
    if (!frames.stopped) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}`;
