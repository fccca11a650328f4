/** Where on a document signers sign: what an order may say, and what becomes of it. One service for all. */
import { after, before } from 'node:test';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { placesOfOrders } from './customer/order-places.ts';
import { placesAreSigned } from './signing/signed-places.ts';

let service: TestService;
before(async () => {
  service = await startTestService();
});
after(() => service.stop());

placesOfOrders(() => service);
placesAreSigned(() => service);
