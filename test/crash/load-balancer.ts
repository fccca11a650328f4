/**
 * What stands before the instances: it sends each request to the next of them that is ready, and asks each of them again
 * and again whether it is (`/health/ready`). It keeps nobody at one instance.
 */
const LOOK_MILLISECONDS = 250;

export class LoadBalancer {
  readonly #ready = new Map<string, boolean>();
  readonly #looking = setInterval(() => void this.#lookAtAll(), LOOK_MILLISECONDS).unref();
  #next = 0;

  add(url: string): void {
    this.#ready.set(url, true);
  }

  remove(url: string): void {
    this.#ready.delete(url);
  }

  /** Where none is ready, the request goes to one that is not, and fails, as it would. */
  next(): string {
    const all = [...this.#ready.keys()];
    const ready = all.filter((url) => this.#ready.get(url));
    const able = ready.length > 0 ? ready : all;
    const url = able[this.#next++ % able.length];
    if (url === undefined) throw new Error('There is no instance.');
    return url;
  }

  close(): void {
    clearInterval(this.#looking);
  }

  async #lookAtAll(): Promise<void> {
    for (const url of this.#ready.keys()) {
      const { ok } = await fetch(`${url}/health/ready`).catch(() => ({ ok: false }));
      if (this.#ready.has(url)) this.#ready.set(url, ok);
    }
  }
}
