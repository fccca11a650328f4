/** SMS by any gateway that takes them over HTTP. What may have been sent is not sent again: it costs, and it alarms. */
import { NotDelivered, type ShortMessageSender } from '../../ports/notice-senders.ts';
import { RequestFailure, retryAfterSeconds, sendRequest } from './http-request.ts';
import { buildSmsRequest, type SmsGatewayConfiguration } from './sms-request.ts';

const LARGEST_ANSWER_BYTES = 64 * 1024;
/** With these a gateway says that it has not taken it, and may another time (RFC 9110, RFC 6585). */
const NOT_NOW = [425, 429, 503];

export function createSmsSender(configuration: SmsGatewayConfiguration): ShortMessageSender {
  const { timeoutSeconds = 20, sender = '' } = configuration;
  return {
    async send({ id, recipient, text }) {
      const request = buildSmsRequest(configuration, { id, recipient, message: text, sender });
      const limits = { timeoutSeconds, maxAnswerBytes: LARGEST_ANSWER_BYTES };
      const answer = await sendRequest({ ...request, ...limits }).catch((error: unknown) => {
        if (!(error instanceof RequestFailure)) throw error;
        throw new NotDelivered(error.mayHaveArrived ? 'unknown' : 'later', error.reason, { cause: error });
      });
      const { status } = answer;
      if (status >= 200 && status < 300) return;
      const reason = `answered-${status}`;
      if (NOT_NOW.includes(status)) {
        const wait = retryAfterSeconds(answer);
        throw new NotDelivered('later', reason, wait === undefined ? {} : { retryAfterSeconds: wait });
      }
      // A wrong key is mended by the operator; what is wrong with this message is mended by nobody.
      if (status === 401 || status === 403) throw new NotDelivered('later', 'login-refused');
      if (status === 408 || status >= 500) throw new NotDelivered('unknown', reason);
      throw new NotDelivered('refused', reason);
    },
  };
}
