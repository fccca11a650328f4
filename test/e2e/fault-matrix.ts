/**
 * The fault matrix of the signing ceremony: each request that the widget makes for an open task, and each fault that
 * can befall it, at the real service in a real browser. Whatever happens, the screen and the events say what is true,
 * the task is signed once at most, and when the fault is over there is a way on to the end.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { buildIfNeeded } from '../../demo/build.ts';
import { Contract } from '../../demo/service/http/contract.ts';
import { FaultMatrixSite } from './faults/fault-matrix-site.ts';
import { FAULTS, type FaultName } from './faults/fault.ts';
import { isHeldBackByThePage, PLAIN, signsInTwoTabsAtOnce } from './faults/beside.ts';
import { play } from './faults/play.ts';
import { Stage } from './faults/stage.ts';
import type { Scene } from './faults/scene.ts';
import { completion } from './faults/completion.ts';
import { events } from './faults/events.ts';
import { cancellation, postponement } from './faults/leaving.ts';
import { opening } from './faults/opening.ts';
import { outcome } from './faults/outcome.ts';
import { pagesViewed } from './faults/pages-viewed.ts';
import { passkeyWindow } from './faults/passkey-window.ts';
import { challenge, registration } from './faults/passkeys.ts';
import { lookingAgain, openingAgain } from './faults/reading-again.ts';
import { rejection } from './faults/rejection.ts';
import { sealedFile } from './faults/sealed-file.ts';

const SCENES: readonly Scene[] = [
  opening,
  openingAgain,
  lookingAgain,
  pagesViewed,
  challenge,
  registration,
  passkeyWindow,
  completion,
  outcome,
  rejection,
  postponement,
  cancellation,
  events,
  sealedFile,
];

let sites: FaultMatrixSite;
before(async () => {
  await buildIfNeeded();
  sites = await FaultMatrixSite.start();
});
after(() => sites?.stop());

describe('A signer', { concurrency: 4 }, () => {
  for (const scene of SCENES) {
    for (const [fault, cell] of cellsOf(scene)) {
      const title = `${scene.title}, and ${FAULTS[fault]}`;
      if (cell === 'not in the contract') {
        test(`${title}: the protocol has no such answer`, () => assertNotInContract(scene, fault));
      } else if ('never' in cell) {
        test(title, { skip: cell.never });
      } else {
        test(title, () => play(sites, scene, fault, cell));
      }
    }
  }
});

describe('A signer', { concurrency: 2 }, () => {
  for (const [title, act] of [
    ['signs in two tabs at once', signsInTwoTabsAtOnce],
    ['is held back by the page once, and signs with the next press', isHeldBackByThePage],
  ] as const) {
    test(title, async () => {
      const stage = await Stage.set(sites, 'refused', PLAIN);
      try {
        await act(stage);
        stage.visit.assertNothingElse();
      } finally {
        await stage.leave();
      }
    });
  }
});

function cellsOf({ cells }: Scene) {
  return (Object.keys(FAULTS) as FaultName[]).map((fault) => [fault, cells[fault]] as const);
}

/** Should the contract come to have it, there is a cell to be written. */
function assertNotInContract({ operation }: Scene, fault: FaultName): void {
  const operations = Object.values(new Contract().document.paths).flatMap((path) => Object.values(path));
  const { responses } = operations.find(({ operationId }) => operationId === operation) ?? {};
  assert.ok(responses);
  assert.equal(fault in responses, false);
}
