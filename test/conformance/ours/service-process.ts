/**
 * Our own service with everything that a conformance run can ask for, in a process of its own: tells its parent when it
 * is ready, and ends with it.
 */
import { ACR_HIGH } from '../../../demo/eid/people.ts';
import { startMailbox } from '../../../demo/mailbox/start-mailbox.ts';
import { startDemoSite } from '../../harness/demo-site.ts';
import type { Target } from '../target.ts';

const apiKey = 'test-api-key';
const otherApiKey = 'other-api-key';
const maxDocumentBytes = 1024 * 1024;

const mailbox = await startMailbox({ mailPort: 0, smsPort: 0 });
const site = await startDemoSite({
  service: {
    customers: [
      { id: 'fjord', name: 'Fjord Homes', apiKey },
      { id: 'other', name: 'Another customer', apiKey: otherApiKey },
    ],
    maxDocumentBytes,
    mail: { url: mailbox.mailUrl ?? '', from: 'signing@service.test' },
    sms: { url: mailbox.smsUrl ?? '', sender: 'Signing' },
    webhooks: { dangerouslyAllowPrivateTargets: true },
    trustedProxies: ['127.0.0.1', '::1'],
    logLevel: 'silent',
  },
});
const target: Target = {
  serviceUrl: site.serviceUrl,
  apiKey,
  otherApiKey,
  origin: site.hostUrl,
  callerHeader: 'X-Forwarded-For',
  eid: {
    acr: ACR_HIGH,
    claim: 'national_id',
    value: '01017012345',
    person: { subject: 'test-kari-nordmann', answer: 'login' },
    other: { subject: 'test-ola-hansen', answer: 'login' },
    cancel: { answer: 'cancel' },
    redirectUri: `${site.hostUrl}/login/callback`,
  },
  trustAnchorsPem: site.service.trustAnchorsPem,
  webhooks: { port: 0 },
  maxDocumentBytes,
  mailRecipient: 'kari@example.test',
  smsRecipient: '+4790000000',
};
process.send?.(target);

async function stop(): Promise<void> {
  await site.stop();
  await mailbox.stop();
  process.exit(0);
}
process.once('disconnect', () => void stop());
process.once('SIGTERM', () => void stop());
