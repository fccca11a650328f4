/**
 * The ways in which a tenant gets to signing, and what an order of each asks the signing service for. Pages and
 * routes are made from this table; it knows nothing of either.
 */
import type { NewTask } from '../../src/task/contract.ts';

export interface Way {
  readonly id:
    | 'artifact'
    | 'eid'
    | 'open'
    | 'eid-signature'
    | 'passkey'
    | 'moving-in'
    | 'redirect'
    | 'asynchronous'
    | 'told'
    | 'code-eid';
  /** Begins this site's own references: it keeps no database in which it could look up the way. */
  readonly prefix: string;
  readonly title: string;
  readonly sentence: string;
  /** Where the tenant signs: in this site's page, in the service's page and back, or later, when told. */
  readonly signing: 'embedded' | 'redirect' | 'later';
  readonly task: Pick<NewTask, 'authentication' | 'referenceCode' | 'signatureMethods'>;
  /** Who writes to a tenant who signs later: this site, where left out. */
  readonly teller?: 'service';
  /** The agreement alone where left out; else all that belongs to moving in, and the landlord signs after the tenant. */
  readonly papers?: 'moving-in';
}

const EID_METHODS = ['urn:eid:test:high'];

export const WAYS: readonly Way[] = [
  {
    id: 'artifact',
    prefix: 'TA',
    title: 'Sign here, known to this site',
    sentence:
      'The site knows its visitor and vouches for them to the signing service: nobody logs in a second time.',
    signing: 'embedded',
    task: { authentication: { artifact: true } },
  },
  {
    id: 'eid',
    prefix: 'TE',
    title: 'Sign here, with an electronic ID',
    sentence: 'The tenant logs in with an electronic ID before any of the agreement is shown.',
    signing: 'embedded',
    task: { authentication: { methods: EID_METHODS } },
  },
  {
    id: 'open',
    prefix: 'TO',
    title: 'Sign here, with the link alone',
    sentence: 'Anyone who has the link can read and sign; nobody is asked who they are.',
    signing: 'embedded',
    task: {},
  },
  {
    id: 'eid-signature',
    prefix: 'TS',
    title: 'Read with the link, sign with an electronic ID',
    sentence: 'Whoever has the link can read; the signature is a login of its own, bound to what is signed.',
    signing: 'embedded',
    task: { signatureMethods: ['eid'] },
  },
  {
    id: 'passkey',
    prefix: 'TP',
    title: 'Sign here, with a passkey',
    sentence:
      'The tenant confirms with fingerprint, face or PIN, on a device that stays the same from then on.',
    signing: 'embedded',
    task: { authentication: { artifact: true }, signatureMethods: ['passkey'] },
  },
  {
    id: 'moving-in',
    prefix: 'TM',
    title: 'Move in: everything at once',
    sentence:
      'Initials and signature in their places on the page, house rules to read, an identity card to upload; then Fjord Homes signs.',
    signing: 'embedded',
    task: { authentication: { artifact: true }, signatureMethods: ['handwritten'] },
    papers: 'moving-in',
  },
  {
    id: 'redirect',
    prefix: 'TR',
    title: 'Go to the signing page and come back',
    sentence: 'The form leads on to the signing service’s own page, and from there back to this site.',
    signing: 'redirect',
    task: { authentication: { artifact: true } },
  },
  {
    id: 'asynchronous',
    prefix: 'TL',
    title: 'Sign later, by link or by code',
    sentence: 'Fjord Homes writes to the tenant, who follows a link or types in a code when it suits them.',
    signing: 'later',
    task: { referenceCode: true },
  },
  {
    id: 'told',
    prefix: 'TN',
    title: 'Sign later, told by e-mail and SMS',
    sentence: 'The signing service writes to the tenant, with link and code, and once more when they forget.',
    signing: 'later',
    task: { referenceCode: true },
    teller: 'service',
  },
  {
    id: 'code-eid',
    prefix: 'TC',
    title: 'Sign later, by code and electronic ID',
    sentence: 'The link or the code leads to the agreement, and only the tenant’s electronic ID opens it.',
    signing: 'later',
    task: { authentication: { methods: EID_METHODS }, referenceCode: true },
  },
];

export function pathOf(way: Way): string {
  return `/tenancy/${way.id}`;
}

/** Whose eID opens or signs the task has to be said when it is ordered. */
export function asksForEid({ task }: Way): boolean {
  return task.authentication?.methods !== undefined || (task.signatureMethods ?? []).includes('eid');
}

/** Where the service writes to the tenant, it must know their number. */
export function asksForPhone({ teller }: Way): boolean {
  return teller === 'service';
}

/** Whom the site vouches for, it must itself know. */
export function opensByArtifact({ task }: Way): boolean {
  return task.authentication?.artifact === true;
}

/** @param key lowercase hex that one filling-in of the form has and no other */
export function referenceFor(way: Way, key: string): string {
  return `${way.prefix}-${key.slice(0, 12).toUpperCase()}`;
}

/** @returns undefined for what was ordered by something else than this site's form */
export function wayOfReference(reference: string | undefined): Way | undefined {
  const prefix = /^([A-Z]{2})-[0-9A-F]{12}$/.exec(reference ?? '')?.[1];
  return WAYS.find((way) => way.prefix === prefix);
}
