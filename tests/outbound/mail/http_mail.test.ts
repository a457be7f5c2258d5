import { describe, expect, it } from "vitest";
import { createHttpMail } from "../../../outbound/mail/http_mail.ts";
import { serveLoopback } from "../../support/portal.ts";

const mail = {
  messageId: "evt_1 stf_1",
  to: "li@example.com",
  subject: "机构: 你的登录有变化",
  text: "一行\n两行",
};

const sign = () => Promise.resolve("header..signature");

describe("createHttpMail", () => {
  it("hands a mail over in one request with the token", async () => {
    const seen: { readonly headers: Headers; readonly body: unknown }[] = [];
    const provider = serveLoopback(async (request) => {
      seen.push({ headers: request.headers, body: await request.json() });
      return new Response(null, { status: 202 });
    });
    await createHttpMail({ url: `${provider.url}/send`, token: "t0k3n", sign, fetch })(mail);
    await provider.close();
    expect(seen.map(({ body }) => body)).toEqual([{
      message_id: "evt_1 stf_1",
      to: "li@example.com",
      subject: "机构: 你的登录有变化",
      text: "一行\n两行",
    }]);
    expect(seen[0]?.headers.get("authorization")).toBe("Bearer t0k3n");
    expect(seen[0]?.headers.get("countersign-signature")).toBe("header..signature");
    expect(seen[0]?.headers.get("content-type")).toBe("application/json");
  });

  it.each([302, 400, 503])("does not take a %i for a yes", async (status) => {
    const headers = { Location: "http://127.0.0.1:9/elsewhere" };
    const provider = serveLoopback(() => new Response("no", { status, headers }));
    const sent = createHttpMail({ url: provider.url, token: undefined, sign, fetch })(mail);
    await expect(sent).rejects.toThrow(`The mail provider answered ${status}`);
    await provider.close();
  });
});
