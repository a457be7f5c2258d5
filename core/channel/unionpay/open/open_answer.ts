import * as z from "zod";
import type { HttpRequest, HttpResponse } from "../../http.ts";

/** What the platform said: the parameters of a success, or its code for a refusal. */
export type OpenAnswer =
  | { readonly type: "done"; readonly params: Readonly<Record<string, string>> }
  | { readonly type: "refused"; readonly code: string };

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const answer = z.looseObject({
  resp: scalar,
  params: z.record(z.string(), z.unknown()).nullish(),
});

export function openRequest(
  baseUrl: string,
  api: string,
  fields: Readonly<Record<string, string>>,
): HttpRequest {
  return {
    method: "POST",
    url: `${baseUrl}/open/access/1.0/${api}`,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(fields),
  };
}

/** Undefined for what is no answer of the platform's: a fault of a server on the way says nothing. */
export function readOpenAnswer({ status, body }: HttpResponse): OpenAnswer | undefined {
  if (status !== 200) return undefined;
  const read = answer.safeParse(jsonOf(body));
  if (!read.success) return undefined;
  const code = String(read.data.resp);
  if (code !== "00") return { type: "refused", code };
  const params = Object.entries(read.data.params ?? {}).flatMap(([name, value]) => {
    const text = scalar.safeParse(value);
    return text.success ? [[name, String(text.data)] as const] : [];
  });
  return { type: "done", params: Object.fromEntries(params) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
