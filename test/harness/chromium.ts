/**
 * Which Chromium the tests run in: `CHROME_PATH`, else an installed one, else the one that comes from
 * npm (Linux x64). Only the last needs libraries and fonts of its own, which it brings.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium as playwright, type Browser } from 'playwright-core';

export interface ChromiumCommand {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'signing-widget');
const INSTALLED_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const INSTALLED_PATHS = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/**
 * The package's own points at folders of AWS Lambda. A browser that finds no font at all draws no text, and
 * ends at the first `<input type="date">`.
 */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Without these a browser with no way out asks for updates and fails, loudly and often. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
  '--font-render-hinting=none',
];

/** The command that starts the browser. Nothing in it weakens the rules that pages live by. */
export async function chromium(): Promise<ChromiumCommand> {
  // Chromium's sandbox refuses to run as root, which is what containers are.
  const args = process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET;
  const installed = process.env.CHROME_PATH ?? findInstalled();
  if (installed) return { executablePath: installed, args, env: environment() };
  const home = await unpackBundled();
  return {
    executablePath: join(home, 'chromium'),
    args: [...args, '--no-sandbox', '--no-zygote'],
    env: {
      ...environment(),
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
    },
  };
}

export interface BrowserWish {
  /**
   * What another site's frame may keep. `nothing`: as where third-party cookies are blocked, which newer versions
   * do by themselves. `its own`: storage apart from what the same site keeps in a tab.
   */
  readonly frameStorage?: 'nothing' | 'its own';
  /** By which everything goes but what is asked of the hosts in `bypass` (with ports, by commas). */
  readonly proxy?: { readonly server: string; readonly bypass: string };
}

/** A browser for end-to-end tests. The caller closes it. */
export async function launchBrowser({ frameStorage, proxy }: BrowserWish = {}): Promise<Browser> {
  const { executablePath, args, env } = await chromium();
  const wished = {
    nothing: ['--test-third-party-cookie-phaseout'],
    'its own': ['--disable-features=TrackingProtection3pcd'],
  };
  const more = frameStorage === undefined ? [] : wished[frameStorage];
  return playwright.launch({
    executablePath,
    args: [...args, ...more],
    env,
    headless: true,
    ...(proxy && { proxy }),
  });
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function findInstalled(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => INSTALLED_NAMES.map((name) => join(folder, name)));
  return [...candidates, ...INSTALLED_PATHS].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Unpacks the bundled browser once into the project's own cache. It unpacks into a private folder and
 * is renamed when it is whole, so that two test runs at the same moment never see half a browser.
 */
async function unpackBundled(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium found: install one, or set CHROME_PATH to its executable.');
  }
  const manifest = await readFile(
    join(ROOT, 'node_modules', '@sparticuz', 'chromium', 'package.json'),
    'utf8',
  );
  const { version } = JSON.parse(manifest) as { version: string };
  const home = join(CACHE, `chromium-${version}`);
  if (existsSync(join(home, 'chromium'))) return home;
  await mkdir(CACHE, { recursive: true });
  const unpacking = await mkdtemp(join(CACHE, 'unpacking-'));
  // The package unpacks to the temp folder of its process, and brings its libraries only where it
  // believes that it runs on AWS Lambda: so it gets a process of its own that believes both.
  await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', 'await (await import("@sparticuz/chromium")).default.executablePath()'],
    { cwd: ROOT, env: { ...process.env, TMPDIR: unpacking, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' } },
  );
  await writeFile(join(unpacking, 'fonts', 'fonts.conf'), FONTS_CONF);
  await rename(unpacking, home).catch(async (error: unknown) => {
    await rm(unpacking, { recursive: true, force: true });
    if (!existsSync(join(home, 'chromium'))) throw error;
  });
  return home;
}
