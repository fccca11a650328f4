/** How much has come, as it is told: it never becomes less, also where some of it has to come again. */
export class ByteCount {
  readonly #tell: (loadedBytes: number) => void;
  #loadedBytes = 0;
  #toldBytes = 0;

  constructor(tell: (loadedBytes: number) => void) {
    this.#tell = tell;
  }

  get hasBegun(): boolean {
    return this.#toldBytes > 0;
  }

  add(sizeBytes: number): void {
    this.#loadedBytes += sizeBytes;
    if (this.#loadedBytes <= this.#toldBytes) return;
    this.#toldBytes = this.#loadedBytes;
    this.#tell(this.#loadedBytes);
  }

  /** What there was is of no use. */
  restart(): void {
    this.#loadedBytes = 0;
  }
}
