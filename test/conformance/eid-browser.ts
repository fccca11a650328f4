/**
 * A browser without scripts at an eID: keeps cookies, follows redirects, and fills in the first form that it is shown.
 * Knows nothing of what the eID is.
 */
import { Departure } from './expect.ts';

type Fields = Readonly<Record<string, string>>;

const MOST_STEPS = 20;

export class EidBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /**
   * @param fields of the form: who to be, or to break off
   * @param isBack whether the browser has been sent where the login ends
   * @returns that address, which is not opened
   */
  async logIn(start: URL, fields: Fields, isBack: (url: URL) => boolean): Promise<URL> {
    let next: { readonly url: URL; readonly form?: URLSearchParams } = { url: start };
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (isBack(next.url)) return next.url;
      const response = await fetch(next.url, {
        redirect: 'manual',
        headers: { accept: 'text/html', cookie: this.#cookiesFor(next.url) },
        ...(next.form && { method: 'POST', body: next.form }),
      });
      this.#keep(next.url, response.headers.getSetCookie());
      const location = response.headers.get('location');
      const html = await response.text();
      next = location === null ? filledIn(next.url, html, fields) : { url: new URL(location, next.url) };
    }
    throw new Departure('the eID to lead back', `${MOST_STEPS} steps to ${next.url.origin}`);
  }

  #cookiesFor(url: URL): string {
    return [...(this.#cookies.get(url.origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep(url: URL, lines: readonly string[]): void {
    const kept = this.#cookies.get(url.origin) ?? new Map<string, string>();
    this.#cookies.set(url.origin, kept);
    for (const line of lines) {
      const [, name = '', value = ''] = /^\s*([^=;]+)=([^;]*)/.exec(line) ?? [];
      const expires = /;\s*expires=([^;]+)/i.exec(line)?.[1];
      if (expires !== undefined && new Date(expires) < new Date()) kept.delete(name);
      else kept.set(name, value);
    }
  }
}

/** HTML Standard, 4.10.21: what is hidden in the form is sent along. */
function filledIn(url: URL, html: string, fields: Fields) {
  const [form, attributes = ''] = /<form\b([^>]*)>[\s\S]*?<\/form>/i.exec(html) ?? [];
  if (form === undefined) throw new Departure('a form of the eID', html.slice(0, 200));
  const sent = new URLSearchParams();
  for (const [input] of form.matchAll(/<input\b[^>]*>/gi))
    if (attribute(input, 'type') === 'hidden') sent.set(attribute(input, 'name'), attribute(input, 'value'));
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  return { url: new URL(attribute(attributes, 'action'), url), form: sent };
}

function attribute(tag: string, name: string): string {
  const text = new RegExp(`\\b${name}\\s*=\\s*"([^"]*)"`, 'i').exec(tag)?.[1] ?? '';
  return text.replaceAll('&amp;', '&');
}
