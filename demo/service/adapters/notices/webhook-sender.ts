/** Webhooks over HTTP. Customers say where to, so that it must not lead into the service's own network. */
import { lookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { NotDelivered, type WebhookSender } from '../../ports/notice-senders.ts';
import { RequestFailure, retryAfterSeconds, sendRequest } from './http-request.ts';
import { isLocalName, isPublicAddress } from './public-address.ts';
import { signWebhook } from './webhook-signature.ts';

export interface WebhookConfiguration {
  /** `whsec_…`, for webhooks that bring none. */
  readonly secret?: string;
  /** For development: private networks, this machine, and no TLS. */
  readonly dangerouslyAllowPrivateTargets?: boolean;
  /** @default 15 */
  readonly timeoutSeconds?: number;
  /** Replaced in tests. @default the system's */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>;
}

/** Nothing of an answer is used but its status. */
const LARGEST_ANSWER_BYTES = 64 * 1024;

const resolveBySystem = async (hostname: string): Promise<readonly LookupAddress[]> =>
  promisify(lookup)(hostname, { all: true });

export function createWebhookSender(configuration: WebhookConfiguration): WebhookSender {
  const { secret: ownSecret, timeoutSeconds = 15, resolve = resolveBySystem } = configuration;
  const allowsPrivate = configuration.dangerouslyAllowPrivateTargets === true;

  /** Looked up once: what was judged is what is sent to. */
  async function addressesOf(url: URL): Promise<readonly LookupAddress[]> {
    const hostname = hostOf(url);
    const family = isIP(hostname);
    const found =
      family > 0
        ? [{ address: hostname, family }]
        : await resolve(hostname).catch((cause: unknown) => {
            throw new NotDelivered('later', 'name-unknown', { cause });
          });
    // One private address among public ones is one too many: which one is taken is chance.
    if (!allowsPrivate && !found.every(({ address }) => isPublicAddress(address))) {
      throw new NotDelivered('refused', 'private-address');
    }
    return found;
  }

  return {
    hasSecret: ownSecret !== undefined,
    targetFault(text) {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (!url || !/^https?:$/.test(url.protocol))
        return 'The address is no URL such as https://host.example/hooks.';
      if (url.username !== '' || url.password !== '') return 'The address holds a name or a password.';
      if (url.hash !== '') return 'The address has a fragment, which is sent to nobody.';
      if (allowsPrivate) return undefined;
      if (url.protocol !== 'https:') return 'Webhooks are sent over TLS only: the address begins with https.';
      const hostname = hostOf(url);
      const isPrivate = isIP(hostname) > 0 ? !isPublicAddress(hostname) : isLocalName(hostname);
      return isPrivate ? 'The address is in a private network: this service does not send there.' : undefined;
    },
    async send({ id, url: address, secret = ownSecret, sentAt, body }) {
      if (secret === undefined) throw new NotDelivered('refused', 'no-secret');
      const url = new URL(address);
      if (!allowsPrivate && url.protocol !== 'https:') throw new NotDelivered('refused', 'no-tls');
      const addresses = await addressesOf(url);
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'signing-service',
        ...signWebhook(secret, id, sentAt, body),
      };
      const limits = { timeoutSeconds, maxAnswerBytes: LARGEST_ANSWER_BYTES };
      const answer = await sendRequest({ url, method: 'POST', headers, body, addresses, ...limits }).catch(
        (error: unknown) => {
          throw error instanceof RequestFailure
            ? new NotDelivered('later', error.reason, { cause: error })
            : error;
        },
      );
      if (answer.status >= 200 && answer.status < 300) return;
      if (answer.status === 410) throw new NotDelivered('gone', 'answered-410');
      const wait = retryAfterSeconds(answer);
      throw new NotDelivered(
        'later',
        `answered-${answer.status}`,
        wait === undefined ? {} : { retryAfterSeconds: wait },
      );
    },
  };
}

/** Without the brackets of an IPv6 address. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}
