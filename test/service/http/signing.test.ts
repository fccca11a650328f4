/** Signing: what counts, what does not, and what happens when it is sent more than once. One service for all. */
import { after, before } from 'node:test';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { atOnce } from './signing/at-once.ts';
import { signing } from './signing/completion.ts';
import { dependentTasks } from './signing/dependent-tasks.ts';
import { completionsAreRefused } from './signing/refused-completions.ts';
import { sentAgain } from './signing/sent-again.ts';

let service: TestService;
before(async () => {
  service = await startTestService();
});
after(() => service.stop());

signing(() => service);
completionsAreRefused(() => service);
sentAgain(() => service);
atOnce(() => service);
dependentTasks(() => service);
