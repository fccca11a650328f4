/** What a person who uploads a file is told when it is refused, and the protocol's code for it. */
import type { IntakeRefusal, IntakeResult } from '../../ports/pdf-intake.ts';

type Code = Extract<IntakeResult, { accepted: false }>['code'];

const REFUSALS: Record<IntakeRefusal, readonly [Code, string]> = {
  'not-a-pdf': [
    'unsupported-media-type',
    'The file is not a PDF. Save or print it as a PDF and upload that.',
  ],
  empty: ['document-unreadable', 'The file is empty. Choose the file again.'],
  'too-large': ['too-large', 'The file is too large. Make it smaller, or split it.'],
  'too-many-pages': ['too-large', 'The file has too many pages. Split it.'],
  'no-pages': ['document-unreadable', 'The file has no pages.'],
  damaged: ['document-unreadable', 'The file is damaged. Open it and save or print it as a new PDF.'],
  'timed-out': ['document-unreadable', 'The file takes too long to read. Print it as a new PDF.'],
  encrypted: ['document-unsupported', 'The file is encrypted or has a password. Save it without protection.'],
  javascript: [
    'document-unsupported',
    'The file contains scripts, which can change what is shown. Print it as a new PDF.',
  ],
  xfa: ['document-unsupported', 'The file is a dynamic (XFA) form. Print it as a new PDF.'],
  'launch-action': ['document-unsupported', 'The file can start programs. Print it as a new PDF.'],
  'submit-action': ['document-unsupported', 'The file can send its form elsewhere. Print it as a new PDF.'],
  'import-action': ['document-unsupported', 'The file can import data. Print it as a new PDF.'],
  'hide-action': ['document-unsupported', 'The file can hide parts of itself. Print it as a new PDF.'],
  'embedded-files': [
    'document-unsupported',
    'The file has other files inside. Remove them, or upload them as documents of their own.',
  ],
  multimedia: ['document-unsupported', 'The file contains sound, video or 3D. Print it as a new PDF.'],
  'external-content': [
    'document-unsupported',
    'The file takes part of its content from another file. Print it as a new PDF.',
  ],
  'optional-content': [
    'document-unsupported',
    'The file has layers that look different on screen and in print. Flatten it.',
  ],
  'print-only': [
    'document-unsupported',
    'The file has remarks that are printed but not shown on screen. Flatten it.',
  ],
  'foreign-signature': [
    'document-unsupported',
    'The file is signed, or prepared to be signed, elsewhere. Upload the unsigned original.',
  ],
};

export function refuse(reason: IntakeRefusal): IntakeResult {
  const [code, detail] = REFUSALS[reason];
  return { accepted: false, code, reason, detail };
}
