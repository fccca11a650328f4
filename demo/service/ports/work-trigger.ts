/** Wakes whoever does a kind of work in the background, after the commit that left something to do. */
export interface WorkTrigger {
  wake(): void;
}
