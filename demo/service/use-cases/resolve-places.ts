/**
 * Finds the texts that places of a new order stand beside, and gives those places their points. Documents are read
 * through for it, so it happens before the transaction that makes the order. What cannot be is refused here, while
 * somebody is there to mend it.
 */
import type { NewOrder, NewPlace, PlaceByAnchor, PlaceByPoints } from '../../../src/task/contract.ts';
import { covers, liesOn, spotBeside } from '../domain/anchored-place.ts';
import { type PageSize, sizeOfPage } from '../domain/page-sizes.ts';
import { invalidRequest } from '../domain/problem.ts';
import type { Customer } from '../ports/customers.ts';
import { type FoundText, TextSearchError } from '../ports/document-text.ts';
import { findOrderDocuments, type UploadedRecord } from './find-order-documents.ts';
import type { ServiceContext } from './service-context.ts';

/** For an action, as the contract says; so also for all occurrences of one text. */
const MOST_PLACES = 100;
/** For all tasks of an order, each of which is drawn into its documents. */
const MOST_PLACES_OF_ORDER = 2000;

interface AskedPlace {
  readonly place: NewPlace;
  readonly documentName: string;
  /** The index of the task: each has a signer of its own. */
  readonly signer: number;
  readonly action: number;
  readonly pointer: string;
}

type AnchoredPlace = AskedPlace & { readonly place: PlaceByAnchor };
interface GivenPlace extends AskedPlace {
  readonly points: PlaceByPoints;
}

/**
 * @throws ServiceProblem invalid-request, with the place and what was not found
 * @returns the order with all of its places in points
 */
export async function resolvePlaces(
  context: ServiceContext,
  customer: Customer,
  request: NewOrder,
): Promise<NewOrder> {
  const asked = placesOf(request);
  if (asked.length === 0) return request;
  refuseOnlyRead(request);
  refuseTooMany(asked);
  const documents = await findOrderDocuments(context.database, customer, request);
  for (const one of asked) refuseBeside(one, documents);
  const found = await findTexts(context, documents, asked.filter(isAnchored));
  const given = asked.flatMap((one): GivenPlace[] => {
    const points = isAnchored(one)
      ? pointsFor(one, found.get(one.place) ?? [])
      : [one.place as PlaceByPoints];
    return points.map((place) => ({ ...one, points: place }));
  });
  refuseTooMany(given);
  refuseCovered(given);
  return {
    ...request,
    tasks: request.tasks.map((task, signer) => ({
      ...task,
      actions: task.actions.map((action, index) =>
        action.type !== 'upload' && action.places
          ? {
              ...action,
              places: given
                .filter((one) => one.signer === signer && one.action === index)
                .map(({ points }) => points),
            }
          : action,
      ),
    })),
  };
}

function placesOf({ tasks }: NewOrder): AskedPlace[] {
  return tasks.flatMap(({ actions }, signer) =>
    actions.flatMap((asked, action) =>
      asked.type === 'upload'
        ? []
        : (asked.places ?? []).map((place, at) => ({
            place,
            documentName: asked.document,
            signer,
            action,
            pointer: `/tasks/${signer}/actions/${action}/places/${at}`,
          })),
    ),
  );
}

function refuseOnlyRead({ tasks }: NewOrder): void {
  for (const [at, { actions }] of tasks.entries()) {
    const index = actions.findIndex((action) => action.type === 'view' && action.places?.length);
    if (index >= 0)
      throw invalidRequest(`/tasks/${at}/actions/${index}/places`, 'Only what is signed has places for it.');
  }
}

function isAnchored(asked: AskedPlace): asked is AnchoredPlace {
  return isByAnchor(asked.place);
}

function isByAnchor(place: NewPlace): place is PlaceByAnchor {
  return 'anchor' in place;
}

async function findTexts(
  context: ServiceContext,
  documents: readonly UploadedRecord[],
  anchored: readonly AnchoredPlace[],
): Promise<ReadonlyMap<NewPlace, readonly FoundText[]>> {
  const found = new Map<NewPlace, readonly FoundText[]>();
  for (const { name, sha256, pages } of documents) {
    const here = anchored.filter(({ documentName }) => documentName === name);
    const [first] = here;
    if (!first) continue;
    for (const { place, pointer } of here) {
      if ((place.anchor.page ?? 1) > pages)
        throw invalidRequest(`${pointer}/anchor/page`, `The document has ${pages} pages.`);
    }
    const wanted = here.map(({ place: { anchor } }) => ({
      text: anchor.text,
      most: anchor.occurrence === 'all' ? MOST_PLACES + 1 : (anchor.occurrence ?? 1),
      ...(anchor.page !== undefined && { page: anchor.page }),
    }));
    const bytes = await context.documents.get(sha256);
    const texts = await context.documentText.find(bytes, wanted).catch((error: unknown) => {
      throw error instanceof TextSearchError ? unsearchable(error, first) : error;
    });
    here.forEach(({ place }, at) => found.set(place, texts[at] ?? []));
  }
  return found;
}

