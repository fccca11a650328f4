import type { FastifyRequest } from 'fastify';
import { ServiceProblem } from '../domain/problem.ts';
import type { Customer, Customers } from '../ports/customers.ts';

/** The token of `Authorization: Bearer …` (RFC 6750 section 2.1), not checked yet. */
export function unverifiedBearer(request: FastifyRequest): string | undefined {
  const match = /^Bearer +([A-Za-z0-9._~+/=-]{1,1000})$/i.exec(request.headers.authorization ?? '');
  return match?.[1];
}

/** @throws unauthorized */
export function customerOf(customers: Customers, request: FastifyRequest): Customer {
  const customer = customers.byApiKey(unverifiedBearer(request) ?? '');
  if (!customer) {
    throw new ServiceProblem('unauthorized', {
      detail: 'Send the API key as "Authorization: Bearer <key>".',
    });
  }
  return customer;
}
