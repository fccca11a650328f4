/** Which rows of a long list there are while a part of it is in view. All rows are of one height. Pure. */
export interface ListView {
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}

export interface ListWindow {
  /** Counted from 1, both included. */
  readonly first: number;
  readonly last: number;
}

/** Rows that wait beyond each edge, so that a row that comes in is drawn. */
const BESIDE = 1;

export function listWindow({ top, height, rowHeight, count }: ListView): ListWindow {
  const inList = (row: number) => Math.min(Math.max(1, row), count);
  return {
    first: inList(Math.floor(top / rowHeight) + 1 - BESIDE),
    last: inList(Math.ceil((top + height) / rowHeight) + BESIDE),
  };
}

/** Where to scroll to, so that a row is wholly in view, moving as little as that takes. */
export function topToShow(row: number, { top, height, rowHeight }: ListView): number {
  const start = (row - 1) * rowHeight;
  return Math.max(Math.min(top, start), start + rowHeight - height);
}
