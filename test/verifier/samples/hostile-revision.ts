/** One object of one revision changed before the revision is signed. */
import type { ProblemCode } from '../findings.ts';
import type { Craft, MutableObjects } from './craft-pdf.ts';
import { stream } from './original-pdf.ts';

export interface HostileRevision extends Craft {
  readonly title: string;
  readonly expected: ProblemCode;
}

export const at =
  (wanted: number, change: (objects: MutableObjects) => void): NonNullable<Craft['revise']> =>
  (step, objects) => {
    if (step === wanted) change(objects);
  };

/** Replaces text in one object of a step; a pattern that is not there is an error of the test. */
export function edit(step: number, number: number, from: string, to: string): NonNullable<Craft['revise']> {
  return at(step, (objects) => {
    const body = objects.get(number);
    if (body?.includes(from) !== true) throw new Error(`object ${number} of step ${step} has no "${from}"`);
    objects.set(
      number,
      typeof body === 'string' ? body.replace(from, to) : body.toString('latin1').replace(from, to),
    );
  });
}

export function put(step: number, number: number, body: string | Buffer): NonNullable<Craft['revise']> {
  return at(step, (objects) => objects.set(number, body));
}

export const CATALOG =
  '/Type /Catalog /Pages 2 0 R /Lang (en) /AcroForm 100 0 R /Perms << /DocMDP 111 0 R >>';
export const PAGE =
  '/Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents 11 0 R /Annots 5 0 R';
export const PAGES = '/Type /Pages /MediaBox [0 0 595 842]';
export const OTHER_CONTENT = stream('', 'BT /F1 14 Tf 72 720 Td (Page 1: pay 900 euro) Tj ET');
