/** What is known of the service under test, beyond its address and an API key. What is left out is not checked. */

export interface Target {
  /** Its origin, and a path where it has one. */
  readonly serviceUrl: string;
  readonly apiKey: string;
  /** Of another customer of the service. */
  readonly otherApiKey?: string;
  /** Whose pages may embed the widget, at this service. */
  readonly origin?: string;
  /** A header by which the service tells callers apart, such as `X-Forwarded-For` behind a proxy that it trusts. */
  readonly callerHeader?: string;
  readonly eid?: EidLogin;
  /** PEM: whom the service's seal and time stamps lead to. */
  readonly trustAnchorsPem?: string;
  readonly webhooks?: WebhookReach;
  /** Where mail may be sent to. */
  readonly mailRecipient?: string;
  readonly smsRecipient?: string;
  /** What the service takes as one PDF at most. */
  readonly maxDocumentBytes?: number;
  /** The longest that a check may wait for time to pass. @default 40 */
  readonly longestWaitSeconds?: number;
}

/** A person of a test eID, and how to be that person in a browser without scripts. */
export interface EidLogin {
  readonly acr: string;
  readonly claim: string;
  readonly value: string;
  /** What is filled in at the eID to be the person: fields of its forms. */
  readonly person: Readonly<Record<string, string>>;
  /** The same for another person. */
  readonly other?: Readonly<Record<string, string>>;
  /** The same to break off. */
  readonly cancel?: Readonly<Record<string, string>>;
  /** Registered for logins that a page runs itself. */
  readonly redirectUri?: string;
}

export interface WebhookReach {
  /** Where the receiver listens, on loopback; 0 takes a port that is free. */
  readonly port: number;
  /** How the service reaches it; left out, on loopback. */
  readonly url?: string;
}
