import { bodyLimit } from "hono/body-limit";
import { refuse } from "../refuse.tsx";

const BODY_BYTES_MAX = 64 * 1024;

/** No body above 64 KiB is read, announced or not. */
export const limitedBody = bodyLimit({
  maxSize: BODY_BYTES_MAX,
  onError: (c) => refuse(c, "body_too_large"),
});
