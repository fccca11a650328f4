/** How each file of ends is given what it needs: a title, and what the signer does. */
import type { EndVisit } from './end-visit.ts';
import type { EndsSite } from './ends-site.ts';

export type Act = (visit: EndVisit, sites: EndsSite) => Promise<void>;
export type Visiting = (title: string, act: Act) => void;
