/** What a link says: the words that it lies on. Measures what is on the page, and changes nothing. */

/** A piece of text of a page, and where it is seen. */
export interface Piece {
  readonly element: Element;
  readonly box: DOMRect;
}

export function piecesOf(text: HTMLElement): readonly Piece[] {
  return [...text.querySelectorAll('span[role=presentation]')].map((element) => ({
    element,
    box: element.getBoundingClientRect(),
  }));
}

/** The pieces whose middle line passes through a box, in the order of the text. */
export function piecesIn(box: DOMRect, pieces: readonly Piece[]): readonly Piece[] {
  return pieces.filter(({ box: piece }) => {
    const middle = piece.top + piece.height / 2;
    return middle > box.top && middle < box.bottom && piece.left < box.right && piece.right > box.left;
  });
}

export function nameFrom(box: DOMRect, pieces: readonly Piece[]): string {
  const said = pieces.map((piece) => wordsWithin(box, piece)).join(' ');
  return said.replaceAll(/\s+/g, ' ').trim();
}

/** A piece is most often a whole line, of which a link has some words. Letters are taken to be alike wide. */
function wordsWithin(link: DOMRect, { element, box }: Piece): string {
  const text = element.textContent;
  if (box.width <= 0 || (box.left >= link.left - 2 && box.right <= link.right + 2)) return text;
  const words = [...text.matchAll(/\S+/g)].filter(({ index, 0: word }) => {
    const middle = box.left + ((index + word.length / 2) / text.length) * box.width;
    return middle > link.left && middle < link.right;
  });
  return words.map(([word]) => word).join(' ');
}
