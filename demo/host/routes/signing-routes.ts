/** The tenant's pages: where they sign, type in a code, log in, and come back to. */
import type { FastifyInstance } from 'fastify';
import { embeddingPolicy, loginCallbackPolicy } from '../content-security-policy.ts';
import { loginCallbackPage } from '../pages/login-callback-page.ts';
import { problemPage } from '../pages/problem-page.ts';
import { returnedPage } from '../pages/returned-page.ts';
import { codePage, signingPage } from '../pages/signing-page.ts';
import { sendPage, type ById, type Site } from '../site.ts';
import { OUTCOMES } from '../tenancy-order.ts';
import { opensByArtifact, wayOfReference } from '../ways.ts';

interface Returned {
  readonly Params: { readonly reference: string; readonly outcome: string };
}

const NOT_YOURS = problemPage(
  'This is another visitor’s agreement',
  'Only the visitor who made it can open it here: the signing service relies on this site to know who that is.',
);

export function signingRoutes(app: FastifyInstance, site: Site): void {
  const { api, visitors, serviceUrl, eidUrl } = site;
  const embedding = embeddingPolicy(serviceUrl, eidUrl);

  app.get<ById>('/agreements/:id/sign', async (request, reply) => {
    const order = await api.readOrder(request.params.id);
    const [task] = order.tasks;
    const way = wayOfReference(order.externalReference);
    if (!task || way?.signing === 'later') return reply.redirect(`/agreements/${order.id}`, 303);
    if (!way || !opensByArtifact(way)) {
      return sendPage(reply, signingPage(order, task.taskUrl, serviceUrl), embedding);
    }
    if (!visitors.made(request.headers.cookie, order.externalReference)) {
      return sendPage(reply.status(403), NOT_YOURS);
    }
    // An artifact lives for half a minute and opens once: each time that the page is shown it has one of its own.
    const { url } = await api.createArtifact(order.id, task.id);
    if (way.signing === 'redirect') return reply.header('cache-control', 'no-store').redirect(url, 303);
    return sendPage(reply, signingPage(order, url, serviceUrl), embedding);
  });

  // The landlord's own signature. In this demonstration whoever is here is the staff.
  app.get<ById>('/agreements/:id/countersign', async (request, reply) => {
    const order = await api.readOrder(request.params.id);
    const task = order.tasks.find(({ name }) => name === 'landlord');
    if (!task) return reply.redirect(`/agreements/${order.id}`, 303);
    return sendPage(reply, signingPage(order, task.taskUrl, serviceUrl), embedding);
  });

  app.get<Returned>('/returned/:reference/:outcome', async (request, reply) => {
    const { reference, outcome } = request.params;
    const unverifiedOutcome = OUTCOMES.find((known) => known === outcome);
    if (!unverifiedOutcome) return reply.callNotFound();
    // Before anything is looked up: to others an agreement that there is not is like one that is not theirs.
    if (!visitors.made(request.headers.cookie, reference)) return sendPage(reply.status(403), NOT_YOURS);
    const order = await api.findOrder(reference);
    if (!order) return reply.callNotFound();
    return sendPage(reply, returnedPage(order, unverifiedOutcome));
  });

  app.get('/code', (_request, reply) => sendPage(reply, codePage(serviceUrl), embedding));

  app.get('/login/callback', (_request, reply) =>
    sendPage(reply, loginCallbackPage(serviceUrl), loginCallbackPolicy(serviceUrl)),
  );

  // Whoever is reading in the widget is not gone: it tells so, and the visit goes on.
  app.post('/visit', (request, reply) => {
    const cookie = visitors.renew(request.headers.cookie);
    if (cookie !== undefined) reply.header('set-cookie', cookie);
    return reply.status(204).send();
  });
}
