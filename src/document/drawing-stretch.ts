/** For how long a page is drawn before the browser may make a frame. In milliseconds. */

/** All that a frame has to give. */
const AT_REST = 15;
/** Leaves the frame to whoever scrolls. */
const ON_THE_MOVE = 4;

export class DrawingStretch {
  moving = false;

  readonly milliseconds = (): number => (this.moving ? ON_THE_MOVE : AT_REST);
}
