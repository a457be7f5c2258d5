import type { Frame } from "../views/frame.ts";
import type { Caller } from "../core/merchant/caller.ts";

/** What the middleware of every route leaves on the context. */
export interface AppEnv {
  Variables: {
    requestId: string;
    /** The portal's origin as the world sees it. */
    publicUrl: string;
    /** On pages only: what every page needs. */
    frame: Frame;
    /** Origins whose pages may show this answer in a frame; nobody's when left out. */
    framedBy?: readonly string[];
    /** The origin whose pages this page may hold in a frame; nobody's when left out. */
    frames?: string;
  };
}

/** Under `/v1` a request also has a caller, whose key is not looked up yet unless it signed. */
export interface ApiEnv {
  Variables: AppEnv["Variables"] & { caller: Caller };
}
