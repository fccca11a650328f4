/** What the command line says, as a target. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { EidLogin, Target } from './target.ts';

export interface Command {
  readonly target: Target;
  readonly json: boolean;
  readonly only: readonly string[];
}

/** What was typed cannot be done. */
export class UsageError extends Error {}

export const HELP = `npm run conformance -- SERVICE_URL API_KEY [options]

Checks a signing service against the task protocol (src/task/openapi.yaml), from outside. It makes orders, uploads
documents and signs them: run it against a service whose orders nobody minds. Ends with 0 when nothing failed, 1 when
something did, 2 when it could not be run.

What is not told is not checked, and listed so:
  --demo                     all of the below for what \`npm start\` runs, with its default ports; SERVICE_URL and API_KEY
                             may be left out
  --origin ORIGIN            an origin whose pages may embed the widget: CORS, and where logins may return to
  --other-api-key KEY        the key of another customer: that nobody sees what is not theirs
  --acr ACR                  an eID with a test person that logs in without scripts: the level to ask for,
  --eid-claim NAME=VALUE     what its ID token says of the person,
  --eid-person FIELDS        what is filled in at the eID to be that person, as name=value&name=value,
  --eid-other FIELDS         the same to be somebody else,
  --eid-cancel FIELDS        the same to break off,
  --eid-redirect-uri URL     and where a page may end a login itself
  --trust-anchors FILE       PEM: whom the seal and its time stamps lead to; sealed PDFs and evidence are verified
  --webhooks                 the service can send to this machine, on loopback: webhooks are received and verified
  --webhook-url URL          it can send to this URL, which leads to the port
  --webhook-port PORT        on which the receiver listens on loopback; left out, one that is free
  --mail ADDRESS             may be sent e-mail
  --sms NUMBER               may be sent SMS
  --max-document-mb SIZE     of a PDF that the service takes; one that is larger is sent
  --caller-header NAME       a header by which the service tells addresses of callers apart, such as X-Forwarded-For
                             behind a proxy that it trusts. Without it the checks of limits lock this address for an hour
  --longest-wait SECONDS     that a check may wait for time to pass (default 40; an hour takes everything along)
  --only TEXT                only checks whose heading or sentence holds it; may be said again
  --json                     one JSON document in place of lines
  --help
`;

/** For what `npm start` runs. */
const DEMO = {
  url: 'http://localhost:4101',
  key: 'dev-api-key',
  origin: 'http://127.0.0.1:4100',
  acr: 'urn:eid:test:high',
  'eid-claim': 'national_id=01017012345',
  'eid-person': 'subject=test-kari-nordmann&answer=login',
  'eid-other': 'subject=test-ola-hansen&answer=login',
  'eid-cancel': 'answer=cancel',
  'eid-redirect-uri': 'http://127.0.0.1:4100/login/callback',
  'trust-anchors': '.data/development-authority/root.pem',
  mail: 'kari@example.test',
  sms: '+4790000000',
  'max-document-mb': '50',
} as const;

/** @throws UsageError */
export function readCommand(args: readonly string[]): Command | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help) return 'help';
  const preset = values.demo ? DEMO : undefined;
  const told = { ...preset, ...values };
  const [serviceUrl = preset?.url, apiKey = preset?.key, ...more] = positionals;
  if (serviceUrl === undefined || apiKey === undefined || more.length > 0)
    throw new UsageError('Say which service, and an API key of it: SERVICE_URL API_KEY.');
  if (!URL.canParse(serviceUrl) || !/^https?:$/.test(new URL(serviceUrl).protocol))
    throw new UsageError(`SERVICE_URL must be a URL such as https://sign.example: ${serviceUrl} is none.`);
  const longest =
    told['longest-wait'] === undefined ? undefined : numberFrom('longest-wait', told['longest-wait']);
  const eid = eidFrom(told);
  const { 'trust-anchors': anchors, 'max-document-mb': largest } = told;
  const webhooks = webhooksFrom(told, preset !== undefined);
  const target: Target = {
    serviceUrl: serviceUrl.replace(/\/+$/, ''),
    apiKey,
    ...(told.origin !== undefined && { origin: originFrom(told.origin) }),
    ...(told['other-api-key'] !== undefined && { otherApiKey: told['other-api-key'] }),
    ...(told['caller-header'] !== undefined && { callerHeader: told['caller-header'] }),
    ...(eid && { eid }),
    ...(anchors !== undefined && { trustAnchorsPem: fileFrom('trust-anchors', anchors) }),
    ...(webhooks && { webhooks }),
    ...(told.mail !== undefined && { mailRecipient: told.mail }),
    ...(told.sms !== undefined && { smsRecipient: told.sms }),
    ...(largest !== undefined && { maxDocumentBytes: numberFrom('max-document-mb', largest) * 1024 * 1024 }),
    ...(longest !== undefined && { longestWaitSeconds: longest }),
  };
  return { target, json: values.json ?? false, only: values.only ?? [] };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        demo: flag,
        origin: text,
        'other-api-key': text,
        acr: text,
        'eid-claim': text,
        'eid-person': text,
        'eid-other': text,
        'eid-cancel': text,
        'eid-redirect-uri': text,
        'trust-anchors': text,
        webhooks: flag,
        'webhook-url': text,
        'webhook-port': text,
        mail: text,
        sms: text,
        'caller-header': text,
        'max-document-mb': text,
        'longest-wait': text,
        only: { type: 'string', multiple: true },
        json: flag,
        help: flag,
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Told = Partial<ReturnType<typeof parsed>['values']>;

function eidFrom(told: Told): EidLogin | undefined {
  const { acr, 'eid-claim': claim, 'eid-person': person } = told;
  const given = [acr, claim, person].filter((text) => text !== undefined);
  if (given.length === 0) return undefined;
  if (acr === undefined || claim === undefined || person === undefined)
    throw new UsageError('--acr, --eid-claim and --eid-person belong together.');
  const [, name, value] = /^([^=]+)=(.+)$/.exec(claim) ?? [];
  if (name === undefined || value === undefined) throw new UsageError('--eid-claim must be NAME=VALUE.');
  const { 'eid-other': other, 'eid-cancel': cancel, 'eid-redirect-uri': redirectUri } = told;
  return {
    acr,
    claim: name,
    value,
    person: fieldsFrom(person),
    ...(other !== undefined && { other: fieldsFrom(other) }),
    ...(cancel !== undefined && { cancel: fieldsFrom(cancel) }),
    ...(redirectUri !== undefined && { redirectUri }),
  };
}

function fieldsFrom(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(text));
}

function webhooksFrom(told: Told, always: boolean): Target['webhooks'] {
  const { 'webhook-url': url, 'webhook-port': port } = told;
  if (!always && !told.webhooks && url === undefined) return undefined;
  return {
    port: port === undefined ? 0 : numberFrom('webhook-port', port),
    ...(url !== undefined && { url }),
  };
}

function numberFrom(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new UsageError(`--${name} must be a whole number.`);
  return value;
}

function originFrom(text: string): string {
  if (!URL.canParse(text) || new URL(text).origin !== text)
    throw new UsageError(`--origin must be an origin such as https://host.example: ${text} is none.`);
  return text;
}

function fileFrom(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`--${name}: ${path} cannot be read.`, { cause });
  }
}
