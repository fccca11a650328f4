/** Files of the signers' own: what is taken, what is refused, and whose they are. One service for all. */
import { after, before } from 'node:test';
import { startTestService, type TestService } from '../../harness/test-service.ts';
import { askingForUploads } from './uploads/asking.ts';
import { filesAreRefused } from './uploads/refused-files.ts';
import { puttingFiles } from './uploads/putting.ts';
import { signingWithUploads } from './uploads/signing.ts';
import { uploadsOfOthers } from './uploads/whose.ts';

let service: TestService;
before(async () => {
  service = await startTestService({ maxDocumentBytes: 256 * 1024 });
});
after(() => service.stop());

askingForUploads(() => service);
puttingFiles(() => service);
filesAreRefused(() => service);
signingWithUploads(() => service);
uploadsOfOthers(() => service);
