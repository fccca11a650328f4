/**
 * What openssl says of a sealed file: each signature (CMS, CAdES), each time stamp and that of the document
 * (RFC 3161), and each certificate, judged with the lists and responses that the file brings and no others.
 */
import { join } from 'node:path';
import { type ExtractedFile, type ExtractedSignature, extractSignatures } from './extract-signatures.ts';
import { lastLine, put, result, run, type Run, type ToolResult } from './run-tool.ts';

export async function askOpenssl(folder: string, bytes: Uint8Array, anchorsPem: string): Promise<ToolResult> {
  const anchors = await put(folder, 'anchors.pem', anchorsPem);
  const version = await run('openssl', ['version']);
  let file: ExtractedFile;
  try {
    file = extractSignatures(bytes);
  } catch (error) {
    return result('openssl', version.exitCode, false, `no signature to show: ${(error as Error).message}`);
  }
  if (version.exitCode === undefined) return result('openssl', undefined, false, '');
  const { signatures, timeStamp, stored } = file;
  const refusals: string[] = signatures.length === 0 ? ['no signature to show'] : [];
  const hear = (what: string, { exitCode, output }: Run): void => {
    if (exitCode !== 0) refusals.push(`${what} ${lastLine(output)}`);
  };
  for (const signature of signatures) {
    const { fieldName, token, signatureValue } = signature;
    hear(`${fieldName}: cms`, await verifyCms(folder, anchors, signature));
    hear(`${fieldName}: ts`, await verifyToken(folder, anchors, token, signatureValue));
  }
  let detail = `${signatures.length} signatures and time stamps verified`;
  if (timeStamp) {
    const { fieldName, token, covered } = timeStamp;
    hear(`${fieldName}: ts`, await verifyToken(folder, anchors, token, covered));
    const judged = await judgeCertificates(folder, anchors, file, hear);
    const { ocspResponses, revocationLists } = stored;
    const kept = `${revocationLists.length} lists and ${ocspResponses.length} responses`;
    detail += `, the document time stamp too, and ${judged} certificates by ${kept}`;
  }
  return result('openssl', 0, refusals.length === 0, refusals.join('; ') || detail);
}

function verifyCms(folder: string, anchors: string, { cms, covered }: ExtractedSignature): Promise<Run> {
  return Promise.all([put(folder, 'cms.der', cms), put(folder, 'covered.bin', covered)]).then(
    ([der, content]) => {
      const input = ['-binary', '-inform', 'DER', '-in', der, '-content', content];
      const output = ['-out', join(folder, 'out.bin')];
      const trust = ['-CAfile', anchors, '-purpose', 'any'];
      return run('openssl', ['cms', '-verify', '-cades', ...input, ...output, ...trust]);
    },
  );
}

async function verifyToken(
  folder: string,
  anchors: string,
  token: Uint8Array | undefined,
  stamped: Uint8Array,
): Promise<Run> {
  if (!token) return { exitCode: 1, output: 'there is no time stamp' };
  const [der, data] = [await put(folder, 'token.der', token), await put(folder, 'stamped.bin', stamped)];
  return run('openssl', ['ts', '-verify', '-data', data, '-in', der, '-token_in', '-CAfile', anchors]);
}

/** @returns how many certificates of signers there are; each is asked about once, and one that nobody knows is refused */
async function judgeCertificates(
  folder: string,
  anchors: string,
  { signatures, stored }: ExtractedFile,
  hear: (what: string, run: Run) => void,
): Promise<number> {
  const pem = (label: string, items: readonly Uint8Array[]): string =>
    items.map((der) => pemOf(label, der)).join('');
  const untrusted = await put(folder, 'stored.pem', pem('CERTIFICATE', stored.certificates));
  const lists = await put(folder, 'lists.pem', pem('X509 CRL', stored.revocationLists));
  const holders = new Map(
    signatures.flatMap(({ certificates }) =>
      certificates.map((der) => [Buffer.from(der).toString('base64'), der] as const),
    ),
  );
  const chain = ['-CAfile', anchors, '-untrusted', untrusted, '-purpose', 'any'];
  for (const der of holders.values()) {
    const certificate = await put(folder, 'holder.pem', pemOf('CERTIFICATE', der));
    const byList = ['-crl_check', '-CRLfile', lists];
    const verdict = await run('openssl', ['verify', ...chain, ...byList, certificate]);
    if (verdict.exitCode === 0 || stored.ocspResponses.length === 0) hear('verify', verdict);
    else hear('ocsp', await askByResponses(folder, anchors, untrusted, certificate, stored));
  }
  return holders.size;
}

/** Openssl says which of the certificates of a response it knows; one response that says good is enough. */
async function askByResponses(
  folder: string,
  anchors: string,
  untrusted: string,
  certificate: string,
  { certificates, ocspResponses }: ExtractedFile['stored'],
): Promise<Run> {
  let last: Run = { exitCode: 1, output: 'no response is about a certificate' };
  for (const response of ocspResponses) {
    const given = await put(folder, 'response.der', response);
    for (const issuer of certificates) {
      const by = await put(folder, 'issuer.pem', pemOf('CERTIFICATE', issuer));
      const trust = ['-CAfile', anchors, '-verify_other', untrusted];
      const about = ['-issuer', by, '-cert', certificate];
      const answer = await run('openssl', ['ocsp', '-respin', given, ...about, ...trust, '-no_nonce']);
      const isGood = answer.output.includes('Response verify OK') && answer.output.includes(': good');
      if (isGood) return { exitCode: 0, output: '' };
      last = { exitCode: 1, output: answer.output };
    }
  }
  return last;
}

function pemOf(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
