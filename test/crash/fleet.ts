/** Instances of one service: on one database, each with a folder of its own or all with one, and with what they share. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServiceSecret } from '../../demo/service/adapters/credentials.ts';
import { giveAuthority } from '../harness/shared-authority.ts';
import { S3Server, useCredentials } from '../harness/s3-server.ts';
import { Instance } from './instance.ts';
import { LoadBalancer } from './load-balancer.ts';
import type { ServiceProcessOptions } from './service-process.ts';

/** As on machines of their own, with a bucket; or with one folder that all of them reach. */
export type Sharing = 'bucket' | 'folder';

export class Fleet {
  readonly balancer = new LoadBalancer();
  readonly #instances: (Instance | undefined)[] = [];

  private constructor(
    private readonly options: readonly ServiceProcessOptions[],
    private readonly takeAway: () => Promise<void>,
  ) {}

  static async start(
    count: number,
    sharing: Sharing,
    common: { readonly databaseUrl: string; readonly apiKey: string },
  ): Promise<Fleet> {
    const folder = await mkdtemp(join(tmpdir(), 'instances-'));
    await openServiceSecret(folder);
    const store = sharing === 'bucket' ? await S3Server.start() : undefined;
    const forgetCredentials = store && useCredentials(store.credentials);
    const options: ServiceProcessOptions[] = [];
    for (let index = 0; index < count; index += 1) {
      const dataFolder = store ? join(folder, `machine-${index}`) : folder;
      if (store || index === 0) await giveAuthority(dataFolder);
      const shared = store && { s3: store.configuration, secretFile: join(folder, 'service-secret') };
      options.push({ ...common, ...shared, dataFolder, port: 0 });
    }
    const fleet = new Fleet(options, async () => {
      forgetCredentials?.();
      await store?.stop();
      await rm(folder, { recursive: true, force: true });
    });
    try {
      await Promise.all(options.map((_one, index) => fleet.bring(index)));
    } catch (error) {
      await fleet.end();
      throw error;
    }
    return fleet;
  }

  /** Starts one that is not there. */
  async bring(index: number): Promise<Instance> {
    const instance = await Instance.start(this.options[index] ?? assert.fail('There are not so many.'));
    this.#instances[index] = instance;
    this.balancer.add(instance.url);
    return instance;
  }

  get(index: number): Instance {
    return this.#instances[index] ?? assert.fail('It is not there.');
  }

  /** One that has ended is not looked for any more. */
  forget(index: number): void {
    this.balancer.remove(this.get(index).url);
    this.#instances[index] = undefined;
  }

  async end(): Promise<void> {
    this.balancer.close();
    for (const instance of this.#instances) instance?.kill();
    await Promise.all(this.#instances.map((instance) => instance?.ended()));
    await this.takeAway();
  }
}
