/** tsx test/verifier/cli.ts FILE.pdf --anchors ca.pem [--original FILE] [--tools] */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { SealLevel } from './document-time-stamp.ts';
import { verifySealedPdf } from './verify-sealed-pdf.ts';
import { requireTools, verifyWithTools } from './verify-with-tools.ts';

const USAGE =
  'usage: tsx test/verifier/cli.ts FILE.pdf --anchors ca.pem [--original FILE] [--level B-T|B-LTA] [--tools]';

interface Arguments {
  readonly file: string;
  readonly anchors: string;
  readonly original: string | undefined;
  readonly level: SealLevel;
  readonly tools: boolean;
}

function readArguments(): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        anchors: { type: 'string' },
        original: { type: 'string' },
        level: { type: 'string', default: 'B-LTA' },
        tools: { type: 'boolean' },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0 || values.anchors === undefined) return undefined;
    const { anchors, original, level, tools = false } = values;
    if (level !== 'B-T' && level !== 'B-LTA') return undefined;
    return { file, anchors, original, level, tools };
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const wanted = readArguments();
  if (!wanted) {
    console.error(USAGE);
    return 2;
  }
  const bytes = readFileSync(wanted.file);
  const options = {
    anchorsPem: readFileSync(wanted.anchors, 'utf8'),
    level: wanted.level,
    ...(wanted.original !== undefined && { original: readFileSync(wanted.original) }),
  };
  const { valid, problems, signatures } = verifySealedPdf(bytes, options);
  for (const { kind, fieldName, signedAt, subject, coveredBytes } of signatures) {
    const when = signedAt?.toISOString() ?? 'no time';
    console.log(`${kind} ${fieldName}: ${subject ?? 'nobody'}, ${when}, ${coveredBytes} bytes`);
  }
  for (const { code, message } of problems) console.log(`problem ${code}: ${message}`);
  let refused = !valid;
  if (wanted.tools) {
    const results = await verifyWithTools(bytes, options);
    for (const { tool, status, detail } of results) console.log(`${tool} ${status}: ${detail}`);
    requireTools(results);
    refused ||= results.some(({ status }) => status === 'refused');
  }
  console.log(refused ? 'INVALID' : 'VALID');
  return refused ? 1 : 0;
}

// What goes wrong before there is an answer (a file that is not there) is not an answer either way.
process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 2;
});
