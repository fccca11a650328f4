/**
 * One browser that looks at one file after the other: in the widget, and on the floor. It is started anew after some
 * files, and whenever it does not answer.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/chromium.ts';
import { Floor, type Drawn, type FloorAnswer } from './floor.ts';
import type { OfferedFiles } from './offered-files.ts';
import type { ViewOutcome } from './view-report.ts';
import { startWayOut, type WayOut } from './way-out.ts';
import { WidgetPage } from './widget-page.ts';

export interface LaneOptions {
  readonly files: OfferedFiles;
  readonly serviceUrl: string;
  readonly floorUrl: string;
  /** Where pictures that differ are put. */
  readonly outFolder: string;
  /** How many pages to look at, from the first on. */
  readonly pages: number;
  /** How long the floor is waited for. */
  readonly floorMilliseconds?: number;
}

/** Codes of the protocol that say what is wrong with a document. */
const DOCUMENT_CODES = ['document-unreadable', 'document-unsupported', 'too-large'];

/** From the first request for the page to its first picture, or to its panel. */
const LIMIT_MILLISECONDS = 15_000;

const FILES_PER_BROWSER = 200;

const NO_ANSWER = 'no answer';

/** tsx names functions by a helper that pages do not have. */
const NAMING = 'globalThis.__name = (named) => named;';

interface Equipment {
  readonly browser: Browser;
  readonly wayOut: WayOut;
  readonly widget: WidgetPage;
  readonly floor: Floor;
}

interface Findings {
  readonly problems: string[];
  readonly notes: string[];
}

/** Of the floor's own unsteadiness, what the widget may differ from it by. */
const MOST_OF_OWN = 2;

export class ViewLane {
  readonly #options: LaneOptions;
  #equipment: Equipment | undefined;
  #looked = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  async look(file: string): Promise<ViewOutcome> {
    if (this.#looked >= FILES_PER_BROWSER) await this.stop();
    this.#equipment ??= await this.#start();
    this.#looked += 1;
    const bytes = new Uint8Array(await readFile(file));
    const id = this.#options.files.offer(bytes);
    try {
      const findings: Findings = { problems: [], notes: [] };
      const code = await this.#lookAt(this.#equipment, id, file, findings);
      const { problems, notes } = findings;
      // What still goes round in circles on the floor would keep the next file waiting.
      if (notes.some((note) => note.endsWith(NO_ANSWER))) await this.stop();
      if (problems.length > 0) return { kind: 'failed', problems, notes };
      return code === undefined ? { kind: 'drawn', notes } : { kind: 'refused', code, notes };
    } catch (error) {
      await this.stop();
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { kind: 'failed', problems: [`crash: ${text.slice(0, 300)}`], notes: [] };
    } finally {
      this.#options.files.withdraw(id);
    }
  }

  async stop(): Promise<void> {
    const equipment = this.#equipment;
    this.#equipment = undefined;
    this.#looked = 0;
    await equipment?.browser.close().catch(() => undefined);
    await equipment?.wayOut.stop();
  }

