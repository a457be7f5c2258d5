import { describe, expect, it } from "vitest";
import { createHttpSms } from "../../../outbound/sms/http_sms.ts";
import { serveLoopback } from "../../support/portal.ts";

const sms = {
  messageId: "msg_1",
  phone: "19900000001",
  text: "一行\n@pay.example #123456",
  test: false,
};

describe("createHttpSms", () => {
  it("hands a message over in one request with the token, and says nothing else of it", async () => {
    const seen: { readonly token: string | null; readonly body: unknown }[] = [];
    const provider = serveLoopback(async (request) => {
      seen.push({ token: request.headers.get("authorization"), body: await request.json() });
      return new Response(null, { status: 202 });
    });
    await createHttpSms({ url: provider.url, token: "t0k3n", fetch })(sms);
    await provider.close();
    const { messageId: message_id, phone, text } = sms;
    expect(seen).toEqual([{ token: "Bearer t0k3n", body: { message_id, phone, text } }]);
  });

  it.each([302, 400, 503])("does not take a %i for a yes", async (status) => {
    const provider = serveLoopback(() => new Response("no", { status }));
    const sent = createHttpSms({ url: provider.url, token: undefined, fetch })(sms);
    await expect(sent).rejects.toThrow(`The SMS provider answered ${status}`);
    await provider.close();
  });
});
