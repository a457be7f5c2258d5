import type { Frame } from "../views/frame.ts";
import type { Caller } from "../core/merchant/caller.ts";

/** What the middleware of every route leaves on the context. */
export interface AppEnv {
  Variables: {
    requestId: string;
    /** The portal's public origin. */
    publicUrl: string;
    /** What kind of no it was, if a program was given one. */
    refused?: string;
    /** On pages only: what every page needs. */
    frame: Frame;
    /** Origins whose pages may frame this response; none by default. */
    framedBy?: readonly string[];
    /** The origin beside ours that this page's form is posted to; https is allowed anyway. */
    formsTo?: string;
    /** Of a file that strangers made: the policy under which it is shown, instead of a page's. */
    policy?: string;
    /** The origin whose pages this page may frame; none by default. */
    frames?: string;
  };
}

/** Under `/v1` a request also has a caller; a secret key is not looked up yet. */
export interface ApiEnv {
  Variables: AppEnv["Variables"] & { caller: Caller };
}
