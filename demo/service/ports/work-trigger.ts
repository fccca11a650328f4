/** Wakes whoever makes sealed PDFs, after the commit that made an order ready for it. */
export interface PackagingTrigger {
  wake(): void;
}
