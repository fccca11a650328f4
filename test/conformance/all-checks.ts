/** All checks, in the order in which they are reported. */
import type { Check } from './check.ts';
import { artifacts } from './checks/artifacts.ts';
import { bytes } from './checks/bytes.ts';
import { codes } from './checks/codes.ts';
import { completing } from './checks/completing.ts';
import { crossOrigin } from './checks/cross-origin.ts';
import { customer } from './checks/customer.ts';
import { declining } from './checks/declining.ts';
import { everyOperation } from './checks/every-operation.ts';
import { events } from './checks/events.ts';
import { limits } from './checks/limits.ts';
import { logins } from './checks/logins.ts';
import { notices } from './checks/notices.ts';
import { openingTasks } from './checks/opening-tasks.ts';
import { passkeys } from './checks/passkeys.ts';
import { sealed } from './checks/sealed.ts';
import { status } from './checks/order-status.ts';
import { taskUrl } from './checks/task-url.ts';
import { uploads } from './checks/uploads.ts';

export const ALL_CHECKS: readonly Check[] = [
  ...taskUrl,
  ...crossOrigin,
  ...openingTasks,
  ...artifacts,
  ...codes,
  ...logins,
  ...bytes,
  ...uploads,
  ...completing,
  ...passkeys,
  ...declining,
  ...status,
  ...events,
  ...sealed,
  ...notices,
  ...customer,
  ...everyOperation,
  ...limits,
];
