/**
 * Looks at one dictionary, wherever in the document it is reached. Not the places where something may
 * stand are searched, but everything: a script hangs at a bookmark as well as at a page or a field.
 */
import type { IntakeRefusal } from '../../ports/pdf-intake.ts';
import { PdfDict, PdfName, type PdfObject, PdfString, isArray } from '../../pdf/objects.ts';

type Resolve = (object: PdfObject) => PdfObject;

/** Action types (ISO 32000-2 section 12.6.4); what is not here changes nothing that is signed. */
const ACTIONS: Record<string, IntakeRefusal> = {
  JavaScript: 'javascript',
  Launch: 'launch-action',
  SubmitForm: 'submit-action',
  ImportData: 'import-action',
  Hide: 'hide-action',
  SetOCGState: 'optional-content',
  // A link to another document is a link; one into an attachment needs an attachment.
  GoToE: 'embedded-files',
  Movie: 'multimedia',
  Sound: 'multimedia',
  Rendition: 'multimedia',
  RichMediaExecute: 'multimedia',
  GoTo3DView: 'multimedia',
};

/** Where actions hang (sections 12.5.6, 12.6.2, 12.6.3 and 7.7.2), besides /AA. */
const ACTION_KEYS = ['A', 'OpenAction', 'PA', 'Next'] as const;

/** Annotation types (section 12.5.6). */
const ANNOTATIONS: Record<string, IntakeRefusal> = {
  FileAttachment: 'embedded-files',
  RichMedia: 'multimedia',
  Screen: 'multimedia',
  Movie: 'multimedia',
  Sound: 'multimedia',
  '3D': 'multimedia',
};

/** Annotation flags, section 12.5.3. */
const HIDDEN = 2;
const PRINT = 4;
const NO_VIEW = 32;

export function judgeDictionary(
  dict: PdfDict,
  ofStream: boolean,
  resolve: Resolve,
): IntakeRefusal | undefined {
  return (
    judgeAction(dict, resolve) ??
    judgeSignature(dict, resolve) ??
    judgeAnnotation(dict, resolve) ??
    judgeFiles(dict, ofStream, resolve)
  );
}

function judgeAction(dict: PdfDict, resolve: Resolve): IntakeRefusal | undefined {
  if (dict.has('JS')) return 'javascript';
  // /S of a structure element is a free name (section 14.7.2).
  const own = nameOf(dict, 'Type', resolve) === 'StructElem' ? undefined : actionType(dict, resolve);
  // What hangs where actions hang is one, whatever it says of itself: readers do not look at /Type.
  return own ?? hangingActions(dict, resolve).find((refusal) => refusal !== undefined);
}

function hangingActions(dict: PdfDict, resolve: Resolve): (IntakeRefusal | undefined)[] {
  const events = resolve(dict.get('AA'));
  const hanging = [
    ...ACTION_KEYS.map((key) => dict.get(key)),
    ...listOf(dict.get('Next'), resolve),
    ...(events instanceof PdfDict ? events.entries.values() : []),
  ];
  return hanging.map((object) => {
    const action = object === null ? null : resolve(object);
    return action instanceof PdfDict ? actionType(action, resolve) : undefined;
  });
}

function actionType(action: PdfDict, resolve: Resolve): IntakeRefusal | undefined {
  const type = nameOf(action, 'S', resolve);
  return type !== undefined && Object.hasOwn(ACTIONS, type) ? ACTIONS[type] : undefined;
}

/** Section 12.7.5.5 and 12.8.1: an empty field too, for it invites a signature that is not ours. */
function judgeSignature(dict: PdfDict, resolve: Resolve): IntakeRefusal | undefined {
  const type = nameOf(dict, 'Type', resolve);
  const isSignature =
    (type === 'Sig' || type === 'DocTimeStamp' || dict.has('ByteRange')) && dict.has('Contents');
  return isSignature || nameOf(dict, 'FT', resolve) === 'Sig' ? 'foreign-signature' : undefined;
}

function judgeAnnotation(dict: PdfDict, resolve: Resolve): IntakeRefusal | undefined {
  const type = nameOf(dict, 'Subtype', resolve);
  if (type === undefined || !dict.has('Rect')) return undefined;
  if (Object.hasOwn(ANNOTATIONS, type)) return ANNOTATIONS[type];
  const flags = resolve(dict.get('F'));
  if (typeof flags !== 'number' || !dict.has('AP')) return undefined;
  return (flags & (HIDDEN | PRINT | NO_VIEW)) === (PRINT | NO_VIEW) ? 'print-only' : undefined;
}

function judgeFiles(dict: PdfDict, ofStream: boolean, resolve: Resolve): IntakeRefusal | undefined {
  const embedded = resolve(dict.get('EF'));
  if (embedded instanceof PdfDict && embedded.entries.size > 0) return 'embedded-files';
  if (!ofStream) return undefined;
  if (nameOf(dict, 'Type', resolve) === 'EmbeddedFile') return 'embedded-files';
  // Section 7.3.8.2: the data of this stream stand in another file. Section 8.10.4: a reference XObject.
  const file = resolve(dict.get('F'));
  if (file instanceof PdfString || file instanceof PdfDict) return 'external-content';
  return resolve(dict.get('Ref')) instanceof PdfDict ? 'external-content' : undefined;
}

export function nameOf(dict: PdfDict, key: string, resolve: Resolve): string | undefined {
  const value = resolve(dict.get(key));
  return value instanceof PdfName ? value.value : undefined;
}

export function listOf(object: PdfObject, resolve: Resolve): readonly PdfObject[] {
  const value = resolve(object);
  return isArray(value) ? value : [];
}
