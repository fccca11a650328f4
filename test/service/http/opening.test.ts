/** The ways in and the ways out, short of an eID: one service for all of it. */
import { after, before } from 'node:test';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { artifacts } from './opening/artifacts.ts';
import { declining } from './opening/declining.ts';
import { following } from './opening/following.ts';
import { referenceCodes } from './opening/reference-codes.ts';
import { withdrawing } from './opening/withdrawing.ts';

let service: TestService;
before(async () => {
  // Tests come from many addresses, as they say they do.
  service = await startTestService({ trustedProxies: ['127.0.0.1'] });
});
after(() => service.stop());

artifacts(() => service);
referenceCodes(() => service);
declining(() => service);
withdrawing(() => service);
following(() => service);
