/** Which tools there are, in the order in which they stand, and what each of them asks for. Pure. */
import type { DocumentViewStrings } from '../document-view-strings.js';
import { MAX_ZOOM, MIN_ZOOM, type Zoom } from '../page-layout.js';
import type { ToolIcon } from './tool-icons.js';

export interface ToolState {
  readonly strings: DocumentViewStrings;
  readonly page: number;
  readonly pageCount: number;
  /** 1 is 100 %. */
  readonly zoom: number;
  readonly mode: Zoom;
  readonly pageListOpen: boolean;
  /** Whether the engine tells what pages say. */
  readonly searchable: boolean;
  /** Whether the file may be taken away: printed, and kept. */
  readonly downloadable: boolean;
}

export interface ToolWishes {
  goTo(page: number): void;
  zoomIn(): void;
  zoomOut(): void;
  fitWidth(): void;
  fitPage(): void;
  rotate(): void;
  search(): void;
  togglePageList(): void;
  print(): void;
  download(): void;
}

/**
 * From which width of the view on a tool stands in the row; in a narrower one it is in the menu. What stands
 * there always, is in no menu. The widths are in `tools.styles.ts`.
 */
export type Place = 'always' | 'middling' | 'wide' | 'widest';

export interface Tool {
  readonly icon: ToolIcon;
  readonly label: string;
  readonly place: Place;
  press(): void;
  /** A key that does the same, as it is written on it, while the focus is in the view. */
  readonly key?: string;
  /** On or off, where it is one that stays as it is pressed. */
  readonly pressed?: boolean;
  readonly unavailable?: boolean;
}

export interface Tools {
  readonly start: readonly Tool[];
  readonly pages: readonly Tool[];
  readonly zoomOut: Tool;
  readonly zoomIn: Tool;
  readonly fit: readonly Tool[];
  readonly end: readonly Tool[];
}

export function toolsFor(state: ToolState, wishes: ToolWishes): Tools {
  const { strings, page, pageCount, zoom, mode, pageListOpen, searchable, downloadable } = state;
  const search: Tool[] = [{ icon: 'search', label: strings.search, place: 'middling', press: wishes.search }];
  const file: Tool[] = [
    { icon: 'print', label: strings.print, place: 'widest', press: wishes.print },
    { icon: 'download', label: strings.download, place: 'widest', press: wishes.download },
  ];
  return {
    start: [
      {
        icon: 'pages',
        label: strings.pageList,
        place: 'middling',
        pressed: pageListOpen,
        press: wishes.togglePageList,
      },
      ...(searchable ? search : []),
    ],
    pages: [
      {
        icon: 'previous',
        label: strings.previousPage,
        place: 'always',
        unavailable: page <= 1,
        press: () => wishes.goTo(page - 1),
      },
      {
        icon: 'next',
        label: strings.nextPage,
        place: 'always',
        unavailable: page >= pageCount,
        press: () => wishes.goTo(page + 1),
      },
    ],
    zoomOut: {
      icon: 'zoomOut',
      label: strings.zoomOut,
      place: 'always',
      key: '-',
      unavailable: zoom <= MIN_ZOOM,
      press: wishes.zoomOut,
    },
    zoomIn: {
      icon: 'zoomIn',
      label: strings.zoomIn,
      place: 'always',
      key: '+',
      unavailable: zoom >= MAX_ZOOM,
      press: wishes.zoomIn,
    },
    fit: [
      {
        icon: 'fitWidth',
        label: strings.fitWidth,
        place: 'wide',
        key: '0',
        pressed: mode === 'fit',
        press: wishes.fitWidth,
      },
      {
        icon: 'fitPage',
        label: strings.fitPage,
        place: 'wide',
        key: '9',
        pressed: mode === 'page',
        press: wishes.fitPage,
      },
    ],
    end: [
      { icon: 'rotate', label: strings.rotate, place: 'wide', key: 'R', press: wishes.rotate },
      ...(downloadable ? file : []),
    ],
  };
}

/** What the menu holds, for views of one width or another. */
export function menuTools({ start, fit, end }: Tools): readonly Tool[] {
  return [...start, ...fit, ...end];
}
