/** tsx test/verifier/evidence/cli.ts EVIDENCE.json [SEALED.pdf ...] --anchors ca.pem */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyEvidence } from './verify-evidence.ts';

const USAGE = 'usage: npm run verify-evidence -- EVIDENCE.json [SEALED.pdf ...] --anchors ca.pem';

interface Arguments {
  readonly evidence: string;
  readonly sealed: readonly string[];
  readonly anchors: string;
}

function readArguments(): Arguments | undefined {
  try {
    const options = { anchors: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [evidence, ...sealed] = positionals;
    if (evidence === undefined || values.anchors === undefined) return undefined;
    return { evidence, sealed, anchors: values.anchors };
  } catch {
    return undefined;
  }
}

/** @returns the exit code: 0 valid, 1 refused, 2 not asked properly */
function main(): number {
  const wanted = readArguments();
  if (!wanted) {
    console.error(USAGE);
    return 2;
  }
  let files: readonly [string, readonly Buffer[], string];
  try {
    files = [
      readFileSync(wanted.evidence, 'utf8'),
      wanted.sealed.map((file) => readFileSync(file)),
      readFileSync(wanted.anchors, 'utf8'),
    ];
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
  const [evidence, sealed, anchorsPem] = files;
  const { valid, problems, orderId, signedAt } = verifyEvidence(evidence, sealed, { anchorsPem });
  const when = signedAt?.toISOString() ?? 'no time';
  console.log(
    `evidence of ${orderId || 'no order'}, ${when}, with ${sealed.length} sealed ${sealed.length === 1 ? 'file' : 'files'}`,
  );
  for (const { code, message } of problems) console.log(`problem ${code}: ${message}`);
  console.log(valid ? 'valid' : 'refused');
  return valid ? 0 : 1;
}

process.exitCode = main();
