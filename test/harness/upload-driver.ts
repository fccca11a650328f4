/** What a person does with a file that they are asked for, and sees of it. */
import type { SigningWidget } from '../../src/signing-widget.ts';

export class UploadDriver {
  readonly #widget: SigningWidget;

  constructor(widget: SigningWidget) {
    this.#widget = widget;
  }

  /** Whether a file can be chosen there, under what it is called then. */
  asks(label: string): boolean {
    const labels = [...(this.#root?.querySelectorAll('label[for=upload-file]') ?? [])];
    return labels.some(({ textContent }) => textContent?.replaceAll(/\s+/g, ' ').trim() === label);
  }

  /** Whether the way to a file has the focus. */
  get hasFocus(): boolean {
    return this.#root?.activeElement?.id === 'upload-file';
  }

  /** As somebody does who drags a file from a folder to where it is asked for. */
  async drop(file: File): Promise<void> {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    for (const type of ['dragover', 'drop'])
      this.#panel?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    await this.#widget.updateComplete;
  }

  /** Whether a picture that was uploaded is shown, with pixels in it. */
  get showsPicture(): boolean {
    const image = this.#root?.querySelector<HTMLImageElement>('[part~=uploaded-file] img');
    return image ? image.complete && image.naturalWidth > 0 : false;
  }

  /** Whether something is wider than the panel that it stands in. */
  get overflowsSideways(): boolean {
    const panel = this.#panel;
    return panel ? panel.scrollWidth > panel.clientWidth : false;
  }

  get #root(): ShadowRoot | null {
    return this.#widget.shadowRoot;
  }

  get #panel(): Element | null {
    return this.#root?.querySelector('[part~=upload-panel]') ?? null;
  }
}
