/** The form of each way, and what it becomes: a PDF, an order, and a tenant who is led on to sign it. */
import type { FastifyInstance } from 'fastify';
import { createHash, randomUUID } from 'node:crypto';
import type { Order, UploadedDocument } from '../../../src/task/contract.ts';
import { sitePolicy } from '../content-security-policy.ts';
import { OncePerAttempt } from '../once-per-attempt.ts';
import { EXAMPLE_TENANCY, tenancyPage, type TenancyForm } from '../pages/tenancy-page.ts';
import { SigningApiError, type SigningApi } from '../signing-api.ts';
import { sendPage, type Site } from '../site.ts';
import { makeHouseRules } from '../house-rules-pdf.ts';
import { makeTenancyAgreement } from '../tenancy-agreement-pdf.ts';
import { WEBHOOK_PATH } from './notice-routes.ts';
import { tenancyOrder, type TenancyDocuments } from '../tenancy-order.ts';
import { isTenancy, parseTenancy, type Tenancy } from '../tenancy.ts';
import { asksForEid, asksForPhone, pathOf, referenceFor, WAYS, type Way } from '../ways.ts';

export function tenancyRoutes(app: FastifyInstance, site: Site): void {
  // So that a second try after a lost answer asks for the very same order.
  const documents = new OncePerAttempt<UploadedDocument>();
  app.get('/tenancy', (_request, reply) => reply.redirect('/tenancy/open'));
  for (const way of WAYS) wayRoutes(app, site, way, documents);
}

function wayRoutes(
  app: FastifyInstance,
  site: Site,
  way: Way,
  documents: OncePerAttempt<UploadedDocument>,
): void {
  // The answer to a form may lead on to the signing page, and a browser holds that against the form's policy.
  const policy = sitePolicy(...(way.signing === 'redirect' ? [site.serviceUrl] : []));
  const page = (form: Omit<TenancyForm, 'way'>) => tenancyPage({ way, ...form });

  app.get(pathOf(way), (_request, reply) =>
    sendPage(reply, page({ values: EXAMPLE_TENANCY, faults: {}, attempt: randomUUID() }), policy),
  );

  app.post(pathOf(way), async (request, reply) => {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const parsed = parseTenancy(form, { nationalId: asksForEid(way), phone: asksForPhone(way) });
    const attempt = attemptOf(form);
    const again = (failure?: string) => {
      const faults = isTenancy(parsed) ? {} : parsed;
      const values = Object.fromEntries(form);
      return sendPage(reply.status(422), page({ values, faults, attempt, failure }), policy);
    };
    if (!isTenancy(parsed)) return again();
    try {
      const { order, reference } = await makeAgreement(site, way, parsed, attempt, documents);
      if (way.signing !== 'later') {
        reply.header('set-cookie', site.visitors.add(request.headers.cookie, reference));
      }
      // See other: going back, or loading again, asks for nothing twice.
      return await reply.redirect(await onward(site, way, order), 303);
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      return again(failure);
    }
  });
}

function attemptOf(form: URLSearchParams): string {
  const attempt = form.get('attempt') ?? '';
  return /^[0-9a-f-]{36}$/.test(attempt) ? attempt : randomUUID();
}

/** The service makes one order of one key, however often it is asked; each time with an artifact that is new. */
async function makeAgreement(
  { api, url, webhooks, takesWebhooks }: Site,
  way: Way,
  tenancy: Tenancy,
  attempt: string,
  documents: OncePerAttempt<UploadedDocument>,
): Promise<{ readonly order: Order; readonly reference: string }> {
  // Whoever goes back and changes the form makes another agreement, not the first one again.
  const key = createHash('sha256')
    .update(JSON.stringify([way.id, attempt, tenancy]))
    .digest('hex');
  const reference = referenceFor(way, key);
  const ids = await uploadPapers(api, way, tenancy, key, documents);
  const request = tenancyOrder({
    way,
    tenancy,
    documents: ids,
    reference,
    siteUrl: url(),
    ...(takesWebhooks && { webhook: { url: `${url()}${WEBHOOK_PATH}`, secret: webhooks.secret } }),
  });
  try {
    const artifact = way.signing === 'redirect';
    return { order: await api.createOrder(request, `tenancy-${key}`, { artifact }), reference };
  } catch (error) {
    // This site has been started again in between, and the agreement has been uploaded a second time.
    const known = isProblem(error, 'idempotency-key-reused') ? await api.findOrder(reference) : undefined;
    if (!known) throw error;
    return { order: known, reference };
  }
}

async function uploadPapers(
  api: SigningApi,
  way: Way,
  tenancy: Tenancy,
  key: string,
  documents: OncePerAttempt<UploadedDocument>,
): Promise<TenancyDocuments> {
  const movesIn = way.papers === 'moving-in';
  const upload = async (name: string, make: () => Promise<Uint8Array>) =>
    (await documents.make(`${key} ${name}`, async () => api.uploadDocument(await make()))).id;
  const [agreement, houseRules] = await Promise.all([
    upload('agreement', () => makeTenancyAgreement(tenancy, movesIn)),
    movesIn ? upload('rules', makeHouseRules) : undefined,
  ]);
  return { agreement, ...(houseRules !== undefined && { houseRules }) };
}

async function onward({ api }: Site, way: Way, order: Order): Promise<string> {
  const [task] = order.tasks;
  if (way.teller === 'service') return `/agreements/${order.id}`;
  if (way.signing === 'later') return `/agreements/${order.id}/told`;
  if (way.signing === 'embedded' || !task) return `/agreements/${order.id}/sign`;
  // A fragment is sent to no server and stands in no log and no Referer.
  if (task.artifact !== undefined) return `${task.taskUrl}#artifact=${task.artifact}`;
  return (await api.createArtifact(order.id, task.id)).url;
}

/** @returns what whoever filled in the form can do something about */
function failureOf(error: unknown): string | undefined {
  if (!isProblem(error, 'invalid-request')) return undefined;
  const isAbout = (member: string) => error.problem?.errors?.some(({ pointer }) => pointer.includes(member));
  if (isAbout('/authentication'))
    return 'The signing service has no electronic ID to log in with. Choose another way.';
  if (isAbout('/signatureMethods'))
    return 'The signing service cannot take a signature of this kind. Choose another way.';
  if (isAbout('/notifications')) return 'The signing service cannot send e-mail and SMS. Choose another way.';
  return 'The signing service does not accept this. Look at what you have entered.';
}

function isProblem(error: unknown, code: string): error is SigningApiError {
  return error instanceof SigningApiError && error.problem?.code === code;
}
