import { describe, expect, it } from "vitest";
import { createHttpSms } from "../../../outbound/sms/http_sms.ts";
import { serveLoopback } from "../../support/portal.ts";

const sms = {
  messageId: "msg_1",
  phone: "19900000001",
  text: "code\n@pay.example #123456",
  test: false,
};

/** Shows what would be signed; ASCII only. */
const sign = (url: string, body: Uint8Array<ArrayBuffer>) =>
  Promise.resolve(`${url} ${new TextDecoder().decode(body)}`);

describe("createHttpSms", () => {
  it("hands a message over in one request with the token, and says nothing else of it", async () => {
    const seen: unknown[] = [];
    const provider = serveLoopback(async (request) => {
      const { headers } = request;
      const [token, signature] = [
        headers.get("authorization"),
        headers.get("countersign-signature"),
      ];
      seen.push({ token, signature, body: await request.json() });
      return new Response(null, { status: 202 });
    });
    await createHttpSms({ url: provider.url, token: "t0k3n", sign, fetch })(sms);
    await provider.close();
    const { messageId: message_id, phone, text } = sms;
    const body = { message_id, phone, text };
    const signature = `${provider.url} ${JSON.stringify(body)}`;
    expect(seen).toEqual([{ token: "Bearer t0k3n", signature, body }]);
  });

  it.each([302, 400, 503])("does not take a %i for a yes", async (status) => {
    const provider = serveLoopback(() => new Response("no", { status }));
    const sent = createHttpSms({ url: provider.url, token: undefined, sign, fetch })(sms);
    await expect(sent).rejects.toThrow(`The SMS provider answered ${status}`);
    await provider.close();
  });
});
