/**
 * Which addresses of a document may be followed at all, and what they really are. Pure: text in, an address out.
 *
 * Four schemes: `https:` and `http:`, which open a page of their own, and `mailto:` and `tel:`, which ask the
 * reader's own program and do nothing by themselves. Every other either runs something in this page
 * (`javascript:`, `data:`, `blob:`), or reaches for the reader's machine (`file:` and the schemes of programs).
 */

/** Longer than any address that a person has written. */
const LONGEST = 4_000;

const PHONE_NUMBER = /^\+?[\d().\- ]{3,40}$/;
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/;

/** @returns the address as it is to be opened, or nothing when it is not to be */
export function harmlessUrl(unverified: string): string | undefined {
  const text = unverified.trim();
  // A browser takes line breaks and tabs out of an address (https://url.spec.whatwg.org/#url-parsing), so
  // that a scheme can be hidden by them; an honest file has none.
  if (text === '' || text.length > LONGEST || CONTROLS.test(text)) return undefined;
  // A document has no address of its own that others could be relative to; other viewers read this one so.
  const url = parsed(/^www\./i.test(text) ? `https://${text}` : text);
  switch (url?.protocol) {
    case 'https:':
    case 'http:':
      if (url.hostname === '') return undefined;
      // `https://bank.example@evil.example`: only there to be taken for the host.
      url.username = '';
      url.password = '';
      return url.href;
    case 'mailto:':
      return mailAddress(url);
    case 'tel:': {
      const number = decoded(url.pathname);
      return number && PHONE_NUMBER.test(number) ? `tel:${number.replaceAll(/[^\d+]/g, '')}` : undefined;
    }
    default:
      return undefined;
  }
}

/** What an address leads to, in a form in which it cannot pass for another: ASCII, and nothing around it. */
export function destinationOf(href: string): string {
  const { protocol, host, pathname } = new URL(href);
  return protocol === 'mailto:' || protocol === 'tel:' ? (decoded(pathname) ?? pathname) : host;
}

/** To one address and with nothing filled in: what a document would have said in the reader's name is left out. */
function mailAddress({ pathname }: URL): string | undefined {
  const parts = /^([\w.!#$&'*+/=?^`{|}~-]+)@([^@]+)$/.exec(decoded(pathname) ?? '');
  const host = parts && parsed(`https://${parts[2]}`);
  if (!parts || !host || host.host === '' || host.pathname !== '/' || host.search || host.hash || host.port) {
    return undefined;
  }
  return `mailto:${parts[1]}@${host.host}`;
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
