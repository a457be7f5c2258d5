import { Buffer } from "node:buffer";
import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { readFile } from "node:fs/promises";
import { inCrlf } from "./signed_by_openssl.ts";
import type { Certified } from "./unionpay_ca.ts";

export type Message = Readonly<Record<string, string>>;

export interface TinyGateway {
  readonly url: string;
  /** Every request it took, the latest last. */
  readonly heard: readonly (Message & { readonly place: string })[];
  /** What it says to the next requests of this type (`txnType`, or `txnType/txnSubType`); undefined: silence, as a lost connection. */
  says: Record<string, ((asked: Message) => Message | undefined) | undefined>;
  /** As its own words. */
  signed(fields: Message): Message;
  close(): Promise<void>;
}

const FRONT = "/gateway/api/frontTransReq.do";

/**
 * The outside world in a test: answers like the gateway, signed by its own certificate, and refuses with 11 what is not
 * signed by the merchant's. It knows the signature by the rule alone and shares nothing with the adapter.
 */
export async function tinyGateway(
  own: Certified,
  merchants: readonly Certified[],
): Promise<TinyGateway> {
  const key = createPrivateKey(await readFile(own.keyFile));
  const theirs = merchants.map(({ pem }) => createPublicKey(pem));
  const heard: (Message & { readonly place: string })[] = [];
  const says: TinyGateway["says"] = {};
  const signed = (fields: Message): Message => {
    const said = { ...fields, signMethod: "01", signPubKeyCert: inCrlf(own.pem) };
    return { ...said, signature: sign("sha256", hexOf(said), key).toString("base64") };
  };
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const asked = Object.fromEntries(new URLSearchParams(await request.text()));
      const { signature = "", ...rest } = asked;
      const { pathname: place } = new URL(request.url);
      heard.push({ ...asked, place });
      const echo = Object.fromEntries(
        [
          "version",
          "encoding",
          "merId",
          "orderId",
          "txnTime",
          "txnType",
          "txnSubType",
          "bizType",
          "accessType",
        ]
          .map((name) => [name, asked[name] ?? ""]),
      );
      const genuine = theirs.some((each) =>
        verify("sha256", hexOf(rest), each, new Uint8Array(Buffer.from(signature, "base64")))
      );
      if (!genuine) return raw(signed({ ...echo, respCode: "11", respMsg: "验证签名失败" }));
      // Its own page, with the way back for whoever is done.
      if (place === FRONT) return html(asked["frontUrl"] ?? "");
      const say = says[`${asked["txnType"]}/${asked["txnSubType"]}`] ??
        says[asked["txnType"] ?? ""];
      const answer = say?.(asked);
      if (!answer) return new Response("", { status: 502 });
      return raw("signature" in answer ? answer : signed({ ...echo, ...answer }));
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    heard,
    says,
    signed,
    close: () => server.shutdown(),
  };
}

function html(frontUrl: string): Response {
  return new Response(
    `<!DOCTYPE html><title>Gateway</title><form method="post" action="${
      frontUrl.replaceAll("&", "&amp;")
    }">
      <input type="hidden" name="respCode" value="00"><button>Back to the shop</button></form>`,
    { headers: { "content-type": "text/html" } },
  );
}

/** Not encoded, as the gateway answers. */
function raw(fields: Message): Response {
  return new Response(Object.entries(fields).map((pair) => pair.join("=")).join("&"));
}

function hexOf(fields: Message): Uint8Array {
  const text = Object.keys(fields).filter((name) => fields[name] !== "").sort()
    .map((name) => `${name}=${fields[name]}`).join("&");
  return new TextEncoder().encode(createHash("sha256").update(text).digest("hex"));
}
