/**
 * A PostgreSQL server as a child of this process, in a folder of its own, which is gone when this process is,
 * also when that is killed. It knows nothing of databases and tests.
 */
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { openToAll, placeBinaries, type Identity } from './postgres-binaries.ts';

export interface ServerProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * Nothing of it has to outlive a power cut, deadlocks are found at once, and there is no socket in a folder
 * that others share.
 */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=32MB',
  'max_connections=200',
  'deadlock_timeout=50ms',
];

/**
 * Becomes the server, and leaves a guard behind that ends it when this process lets go of its standard input:
 * the system does that for every process that ends, whatever ended it.
 */
const GUARDED = `
folder=$1; shift
exec 3<&0 </dev/null
(
  read -r _ <&3
  kill -QUIT $$
  rounds=0
  while kill -0 $$ && [ $rounds -lt 100 ]; do sleep 0.05; rounds=$((rounds + 1)); done
  rm -rf "$folder"
) 2>/dev/null &
exec 3<&-
exec "$@"`;

export async function startServerProcess(): Promise<ServerProcess> {
  // A port that was free can be taken before the server has it: then it is tried with another.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce();
    } catch (error) {
      const taken = error instanceof Error && error.message.includes('Address already in use');
      if (!taken || attempt >= 3) throw error;
    }
  }
}

async function startOnce(): Promise<ServerProcess> {
  const identity = process.getuid?.() === 0 ? NOBODY : undefined;
  const folder = await mkdtemp(join(identity ? await openToAll() : tmpdir(), 'test-postgres-'));
  try {
    const data = join(folder, 'data');
    const passwordFile = join(folder, 'password');
    const password = randomBytes(16).toString('hex');
    const bin = await placeBinaries(join(folder, 'server'), identity);
    await mkdir(data, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (identity)
      for (const path of [folder, data, passwordFile]) await chown(path, identity.uid, identity.gid);
    await initialise(join(bin, 'initdb'), data, passwordFile, identity);
    const port = await freePort();
    const stop = await run(folder, [join(bin, 'postgres'), '-D', data, '-p', String(port)], identity);
    return { url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Nothing of ours: variables such as PGDATA and LC_ALL would change what the programs do. */
const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

async function initialise(
  program: string,
  data: string,
  passwordFile: string,
  identity: Identity,
): Promise<void> {
  const settings = [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  await promisify(execFile)(program, [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...settings], {
    ...identity,
    cwd: '/',
    env: ENVIRONMENT,
  });
}

/** @returns once it can be connected to: the way to stop it */
async function run(
  folder: string,
  command: readonly string[],
  identity: Identity,
): Promise<() => Promise<void>> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const server = spawn('/bin/sh', ['-c', GUARDED, 'sh', folder, ...command, ...settings], {
    ...identity,
    cwd: '/',
    env: ENVIRONMENT,
    // Out of the terminal's group: interrupted, this process ends it, and the guard can clean up.
    detached: true,
    stdio: 'pipe',
  });
  const closed = once(server, 'close');
  const handles = [
    server,
    ...[server.stdin, server.stdout, server.stderr].map((pipe) => pipe as unknown as Socket),
  ];
  const stop = async () => {
    for (const handle of handles) handle.ref();
    server.stdin.end();
    await closed;
  };
  server.stdout.resume();
  const trouble = await untilReady(server);
  if (trouble !== undefined) {
    await stop();
    throw new Error(`PostgreSQL did not start:\n${trouble}`);
  }
  // A test that has forgotten it ends nevertheless.
  for (const handle of handles) handle.unref();
  return stop;
}

/** @returns what it said, where it ended instead */
function untilReady(server: ChildProcessWithoutNullStreams): Promise<string | undefined> {
  return new Promise((resolve) => {
    const said: string[] = [];
    const lines = createInterface(server.stderr);
    lines.on('line', (line) => {
      // Read to the end, or the pipe fills and the server stands still.
      if (said.length < 100) said.push(line);
      if (line.includes('ready to accept connections')) resolve(undefined);
    });
    lines.once('close', () => resolve(said.join('\n')));
    server.once('error', (error) => resolve(error.message));
  });
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}
