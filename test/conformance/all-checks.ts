/** All checks, in the order in which they are reported. */
import type { Check } from './check.ts';
import { taskUrl } from './checks/task-url.ts';
import { openingTasks } from './checks/opening-tasks.ts';
import { artifacts } from './checks/artifacts.ts';
import { completing } from './checks/completing.ts';

export const ALL_CHECKS: readonly Check[] = [...taskUrl, ...openingTasks, ...artifacts, ...completing];
