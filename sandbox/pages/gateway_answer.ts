import type { Context } from "hono";
import type { z } from "zod";
import {
  answerTo,
  type SandboxVerb,
  type Seal,
  SIGNATURE_HEADER,
} from "../../core/channel/sandbox/seal.ts";

/** One signed request to the bank, and the signed answer of `act`; undefined means no usable one. */
export async function gatewayAnswer<T>(
  c: Context,
  { seal, verb, schema, act }: {
    readonly seal: Seal;
    readonly verb: SandboxVerb;
    readonly schema: z.ZodType<T>;
    readonly act: (request: T) => Promise<unknown>;
  },
): Promise<Response> {
  const body = await c.req.text();
  if (!await seal.holds(verb, body, c.req.header(SIGNATURE_HEADER))) {
    return c.json({ error: "signature_wrong" }, 401);
  }
  const request = schema.safeParse(parseJson(body));
  if (!request.success) return c.json({ error: "request_not_readable" }, 400);

  const given = await act(request.data);
  // A gateway that breaks leaves everyone guessing, which is the point.
  if (given === undefined) return c.text("Gateway time-out", 504);
  const text = JSON.stringify(given);
  return c.body(text, 200, {
    "Content-Type": "application/json",
    [SIGNATURE_HEADER]: await seal.sign(answerTo(verb), text),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
