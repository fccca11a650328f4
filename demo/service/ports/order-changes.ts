/** Tells of changes of orders as they are committed, by whichever instance. */
export interface OrderChanges {
  /**
   * Calls back when the order may have changed; sometimes for nothing, never too seldom.
   *
   * @returns the way to stop
   */
  subscribe(orderId: string, changed: () => void): () => void;
}
