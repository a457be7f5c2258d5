import type { z } from "zod";
import { paths } from "../../paths.ts";
import type { HttpRequest, HttpResponse } from "../http.ts";
import { answerTo, type SandboxVerb, type Seal, SIGNATURE_HEADER } from "./seal.ts";

/** Sends to one endpoint of the sandbox bank and reads its answer, both signed. */
export interface SignedWire {
  send(verb: SandboxVerb, content: unknown): Promise<HttpRequest>;
  /** Undefined for an answer that is not 200, not signed or not readable: it tells us nothing. */
  told<T>(verb: SandboxVerb, schema: z.ZodType<T>, response: HttpResponse): Promise<T | undefined>;
}

export function createSignedWire(seal: Seal, publicUrl: string): SignedWire {
  return {
    send: (verb, content) => request(seal, publicUrl, verb, content),
    told: (verb, schema, response) => readAnswer(seal, verb, schema, response),
  };
}

async function request(
  seal: Seal,
  publicUrl: string,
  verb: SandboxVerb,
  content: unknown,
): Promise<HttpRequest> {
  const body = JSON.stringify(content);
  return {
    method: "POST",
    url: `${publicUrl}${paths.sandboxGateway()}/${verb}`,
    headers: {
      "content-type": "application/json",
      [SIGNATURE_HEADER]: await seal.sign(verb, body),
    },
    body,
  };
}

async function readAnswer<T>(
  seal: Seal,
  verb: SandboxVerb,
  schema: z.ZodType<T>,
  response: HttpResponse,
): Promise<T | undefined> {
  if (response.status !== 200) return undefined;
  const signature = header(response.headers, SIGNATURE_HEADER);
  if (!await seal.holds(answerTo(verb), response.body, signature)) return undefined;
  return schema.safeParse(parseJson(response.body)).data;
}

export function header(
  headers: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  return Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
