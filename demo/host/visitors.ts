/**
 * Which agreements a visitor has made, kept by the visitor in a cookie that nobody else can make. It stands for
 * the login of a real site: an artifact is made only for a visitor whom the site knows. Knows no HTTP but the
 * two header fields (RFC 6265).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const COOKIE = 'fjord-visit';
const VISIT_SECONDS = 60 * 60;
/** A cookie has room for about 4,000 characters. */
const MOST_REFERENCES = 20;

interface Visit {
  readonly references: readonly string[];
  /** In seconds since 1970: a copied cookie must not work for ever. */
  readonly until: number;
}

export class Visitors {
  readonly #key: Buffer;

  /** @param secret so that a visit outlives a restart of the site; the key that is made of it opens nothing else */
  constructor(
    secret: string,
    private readonly now: () => number = Date.now,
  ) {
    this.#key = createHmac('sha256', secret).update(COOKIE).digest();
  }

  made(cookies: string | undefined, reference: string | undefined): boolean {
    return reference !== undefined && this.#references(cookies).includes(reference);
  }

  /** @returns the value of a Set-Cookie field by which the visitor has also made this agreement */
  add(cookies: string | undefined, reference: string): string {
    const others = this.#references(cookies).filter((known) => known !== reference);
    return this.#cookie([reference, ...others]);
  }

  /** @returns the same visit with its time begun anew; undefined where there is none */
  renew(cookies: string | undefined): string | undefined {
    const references = this.#references(cookies);
    return references.length > 0 ? this.#cookie(references) : undefined;
  }

  #cookie(references: readonly string[]): string {
    const until = Math.floor(this.now() / 1000) + VISIT_SECONDS;
    const visit: Visit = { references: references.slice(0, MOST_REFERENCES), until };
    const text = Buffer.from(JSON.stringify(visit)).toString('base64url');
    // Lax: who comes back from the signing page is still known, a form on another site is not.
    // Without Secure, since the demonstration has no certificate; a real site sets it.
    return `${COOKIE}=${text}.${this.#mac(text)}; Path=/; Max-Age=${VISIT_SECONDS}; HttpOnly; SameSite=Lax`;
  }

  #references(cookies: string | undefined): readonly string[] {
    const values = (cookies ?? '').split('; ').map((pair) => pair.split('='));
    const [text = '', mac = ''] = (values.find(([name]) => name === COOKIE)?.[1] ?? '').split('.');
    const [given, right] = [Buffer.from(mac), Buffer.from(this.#mac(text))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return [];
    const { references, until } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Visit;
    return until > this.now() / 1000 ? references : [];
  }

  #mac(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }
}
