/**
 * What each kind of page may do (Content Security Policy 3). A page is given what it needs and no more; none is
 * given `unsafe-…`.
 */
const NEVER = [`object-src 'none'`, `base-uri 'none'`, `frame-ancestors 'none'`];
const OWN = [`default-src 'self'`, `img-src 'self' data:`, `style-src 'self'`];
const TRUSTED_TYPES = `require-trusted-types-for 'script'`;

/** @param formTargets origins besides this one to which a form may lead: a browser also holds its redirects to them */
export function sitePolicy(...formTargets: readonly string[]): string {
  return policy([
    ...OWN,
    ...NEVER,
    ['form-action', `'self'`, ...formTargets].join(' '),
    TRUSTED_TYPES,
    `trusted-types 'none'`,
  ]);
}

/** An embedding page: the widget's code and requests, its PDF worker, and the eID where the browser logs in. */
export function embeddingPolicy(serviceUrl: string, eidUrl: string | undefined): string {
  return policy([
    `default-src 'self'`,
    `script-src 'self' ${serviceUrl}`,
    ['connect-src', `'self'`, serviceUrl, ...(eidUrl === undefined ? [] : [new URL(eidUrl).origin])].join(
      ' ',
    ),
    `style-src 'self'`,
    `img-src 'self' data: blob:`,
    `worker-src 'self' blob:`,
    // The document is printed from a frame that nobody sees.
    `frame-src 'self' blob:`,
    ...NEVER,
    `form-action 'self'`,
    TRUSTED_TYPES,
    `trusted-types signing-widget lit-html`,
  ]);
}

/** The page that ends a login holds a code in its address: it loads the widget's door, and asks nobody anything. */
export function loginCallbackPolicy(serviceUrl: string): string {
  return policy([
    `default-src 'none'`,
    `script-src ${serviceUrl}`,
    `style-src 'self'`,
    `img-src data:`,
    ...NEVER,
    `form-action 'none'`,
    TRUSTED_TYPES,
    `trusted-types 'none'`,
  ]);
}

function policy(directives: readonly string[]): string {
  return directives.join('; ');
}
