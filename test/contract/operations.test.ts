/** Every operation of the contract has a route, and every route of the API is in the contract. */
import assert from 'node:assert/strict';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { after, before, describe, test } from 'node:test';
import { createCustomers } from '../../demo/service/adapters/customers.ts';
import { createServiceApp } from '../../demo/service/http/app.ts';
import { Contract } from '../../demo/service/http/contract.ts';
import type { ServiceContext } from '../../demo/service/use-cases/service-context.ts';

const contract = new Contract();
const operations = Object.entries(contract.document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({
    operationId,
    method: method.toUpperCase() as HTTPMethods,
    path,
    route: path.replace(/\{(\w+)\}/g, ':$1'),
  })),
);

describe('the operations of the contract', () => {
  let app: FastifyInstance;
  before(async () => {
    // Nobody is a customer and nothing is stored: no request here gets as far as a use case.
    const context = { customers: createCustomers([]) } as Partial<ServiceContext> as ServiceContext;
    app = await createServiceApp({
      context,
      contract,
      embeddingOrigins: [],
      distFolder: new URL('.', import.meta.url).pathname,
      maxDocumentBytes: 1000,
      trustedProxies: [],
      logLevel: 'silent',
      leaving: new AbortController().signal,
    });
    await app.ready();
  });
  after(() => app.close());

  for (const { operationId, method, path, route } of operations) {
    test(`${operationId} is served at ${method} ${path}`, async () => {
      assert.ok(app.hasRoute({ method, url: route }));
      const url = path.replace(/\{\w+\}/g, 'unknown');
      const answer = await app.inject({ method, url });
      assert.notEqual((answer.json() as { code: string }).code, 'not-found');
    });
  }

  test('what the contract does not name is not found', async () => {
    for (const [method, url] of [
      ['GET', '/tasks'],
      ['GET', `/tasks/${'a'.repeat(1000)}/documents/b`],
      ['POST', '/tasks/unknown/approval'],
      ['DELETE', '/orders'],
    ] as const) {
      const answer = await app.inject({ method, url });
      assert.equal(answer.statusCode, 404);
      assert.equal((answer.json() as { code: string }).code, 'not-found');
    }
  });

  test('there is no route of the API beside them', () => {
    const known = new Set(operations.map(({ method, route }) => `${method} ${route}`));
    // The start page, the end of a login, the window of a passkey, the package, the page's own files and what operators
    // ask are no part of the contract.
    const beside = routesOf(app.printRoutes({ commonPrefix: false })).filter(
      (route) =>
        !known.has(route) &&
        !/^(HEAD|OPTIONS) |^GET \/\*?$|^GET \/(login\/callback|passkey|health\/(live|ready))$|^GET \/(app|widget)\//.test(
          route,
        ),
    );
    assert.deepEqual(beside, []);
  });

  test('each has a name of its own', () => {
    const names = operations.map(({ operationId }) => operationId);
    assert.equal(new Set(names).size, names.length);
  });
});

/** `GET /orders/:orderId` for each route in the tree that the framework prints. */
function routesOf(tree: string): string[] {
  const path: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, part, methods = ''] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (indent === undefined || part === undefined) return [];
    path.splice(indent.length / 4, path.length, part);
    return methods
      .split(', ')
      .filter(Boolean)
      .map((method) => `${method} ${path.join('')}`);
  });
}
