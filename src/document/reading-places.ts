/**
 * Where a reader was in each document that is open, also when the view of it has been put away meanwhile: whoever
 * comes back to one of several documents goes on where they were.
 */
import type { OpenDocument, Rotation } from './document-engine.js';
import type { Zoom } from './page-layout.js';

export interface ReadingPlace {
  /** The page at the upper edge of the view. */
  readonly page: number;
  /** How far down the page that edge is, in CSS pixels at 100 %. */
  readonly down: number;
  readonly zoom: Zoom;
  readonly rotation: Rotation;
}

const places = new WeakMap<OpenDocument, ReadingPlace>();

export function keepPlace(document: OpenDocument, place: ReadingPlace): void {
  places.set(document, place);
}

export function placeIn(document: OpenDocument): ReadingPlace | undefined {
  return places.get(document);
}
