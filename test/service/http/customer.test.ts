/** What a customer's back end calls: one service for all of it. */
import { after, before } from 'node:test';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { idempotentOrders } from './customer/idempotent-orders.ts';
import { ordersAreRead } from './customer/reading-orders.ts';
import { ordersAreRefused } from './customer/refused-orders.ts';
import { uploads } from './customer/uploads.ts';

let service: TestService;
before(async () => {
  service = await startTestService({ maxDocumentBytes: 64 * 1024 });
});
after(() => service.stop());

uploads(() => service);
ordersAreRefused(() => service);
idempotentOrders(() => service);
ordersAreRead(() => service);
