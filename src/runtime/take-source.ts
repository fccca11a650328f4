/** Takes from an element what it was given to open, and leaves no credential behind: not on it, not in the address bar. */
import { hasLoginReturn } from '../login/login-return.ts';
import { clearAddressBar } from './address-bar.ts';
import { readSource, type Source } from './sources.ts';

export interface SourceHolder extends HTMLElement {
  src: string;
  artifact: string | null | undefined;
  readonly service: string | null | undefined;
  referenceCode: string | null | undefined;
  readonly authenticator: unknown;
}

export function takeSource(element: SourceHolder): Source {
  const { src, artifact, service, referenceCode } = element;
  const given = {
    src: src || '',
    artifact: artifact ?? undefined,
    service: service ?? undefined,
    referenceCode: referenceCode ?? undefined,
  };
  // A host's own way of logging in knows by itself what it has come back with.
  const isOwnReturn = element.authenticator ? () => true : hasLoginReturn;
  const source = readSource(given, document.baseURI, isOwnReturn);
  element.removeAttribute('artifact');
  element.removeAttribute('reference-code');
  element.artifact = element.referenceCode = undefined;
  if (source.src !== given.src) {
    if (element.hasAttribute('src')) element.setAttribute('src', source.src);
    element.src = source.src;
  }
  clearAddressBar(source.secrets);
  return source;
}
