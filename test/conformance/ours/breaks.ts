/** All the ways in which our own service is broken to see whether a conformance run notices. */
import type { Break } from './breaks/break.ts';
import { HTTP } from './breaks/http.ts';
import { ORDERS } from './breaks/orders.ts';
import { SIGNING } from './breaks/signing.ts';
import { WAYS_IN } from './breaks/ways-in.ts';

export const BREAKS: readonly Break[] = [...HTTP, ...WAYS_IN, ...SIGNING, ...ORDERS];