function unsearchable({ reason }: TextSearchError, { pointer }: AnchoredPlace) {
  switch (reason) {
    case 'timed-out':
      return invalidRequest(
        `${pointer}/anchor`,
        'The document takes too long to be searched. Name the page of each anchor, or give its place in points.',
      );
    case 'unreadable':
      return invalidRequest(
        `${pointer}/anchor`,
        'The text of the document cannot be read. Give the place in points.',
      );
  }
}

function pointsFor({ place, pointer }: AnchoredPlace, found: readonly FoundText[]): PlaceByPoints[] {
  const { text, occurrence = 1, page } = place.anchor;
  const refuse = (detail: string) => invalidRequest(`${pointer}/anchor`, detail);
  const where = page === undefined ? 'in the document' : `on page ${page}`;
  if (found.length === 0) throw refuse(`The text "${text}" was not found ${where}.`);
  if (occurrence === 'all' && found.length > MOST_PLACES)
    throw refuse(`The text "${text}" is ${where} more than ${MOST_PLACES} times.`);
  if (occurrence !== 'all' && found.length < occurrence) {
    const times = found.length === 1 ? 'once' : `${found.length} times`;
    throw refuse(`The text "${text}" is ${where} only ${times}, and occurrence ${occurrence} was asked for.`);
  }
  return (occurrence === 'all' ? found : found.slice(occurrence - 1, occurrence)).map((at) => {
    const spot = spotBeside(at, place);
    const page = { width: at.pageWidth, height: at.pageHeight };
    if (!liesOn(spot, page)) {
      throw refuse(
        `Beside the text "${text}" the place of ${spot.width} by ${spot.height} points does not lie on page ${at.page}, ` +
          `${extent(page)} Give it another offset or size.`,
      );
    }
    return { kind: place.kind, ...spot };
  });
}

/** A place that was given in points, and is not on its page: it would have to be put where nobody asked for it. */
function refuseBeside(
  { place, documentName, pointer }: AskedPlace,
  documents: readonly UploadedRecord[],
): void {
  const document = documents.find(({ name }) => name === documentName);
  if (!document || isByAnchor(place)) return;
  if (place.page > document.pages)
    throw invalidRequest(`${pointer}/page`, `The document has ${document.pages} pages.`);
  const size = document.pageSizes && sizeOfPage(document.pageSizes, place.page);
  if (size && !liesOn(place, size)) {
    throw invalidRequest(
      pointer,
      `The place of ${place.width} by ${place.height} points does not lie on page ${place.page}, ${extent(size)}`,
    );
  }
}

function extent({ width, height }: PageSize): string {
  return `which has ${Math.round(width)} by ${Math.round(height)}.`;
}

function refuseTooMany(places: readonly AskedPlace[]): void {
  const counts = new Map<string, number>();
  for (const [at, one] of places.entries()) {
    const action = `${one.signer} ${one.action}`;
    const count = (counts.get(action) ?? 0) + 1;
    counts.set(action, count);
    if (count > MOST_PLACES)
      throw invalidRequest(where(one), `With this text the action has more than ${MOST_PLACES} places.`);
    if (at >= MOST_PLACES_OF_ORDER)
      throw invalidRequest(where(one), `The order has more than ${MOST_PLACES_OF_ORDER} places.`);
  }
}

/** What one signs must not cover what another signs. */
function refuseCovered(given: readonly GivenPlace[]): void {
  for (const [at, one] of given.entries()) {
    const covered = given
      .slice(0, at)
      .find(
        (other) =>
          other.signer !== one.signer &&
          other.documentName === one.documentName &&
          covers(other.points, one.points),
      );
    if (covered) {
      throw invalidRequest(
        where(one),
        `The place lies over one of another signer (${covered.pointer}), on page ${one.points.page}.`,
      );
    }
  }
}

function where(one: AskedPlace): string {
  return isAnchored(one) ? `${one.pointer}/anchor` : one.pointer;
}
