/** How long may pass before something comes. For what takes as long as it takes, `again()` starts it anew. */
export interface TimeLimit {
  /** Aborts with the outer signal, or with a `TimeoutError` when the time is over. */
  readonly signal: AbortSignal;
  /** Something has come. */
  again(): void;
  /** Nothing is waited for any more. */
  done(): void;
}

/** `AbortSignal.timeout` and `any` would do for one wait, but hold on to the timer after the answer has come. */
export function timeLimit(outer: AbortSignal, milliseconds: number): TimeLimit {
  const controller = new AbortController();
  const passOn = () => controller.abort(outer.reason);
  if (outer.aborted) passOn();
  outer.addEventListener('abort', passOn, { once: true });
  let isOver = false;
  const end = () => controller.abort(new DOMException('Nothing came in time.', 'TimeoutError'));
  let timer = setTimeout(end, milliseconds);
  return {
    signal: controller.signal,
    again() {
      if (isOver) return;
      clearTimeout(timer);
      timer = setTimeout(end, milliseconds);
    },
    done() {
      isOver = true;
      clearTimeout(timer);
      outer.removeEventListener('abort', passOn);
    },
  };
}
