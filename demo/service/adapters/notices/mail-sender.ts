/** E-mail over SMTP (RFC 5321): one recipient, one stable Message-ID, text and HTML. */
import { createTransport } from 'nodemailer';
import { isMailAddress } from '../../domain/recipient.ts';
import { NotDelivered, type MailSender } from '../../ports/notice-senders.ts';

export interface MailConfiguration {
  /** `smtp://` or `smtps://`, with name and password where the server wants them. */
  readonly url: string;
  /** The address that mail comes from. */
  readonly from: string;
}

const CONNECTION_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 30_000;

export function createMailSender({ url, from }: MailConfiguration): MailSender {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    greetingTimeout: CONNECTION_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    // No part of a mail is ever fetched from anywhere.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send(mail) {
      // The library would take several out of one, and what is behind a line break for a name.
      if (!isMailAddress(mail.recipient)) throw new NotDelivered('refused', 'recipient-invalid');
      await transport
        .sendMail({
          // As objects: nothing in a name or an address is read as another recipient.
          from: { name: mail.senderName, address: from },
          to: { name: '', address: mail.recipient },
          envelope: { from, to: [mail.recipient] },
          messageId: `<${mail.id}@${domain}>`,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          // No answer by a machine is wanted (RFC 3834 section 5).
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
        })
        .catch((error: unknown) => {
          throw notDelivered(error);
        });
    },
  };
}

/** What the server has refused for good stays refused (RFC 5321 section 4.2.1); a wrong password is mended by others. */
function notDelivered(error: unknown): NotDelivered {
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number };
  const isForGood = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  const reason = responseCode === undefined ? 'unreachable' : `answered-${responseCode}`;
  // The server's words are kept out of it: they repeat the address.
  return new NotDelivered(isForGood ? 'refused' : 'later', code === 'EAUTH' ? 'login-refused' : reason, {
    cause: error,
  });
}
