import type { Behaviour } from "./behaviour.ts";
import type { Identity, Pki } from "./pki.ts";
import type { World } from "./world.ts";
import type { products } from "./acp/kinds.ts";

/** A merchant number that this gateway serves. */
export interface Merchant {
  readonly merId: string;
  readonly name: string;
  /** PEM of whoever signs for it: its own certificate or its institution's. */
  readonly certificates: readonly string[];
  /** Which accessType it may use. */
  readonly access: readonly string[];
  readonly granted: readonly (typeof products)[number][];
  /** The trIds that it may use: whose tokens it may open and charge, whichever number opened them. */
  readonly tokenRequestors: readonly string[];
  /** Whether card numbers are told it encrypted to its own certificate instead of masked. */
  readonly encryptsCards: boolean;
  /** Of its fee, in hundredths of a percent. */
  readonly feeBasisPoints: number;
}

/** A program that signs contracts through the open platform. */
export interface OpenApp {
  readonly appId: string;
  readonly secret: string;
  readonly plans: readonly Plan[];
}

export interface Plan {
  readonly planId: string;
  readonly title: string;
  /** Where it is told that somebody ended a contract in the app. */
  readonly noticeUrl: string;
  readonly perTransactionLimit: number;
}

/** What every part of the gateway works with. */
export interface Context {
  readonly pki: Pki;
  readonly world: World;
  readonly behaviour: Behaviour;
  readonly merchants: Map<string, Merchant>;
  readonly apps: Map<string, OpenApp>;
  readonly now: () => number;
  /** Whose signature the next message gets. During a rotation it alternates. */
  readonly signer: () => Identity;
}