  /** @returns the code that it ended in, if it was not drawn */
  async #lookAt(
    { widget, floor, wayOut }: Equipment,
    id: string,
    file: string,
    findings: Findings,
  ): Promise<string | undefined> {
    const { problems, notes } = findings;
    // A page behind another one draws no frames.
    await floor.toFront();
    const opened = await this.#onTime<FloorAnswer<number>>(floor.open(id), { error: NO_ANSWER });
    const offered = this.#options.files.get(id);
    if ('ok' in opened && offered) offered.pages = opened.ok;
    else if ('error' in opened) notes.push(`floor: ${opened.error}`);
    wayOut.takeAttempts();

    await widget.toFront();
    const end = await widget.open(id, LIMIT_MILLISECONDS);
    if (!end) {
      problems.push('hang', ...widget.findings.problems);
      await this.stop();
      return undefined;
    }
    if (end.type === 'drawn') {
      await this.#compare({ widget, floor }, 1, file, findings);
      const last = Math.min(this.#options.pages, 'ok' in opened ? opened.ok : 1);
      for (let number = 2; number <= last; number++) {
        await widget.toFront();
        if (await widget.goTo(number, LIMIT_MILLISECONDS)) {
          await this.#compare({ widget, floor }, number, file, findings);
          continue;
        }
        notes.push(`page ${number}: the widget says that it cannot be shown`);
        await floor.toFront();
        if ('ok' in (await this.#onTime(floor.draw(number), { error: NO_ANSWER }))) {
          problems.push(`the floor draws page ${number}`);
        }
      }
    } else {
      if (!DOCUMENT_CODES.includes(end.code)) problems.push(`code: ${end.code}`);
      if (!(await widget.saysSo())) problems.push(`no word of it: ${end.code}`);
      await floor.toFront();
      const drawn: FloorAnswer<string> =
        'ok' in opened ? await this.#onTime(floor.draw(1), { error: NO_ANSWER }) : opened;
      if ('ok' in drawn) problems.push(`the floor draws it: ${end.code}`);
      else if ('ok' in opened) notes.push(`floor: ${drawn.error}`);
    }
    await widget.takeAway();
    await this.#onTime(floor.close(), undefined);
    problems.push(...widget.findings.problems);
    problems.push(...wayOut.takeAttempts().map((attempt) => `way out: ${attempt}`));
    notes.push(...widget.findings.notes);
    return end.type === 'error' ? end.code : undefined;
  }

  async #compare(
    { widget, floor }: Pick<Equipment, 'widget' | 'floor'>,
    number: number,
    file: string,
    { problems, notes }: Findings,
  ): Promise<void> {
    const drawn = await widget.drawn(number);
    if (!drawn) {
      problems.push(`page ${number}: said to be drawn, and is not`);
      return;
    }
    await floor.toFront();
    const floored = await this.#onTime<FloorAnswer<string>>(floor.draw(number, drawn), { error: NO_ANSWER });
    if ('error' in floored) notes.push(`floor, page ${number}: ${floored.error}`);
    if ('error' in floored || floored.ok === drawn.sha256) return;
    // A view that has just got its size may have drawn once more.
    const again = (await widget.drawn(number)) ?? drawn;
    const pictures = [await widget.png(number), await floor.png()] as const;
    const [differing, own] = await this.#differences(floor, number, again, pictures);
    if (differing === 0) return;
    if (differing <= MOST_OF_OWN * own) {
      notes.push(
        `page ${number}: the floor differs from itself by ${own} pixels, the widget by ${differing}`,
      );
      return;
    }
    const folder = await this.#keep(file, number, pictures);
    const { width, height, scale } = drawn;
    problems.push(
      `differs: page ${number}, ${differing} of ${width * height} pixels ` +
        `(${width} × ${height}, scale ${scale.toFixed(4)}): ${folder}`,
    );
  }

  /**
   * Pages of many thousand parts are drawn a slice at a time, and where the browser cuts decides about the edges of
   * shapes: there the floor has other pixels each time. So it draws again.
   * @returns by how many pixels the widget differs from the nearest, and the floor from itself
   */
  async #differences(
    floor: Floor,
    number: number,
    drawn: Drawn,
    [ofWidget, ofFloor]: readonly [string, string],
  ): Promise<readonly [number, number]> {
    const differing = [await floor.differingFrom(ofWidget)];
    const own = [0];
    for (let tries = 3; tries > 0; tries--) {
      await this.#onTime<FloorAnswer<string>>(floor.draw(number, drawn), { error: NO_ANSWER });
      differing.push(await floor.differingFrom(ofWidget));
      own.push(await floor.differingFrom(ofFloor));
    }
    return [Math.min(...differing), Math.max(...own)];
  }

  async #keep(file: string, number: number, [ofWidget, ofFloor]: readonly [string, string]): Promise<string> {
    const folder = join(this.#options.outFolder, `${basename(file)}-${randomUUID().slice(0, 8)}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `page-${number}-widget.png`), bytesOf(ofWidget));
    await writeFile(join(folder, `page-${number}-floor.png`), bytesOf(ofFloor));
    return folder;
  }

  async #start(): Promise<Equipment> {
    const { serviceUrl, floorUrl } = this.#options;
    const wayOut = await startWayOut();
    // Of what is on this machine only these two: a browser lets the rest of it pass unless it is told not to.
    const bypass = ['<-loopback>', ...[serviceUrl, floorUrl].map((url) => new URL(url).host)].join(',');
    const browser = await launchBrowser({ proxy: { server: wayOut.url, bypass } });
    const context = await browser.newContext({
      viewport: { width: 1000, height: 800 },
      locale: 'en-IE',
      deviceScaleFactor: 1,
    });
    await context.addInitScript(NAMING);
    const floor = await Floor.on(await context.newPage(), floorUrl);
    const widget = await WidgetPage.on(await context.newPage(), serviceUrl);
    return { browser, wayOut, widget, floor };
  }

  /** The floor may hang on what the widget survives: that is worth a note and no more. */
  async #onTime<T>(work: Promise<T>, otherwise: T): Promise<T> {
    const { floorMilliseconds = LIMIT_MILLISECONDS } = this.#options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<T>(
      (resolve) => (timer = setTimeout(() => resolve(otherwise), floorMilliseconds)),
    );
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
}
