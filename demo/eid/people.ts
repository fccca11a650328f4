/**
 * Who can log in with the test eID, and at which levels. Nobody here lives: the national ids have the
 * form of real ones and control digits that no real one has.
 */

export const ACR_HIGH = 'urn:eid:test:high';
export const ACR_SUBSTANTIAL = 'urn:eid:test:substantial';
export const ACR_VALUES = [ACR_HIGH, ACR_SUBSTANTIAL] as const;
export type Acr = (typeof ACR_VALUES)[number];

export interface TestPerson {
  /** `sub`: the same at every login and for every client. */
  readonly subject: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthdate: string;
  readonly nationalId: string;
  /** The levels that this person's eID reaches, the best first. */
  readonly acrValues: readonly [Acr, ...Acr[]];
  /** As when a card was reported lost: every login with it fails. */
  readonly blocked: boolean;
}

export const TEST_PEOPLE: readonly TestPerson[] = [
  {
    subject: 'test-kari-nordmann',
    givenName: 'Kari',
    familyName: 'Nordmann',
    birthdate: '1970-01-01',
    nationalId: '01017012345',
    acrValues: [ACR_HIGH, ACR_SUBSTANTIAL],
    blocked: false,
  },
  {
    subject: 'test-ola-hansen',
    givenName: 'Ola',
    familyName: 'Hansen',
    birthdate: '1982-02-02',
    nationalId: '02028223456',
    acrValues: [ACR_HIGH, ACR_SUBSTANTIAL],
    blocked: false,
  },
  {
    subject: 'test-ingrid-berg',
    givenName: 'Ingrid',
    familyName: 'Berg',
    birthdate: '1975-03-03',
    nationalId: '03037534567',
    acrValues: [ACR_SUBSTANTIAL],
    blocked: false,
  },
  {
    subject: 'test-amina-yusuf',
    givenName: 'Amina',
    familyName: 'Yusuf',
    birthdate: '1990-04-04',
    nationalId: '04049045678',
    acrValues: [ACR_HIGH, ACR_SUBSTANTIAL],
    blocked: false,
  },
  {
    subject: 'test-per-dahl',
    givenName: 'Per',
    familyName: 'Dahl',
    birthdate: '1965-05-05',
    nationalId: '05056556789',
    acrValues: [ACR_HIGH, ACR_SUBSTANTIAL],
    blocked: true,
  },
];

export function findPerson(subject: string): TestPerson | undefined {
  return TEST_PEOPLE.find((person) => person.subject === subject);
}

export function fullName(person: TestPerson): string {
  return `${person.givenName} ${person.familyName}`;
}

/**
 * `acr_values` is a wish, in the order of preference (OpenID Connect Core section 3.1.2.1): who cannot fulfil
 * it logs in all the same, at the best level they have. Whether that is enough is for the client to judge.
 */
export function reachedAcr(person: TestPerson, askedAcrValues: readonly Acr[]): Acr {
  return askedAcrValues.find((asked) => person.acrValues.includes(asked)) ?? person.acrValues[0];
}

/** The levels in `acr_values` that this eID knows, in the order in which they are asked for. */
export function parseAcrValues(acrValues: unknown): readonly Acr[] {
  if (typeof acrValues !== 'string') return [];
  return acrValues.split(' ').flatMap((word) => ACR_VALUES.filter((acr) => acr === word));
}
