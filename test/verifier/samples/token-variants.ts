/** Time-stamp tokens with something else in what their signature does not cover, or with weaker words for how they were made. */
import assert from 'node:assert/strict';
import type { Der } from '../cms/der.ts';
import { OID } from '../cms/signed-data.ts';
import type { ProblemCode } from '../findings.ts';
import { algorithm, attribute, der, integer, octetString, setOf } from './der-writer.ts';
import { encoded } from './swapped-tokens.ts';

/** @param stranger a certificate that nobody knows */
export function tokenVariants(token: Der, stranger: Uint8Array): [string, Buffer, readonly ProblemCode[]][] {
  const signedData = token.children[1]?.children[0] ?? assert.fail();
  const [version, digests, , certificates] = signedData.children;
  const signers = signedData.children.at(-1);
  const signer = signers?.children[0];
  assert.ok(version && digests && certificates && signers && signer);
  const [, , signerDigest, , signatureAlgorithm, value] = signer.children;
  assert.ok(signerDigest && signatureAlgorithm && value);
  const [first] = certificates.children;
  assert.ok(first);
  const all = certificates.children.map(({ encoding }) => encoding);
  const more = (...items: readonly Uint8Array[]) => der(0xa0, ...all, ...items);
  const note = attribute('2.999.1', octetString(Buffer.from('The rent is lower.')));
  const chain: readonly ProblemCode[] = ['certificate-chain'];
  const structure: readonly ProblemCode[] = ['time-stamp-structure', 'cms-structure'];
  const broken: readonly ProblemCode[] = [...structure, 'time-stamp-signature', 'time-stamp-certificate'];
  const list: readonly (readonly [string, Der, Uint8Array, readonly ProblemCode[]])[] = [
    ['a certificate that somebody made for himself', certificates, more(stranger), chain],
    ['a certificate twice', certificates, more(first.encoding), chain],
    ['no certificate', certificates, der(0xa0), [...broken, ...chain]],
    [
      'revocation lists that nobody signed',
      signers,
      Buffer.concat([der(0xa1, octetString(Buffer.from('x'))), signers.encoding]),
      structure,
    ],
    [
      'a digest that is not used',
      digests,
      setOf(...digests.children.map(({ encoding }) => encoding), algorithm('2.999.1')),
      structure,
    ],
    ['an unsigned attribute', value, Buffer.concat([value.encoding, der(0xa1, note)]), structure],
    ['version 5', version, integer(5), structure],
    ['SHA-1 as its digest', signerDigest, algorithm(OID.sha1), broken],
    ['another kind of signature', signatureAlgorithm, algorithm('1.2.840.113549.1.1.5'), broken],
    ['another signature value', value, octetString(Buffer.alloc(256, 1)), broken],
  ];
  return list.map(([title, part, by, codes]) => [title, encoded(token, part, by), codes]);
}
