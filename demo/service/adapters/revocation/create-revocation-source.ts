/**
 * Proves that a certificate, and each above it up to a trust anchor, holds now: by OCSP where the certificate
 * names a responder, else by its revocation list. Nobody is asked about a certificate that leads to no anchor.
 */
import { X509Certificate } from 'node:crypto';
import {
  RevocationError,
  type RevocationSource,
  type ValidationData,
} from '../../ports/revocation-source.ts';
import { isValid, pathToAnchor } from '../certificates/certificate-path.ts';
import { checkOcspResponse } from './check-ocsp-response.ts';
import { checkRevocationList } from './check-revocation-list.ts';
import { type Subject, refuse } from './evidence.ts';
import { createOcspRequest } from './ocsp-request.ts';
import type { AskForStatus } from './revocation-request.ts';
import { statusSourcesOf } from './status-sources.ts';

export interface RevocationSourceOptions {
  /** PEM. */
  readonly trustAnchorsPem: string;
  /** Without it nobody but the service's own authority is asked. */
  readonly ask?: AskForStatus;
  /** The service's own authority, which needs no network to be asked. */
  readonly own?: RevocationListIssuer;
  readonly now?: () => Date;
}

export interface RevocationListIssuer {
  /** The issuer's certificate, DER. */
  readonly issuer: Uint8Array;
  /** @returns a CertificateList, DER, that counts from `at` for seven days */
  issue(at: Date): Uint8Array;
}

type Evidence = { readonly ocspResponse: Uint8Array } | { readonly revocationList: Uint8Array };

export function createRevocationSource(options: RevocationSourceOptions): RevocationSource {
  const { trustAnchorsPem, now = () => new Date() } = options;
  return {
    async prove(certificates): Promise<ValidationData> {
      const at = now();
      const [signer, ...others] = certificates.map((der) => new X509Certificate(der));
      if (signer === undefined) throw new TypeError('There is no certificate to prove.');
      const path = pathToAnchor(signer, others, trustAnchorsPem, at);
      if (path === undefined)
        throw refuse('untrustworthy', 'A certificate leads to no trusted authority that is valid now.');
      if (!isValid(signer, at)) throw refuse('expired', 'A certificate is not valid now.');
      const evidence = await Promise.all(
        path.slice(0, -1).map((certificate, depth) => {
          const issuer = path[depth + 1];
          if (issuer === undefined) throw new TypeError('A path ends with its anchor.');
          return proveOne({ certificate, issuer, at }, options);
        }),
      );
      return {
        certificates: path.map(({ raw }) => raw),
        ocspResponses: evidence.flatMap((one) => ('ocspResponse' in one ? [one.ocspResponse] : [])),
        revocationLists: evidence.flatMap((one) => ('revocationList' in one ? [one.revocationList] : [])),
      };
    },
  };
}

async function proveOne(subject: Subject, { own, ask }: RevocationSourceOptions): Promise<Evidence> {
  if (own && subject.issuer.raw.equals(own.issuer)) {
    const revocationList = own.issue(subject.at);
    checkRevocationList(revocationList, subject);
    return { revocationList };
  }
  const sources = ask && statusSourcesOf(subject.certificate);
  const ways = sources && [
    ...sources.ocsp.map((url) => () => byOcsp(url, subject, ask)),
    ...sources.revocationLists.map((url) => () => byList(url, subject, ask)),
  ];
  return firstThatProves(ways ?? []);
}

async function byOcsp(url: string, subject: Subject, ask: AskForStatus): Promise<Evidence> {
  const { der, nonce } = createOcspRequest(subject);
  const ocspResponse = await ask(url, der);
  checkOcspResponse(ocspResponse, subject, nonce);
  return { ocspResponse };
}

async function byList(url: string, subject: Subject, ask: AskForStatus): Promise<Evidence> {
  const revocationList = await ask(url);
  checkRevocationList(revocationList, subject, url);
  return { revocationList };
}

/** One says revoked: no other is asked. Anything else that goes wrong may go better with the next. */
async function firstThatProves(ways: readonly (() => Promise<Evidence>)[]): Promise<Evidence> {
  let last = refuse('unknown', 'A certificate names nobody who tells its status over http or https.');
  for (const way of ways) {
    try {
      return await way();
    } catch (error) {
      if (!(error instanceof RevocationError) || error.reason === 'revoked') throw error;
      last = error;
    }
  }
  throw last;
}
