/** Places for the signer's mark in the sample documents: initials at the foot of each page, signatures at the end. */
import type { Action, Place } from '../src/task/contract.ts';
import { sampleAction } from './sample-task.ts';

/** The sample pages, in PDF points. */
const PAGE = { width: 595.5, height: 842.25 } as const;

export function signaturePlace(id: string, page: number, part: Partial<Place> = {}): Place {
  return { id, kind: 'signature', page, x: 60, y: 150, width: 224, height: 76, ...part };
}

export function initialsPlace(id: string, page: number, part: Partial<Place> = {}): Place {
  return { id, kind: 'initials', page, x: PAGE.width - 120, y: 40, width: 60, height: 30, ...part };
}

/** Three pages to put initials on, and two places to sign at beside each other on the last of them. */
export async function actionsWithPlaces(): Promise<Action[]> {
  return [
    await sampleAction('agreement', {
      order: 0,
      places: [
        initialsPlace('initials-3', 3),
        signaturePlace('witnessed', 3, { x: 320, y: 152 }),
        signaturePlace('signed', 3),
        initialsPlace('initials-1', 1),
        initialsPlace('initials-2', 2),
      ],
    }),
    await sampleAction('inventory', { order: 1, places: [signaturePlace('received', 1, { y: 420 })] }),
  ];
}
