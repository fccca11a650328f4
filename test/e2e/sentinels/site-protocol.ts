/** What the site process and the tests say to each other. */
import type { SeenRequest } from './seen-requests.ts';

export const API_KEY = 'test-api-key';
export const OTHER_API_KEY = 'other-api-key';

export interface Addresses {
  readonly hostUrl: string;
  readonly serviceUrl: string;
  readonly eidUrl: string;
}

/** What the service sent for an ID token, and what it was given. */
export interface Exchange {
  readonly code: string | null;
  readonly codeVerifier: string | null;
  readonly idToken: unknown;
  readonly accessToken: unknown;
}

export interface Questions {
  readonly rows: (sql: string) => Promise<readonly unknown[]>;
  readonly requests: () => Promise<readonly SeenRequest[]>;
  readonly exchanges: () => Promise<readonly Exchange[]>;
  /** Has the text logged by the service, by the customer's site's means, and beside any log. */
  readonly write: (text: string) => Promise<void>;
}

export interface Question {
  readonly id: number;
  readonly name: keyof Questions;
  readonly text: string;
}
