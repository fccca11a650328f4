/** Who may make orders. */
export interface Customer {
  readonly id: string;
  /** The sender's name, as signers see it. */
  readonly name: string;
}

export interface Customers {
  /** Takes the same time whether or not the key is right. */
  byApiKey(unverifiedApiKey: string): Customer | undefined;
  byId(id: string): Customer | undefined;
}
