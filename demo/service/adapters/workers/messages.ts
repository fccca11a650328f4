/** What a worker and its owner say to each other. */
export type ToWorker =
  | { readonly kind: 'run'; readonly order: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: unknown };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Something that only the owner can do: use a key, reach the network. */
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly argument: unknown };
