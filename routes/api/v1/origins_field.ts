import * as z from "zod";
import {
  EMBED_ORIGINS_MAX,
  isOrigin,
  ORIGIN_CHARS_MAX,
} from "../../../core/merchant/set_embed_origins.ts";
import { originPattern } from "../../../core/url_pattern.ts";

/** Origins whose pages may show a checkout in a frame, each once. */
export function originsIn(allowHttp: boolean) {
  return z.array(originIn(allowHttp)).max(EMBED_ORIGINS_MAX)
    .refine((origins) => new Set(origins).size === origins.length, {
      error: "must not contain the same origin twice",
      params: { code: "repeated" },
    })
    .meta({ uniqueItems: true });
}

function originIn(allowHttp: boolean) {
  return z.string().max(ORIGIN_CHARS_MAX).refine((text) => isOrigin(text, allowHttp), {
    error: `must be an origin in the form browsers use, such as https://shop.example${
      allowHttp ? "" : "; only https"
    }`,
    params: { code: "wrong_format" },
  }).meta({ pattern: originPattern(allowHttp) });
}
