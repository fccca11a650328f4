/** The pages that are compared: each shows the first page of the same document, at the same size. */
import type { BenchFile } from '../files/bench-files.ts';
import { documentPath, taskIdOf } from '../line/task-stand-in.ts';
import { floorPage } from './floor-page.ts';
import { stockPage } from './stock-page.ts';
import { viewerPage } from './viewer-page.ts';
import { widgetPage } from './widget-page.ts';

export const CONTENDERS = ['floor', 'widget', 'viewer', 'stock'] as const;
export type Contender = (typeof CONTENDERS)[number];

/** What a page is made from. */
export interface Showing {
  readonly taskId: string;
  readonly documentPath: string;
  /** CSS pixels of the page at 100 %, to those that it is shown with. */
  readonly zoom: number;
}

const PAGES: Readonly<Record<Contender, (showing: Showing) => string>> = {
  floor: floorPage,
  widget: widgetPage,
  viewer: viewerPage,
  stock: stockPage,
};

export function addressOf(contender: Contender, file: BenchFile, zoom: number): string {
  return `/${contender}/${file.name}?zoom=${zoom}`;
}

export function pageAt(url: URL, files: readonly BenchFile[]): string | undefined {
  const [, contender, name] = url.pathname.split('/');
  const file = files.find((each) => each.name === name);
  if (!file || !CONTENDERS.includes(contender as Contender)) return undefined;
  const zoom = Number(url.searchParams.get('zoom') ?? 1);
  return PAGES[contender as Contender]({ taskId: taskIdOf(file), documentPath: documentPath(file), zoom });
}
