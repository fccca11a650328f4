/** What a row of the matrix says: how a request comes about, and the truth for each fault that can befall it. */
import type { NewTask, TaskStatus } from '../../../src/task/contract.ts';
import type { OperationId } from '../../../demo/service/http/contract.ts';
import type { FaultName } from './fault.ts';
import type { Heard } from '../../harness/faulty-line.ts';
import type { Stage } from './stage.ts';

export type Catches = (heard: Heard) => boolean;

export type Act = (stage: Stage) => Promise<unknown>;

/** What is true of a cell. */
export interface Truth {
  /** What the signer reads while the fault lasts, and how they get there. */
  readonly reads: Act;
  /** What the page has been told by then, since the task was opened. */
  readonly told: readonly string[];
  /** How the task stands at the service by then. */
  readonly stands: TaskStatus;
  /** What leads on once the fault is over; where it is left out, the signer does nothing. */
  readonly way?: Act | undefined;
  /** Where it leads in the end. */
  readonly end: End;
  /** What the page has been told more by then. */
  readonly thenTold: readonly string[];
}

export type End = 'signed' | 'rejected' | 'postponed' | 'cancelled';

export type Cell =
  | Truth
  /** The protocol has no such answer to this request: the contract is asked whether that is so. */
  | 'not in the contract'
  /** Why there is no such cell. */
  | { readonly never: string };

export interface Scene {
  /** As a sentence goes on after "A signer …". */
  readonly title: string;
  readonly operation: OperationId;
  readonly catches: Catches;
  readonly task?: Partial<NewTask> | (() => Partial<NewTask>);
  /** Of its document. Default: one */
  readonly pages?: 1 | 3;
  /** Those who have yet to sign. Default: one, so that nothing is sealed */
  readonly others?: number;
  /** Before anything is opened. */
  readonly start?: Act;
  /** As far as the request before the one that meets the fault. Default: the task is open and can be signed */
  readonly comes?: Act | undefined;
  /** When the fault begins. Default: when the signer has come so far */
  readonly faultFrom?: 'the start';
  /** The widget stands in a page of the customer's. Default: the service's own page */
  readonly elsewhere?: true;
  /** The request that opens the task is the one that meets the fault. */
  readonly opens?: true;
  /** Asked for with `keepalive`, which a browser does out of sight of whoever watches its pages. */
  readonly keptAlive?: true;
  /** Requests whose answers are lost as well, after the service has done what they ask for. */
  readonly loses?: Catches;
  /** What makes the request. */
  readonly acts: Act;
  /** How the task ends in another tab, for 409. Default: it is signed there */
  readonly endsElsewhereBy?: 'rejection';
  /** What 409 says where it is not that the task has ended. */
  readonly conflict?: string;
  readonly cells: Readonly<Record<FaultName, Cell>>;
}
