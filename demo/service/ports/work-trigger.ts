/** Tells what works in the background that there is something to do. */
export interface WorkTrigger {
  wake(): void;
}
