export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json };

/** One request and its answer, as they went over the wire of a portal at `RECORDED_AT`. */
export interface Exchange {
  readonly operation: string;
  readonly request: {
    readonly method: string;
    /** Path and query. */
    readonly path: string;
    /** With the names of its parameters. */
    readonly template: string;
    readonly body?: { readonly [name: string]: Json };
  };
  readonly status: number;
  readonly answer?: Json;
}

export interface WebhookExample {
  /** Names alone: what they hold is of the moment. */
  readonly headers: readonly string[];
  readonly body: { readonly [name: string]: Json };
}

/** One real example of each answer of each operation, and of each type of webhook. */
export interface Recording {
  readonly exchanges: readonly Exchange[];
  readonly webhooks: Readonly<Record<string, WebhookExample>>;
}

/** The base URL in everything recorded. */
export const RECORDED_AT = "http://portal.test";
