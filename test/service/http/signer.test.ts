/** What a signer's widget and a signer's browser call around a signature: one service for all of it. */
import { after, before } from 'node:test';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { crossOrigin } from './signer/cross-origin.ts';
import { documentsAreRead } from './signer/documents.ts';
import { filledIn } from './signer/filled-in.ts';
import { lockedTasks } from './signer/locked-tasks.ts';
import { pagesViewed } from './signer/pages-viewed.ts';
import { taskSessions } from './signer/task-sessions.ts';
import { taskUrls } from './signer/task-urls.ts';

let service: TestService;
before(async () => {
  service = await startTestService();
});
after(() => service.stop());

taskUrls(() => service);
crossOrigin(() => service);
taskSessions(() => service);
lockedTasks(() => service);
documentsAreRead(() => service);
pagesViewed(() => service);
filledIn(() => service);
