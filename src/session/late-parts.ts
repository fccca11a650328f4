/** The parts of the flow that come with the screens which need them. */
import { lateWork } from './late-work.ts';
import { blocked, completed } from './settled.ts';
import { submitting } from './submitting.ts';

export const lateParts = { work: lateWork, submitting, completed, blocked } as const;

export type LateParts = typeof lateParts;
