/** Draws the element again when what it is waiting for has come. Knows nothing of what that is. */
import { nothing, type ReactiveElement } from 'lit';
import { Directive, directive, type ChildPart, type DirectiveParameters } from 'lit/directive.js';

class Redraw extends Directive {
  override render(_coming: Promise<unknown>): typeof nothing {
    return nothing;
  }

  override update({ options }: ChildPart, [coming]: DirectiveParameters<this>): typeof nothing {
    const host = options?.host as ReactiveElement | undefined;
    coming.then(
      () => host?.requestUpdate(),
      // What stands there in its place stays.
      () => undefined,
    );
    return nothing;
  }
}

export const redraw = directive(Redraw);
