/** How notices leave: by whose mail server and SMS gateway, and where webhooks may go. Some of it is secret. */
import { flagFrom, portFrom, textFrom } from './environment.ts';
import type { MailConfiguration } from './service/adapters/notices/mail-sender.ts';
import { smsGatewayFault, type SmsGatewayConfiguration } from './service/adapters/notices/sms-request.ts';
import type { WebhookConfiguration } from './service/adapters/notices/webhook-sender.ts';
import { isMailAddress } from './service/domain/recipient.ts';

export interface NoticeSettings {
  readonly mail: MailConfiguration | undefined;
  readonly sms: SmsGatewayConfiguration | undefined;
  readonly webhooks: WebhookConfiguration;
  /** Ports of the mail server and the SMS gateway that are started with the rest, for what is not configured. */
  readonly mailbox: { readonly mailPort?: number; readonly smsPort?: number };
}

/** @throws Error that says which variable is wrong, and nothing of what it holds */
export function noticesFrom(env: NodeJS.ProcessEnv): NoticeSettings {
  const from = textFrom(env, 'SMTP_FROM') ?? 'signing@service.example';
  if (!isMailAddress(from)) throw new Error('SMTP_FROM must be one address such as signing@service.example.');
  const mailUrl = mailUrlFrom(env);
  if (mailUrl !== undefined && textFrom(env, 'SMTP_FROM') === undefined) {
    throw new Error('SMTP_FROM must be set with SMTP_URL: it is whom mail comes from.');
  }
  const sms = smsFrom(env);
  // What is caught in a mailbox reaches nobody: in earnest that would be found out too late.
  const catches = env.NODE_ENV !== 'production';
  const mailPort = mailUrl === undefined && catches ? portFrom(env, 'MAIL_PORT', 4103) : undefined;
  const smsPort = sms === undefined && catches ? portFrom(env, 'SMS_PORT', 4104) : undefined;
  const caughtMail = mailPort === undefined ? undefined : `smtp://127.0.0.1:${mailPort}`;
  const url = mailUrl ?? caughtMail;
  return {
    mail: url === undefined ? undefined : { url, from },
    sms:
      sms ??
      (smsPort === undefined
        ? undefined
        : { url: `http://127.0.0.1:${smsPort}/messages`, sender: 'Signing' }),
    webhooks: webhooksFrom(env),
    mailbox: { ...(mailPort !== undefined && { mailPort }), ...(smsPort !== undefined && { smsPort }) },
  };
}

function mailUrlFrom(env: NodeJS.ProcessEnv): string | undefined {
  const text = textFrom(env, 'SMTP_URL');
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^smtps?:$/.test(new URL(text).protocol) || new URL(text).hostname === '') {
    throw new Error('SMTP_URL must be a URL such as smtps://name:password@mail.example.');
  }
  return text;
}

function smsFrom(env: NodeJS.ProcessEnv): SmsGatewayConfiguration | undefined {
  const url = textFrom(env, 'SMS_GATEWAY_URL');
  if (url === undefined) return undefined;
  const [method, body, authorization, sender] = ['METHOD', 'BODY', 'AUTHORIZATION', 'SENDER'].map((name) =>
    textFrom(env, `SMS_GATEWAY_${name}`),
  );
  if (method !== undefined && !/^(GET|POST|PUT)$/.test(method)) {
    throw new Error('SMS_GATEWAY_METHOD must be GET, POST or PUT.');
  }
  const headers = headersFrom(env);
  const configuration: SmsGatewayConfiguration = {
    url,
    ...(method !== undefined && { method }),
    ...(headers && { headers }),
    ...(body !== undefined && { body }),
    ...(authorization !== undefined && { authorization }),
    ...(sender !== undefined && { sender }),
  };
  const fault = smsGatewayFault(configuration);
  if (fault !== undefined)
    throw new Error(`SMS_GATEWAY_URL makes no request with its _HEADERS and _BODY: ${fault}.`);
  return configuration;
}

function headersFrom(env: NodeJS.ProcessEnv): Record<string, string> | undefined {
  const text = textFrom(env, 'SMS_GATEWAY_HEADERS');
  if (text === undefined) return undefined;
  const wrong = new Error('SMS_GATEWAY_HEADERS must be a JSON object of texts, such as {"X-Key": "…"}.');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong;
    if (!Object.values(value).every((header) => typeof header === 'string' && !/[\r\n]/.test(header)))
      throw wrong;
    return value as Record<string, string>;
  } catch {
    throw wrong;
  }
}

function webhooksFrom(env: NodeJS.ProcessEnv): WebhookConfiguration {
  const secret = textFrom(env, 'WEBHOOK_SECRET');
  if (secret !== undefined && !/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(secret)) {
    throw new Error('WEBHOOK_SECRET must be whsec_ and 24 to 64 bytes in base64.');
  }
  return {
    ...(secret !== undefined && { secret }),
    dangerouslyAllowPrivateTargets: flagFrom(
      env,
      'WEBHOOK_DANGEROUSLY_ALLOW_PRIVATE_TARGETS',
      env.NODE_ENV !== 'production',
    ),
  };
}
