/** The request that a gateway wants, from templates in which values go in as text of the format around them. */

export interface SmsGatewayConfiguration {
  /** May hold `${recipient}`, `${message}`, `${sender}` and `${id}`, as the other templates. */
  readonly url: string;
  /** @default POST */
  readonly method?: string;
  /** @default a content type of JSON */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default {"to","from","message","id"} as JSON; none with GET */
  readonly body?: string;
  /** The value of the header `Authorization`. */
  readonly authorization?: string;
  /** Whom messages come from, where the gateway asks. */
  readonly sender?: string;
  /** @default 20 */
  readonly timeoutSeconds?: number;
}

export type SmsValues = Readonly<Record<'recipient' | 'message' | 'sender' | 'id', string>>;

export interface SmsRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const DEFAULT_BODY = '{"to":"${recipient}","from":"${sender}","message":"${message}","id":"${id}"}';

type Escape = (value: string) => string;

export function buildSmsRequest(configuration: SmsGatewayConfiguration, values: SmsValues): SmsRequest {
  const { method = 'POST', headers = {}, authorization, body = DEFAULT_BODY } = configuration;
  const named = Object.entries({ 'content-type': 'application/json', ...lowerCased(headers) });
  const mediaType = named.find(([name]) => name === 'content-type')?.[1] ?? '';
  const hasBody = method !== 'GET';
  return {
    url: new URL(fill(configuration.url, values, encodeURIComponent)),
    method,
    headers: {
      ...Object.fromEntries(
        named
          .filter(([name]) => hasBody || name !== 'content-type')
          .map(([name, value]) => [name, fill(value, values, encodeURIComponent)]),
      ),
      ...(authorization !== undefined && { authorization }),
    },
    body: hasBody ? fill(body, values, escapeFor(mediaType)) : undefined,
  };
}

/** @returns what is wrong with it; undefined where nothing is. Says nothing of its values: some are secrets. */
export function smsGatewayFault(configuration: SmsGatewayConfiguration): string | undefined {
  const all = [configuration.url, configuration.body ?? '', ...Object.values(configuration.headers ?? {})];
  const unknown = all
    .flatMap((text) => [...text.matchAll(/\$\{([^}]*)\}/g)])
    .find(([, name = '']) => !(name in SAMPLE));
  if (unknown)
    return `there is no \${${unknown[1]}}; there are ${Object.keys(SAMPLE)
      .map((name) => `\${${name}}`)
      .join(', ')}`;
  try {
    const { url, headers, body } = buildSmsRequest(configuration, SAMPLE);
    if (!/^https?:$/.test(url.protocol)) return 'the address must begin with https or http';
    if (/json/.test(headers['content-type'] ?? '') && body !== undefined) JSON.parse(body);
    return undefined;
  } catch {
    return 'the address is no URL, or the body is no JSON';
  }
}

const SAMPLE: SmsValues = {
  recipient: '+4790000000',
  message: 'Say "hello"\nto them',
  sender: 'Sender',
  id: 'id',
};

function fill(template: string, values: SmsValues, escape: Escape): string {
  return template.replace(/\$\{(\w+)\}/g, (_mark, name: keyof SmsValues) => escape(values[name]));
}

function escapeFor(mediaType: string): Escape {
  if (/json/i.test(mediaType)) return (value) => JSON.stringify(value).slice(1, -1);
  if (/x-www-form-urlencoded/i.test(mediaType)) return encodeURIComponent;
  if (/xml/i.test(mediaType))
    return (value) => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return (value) => value;
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
