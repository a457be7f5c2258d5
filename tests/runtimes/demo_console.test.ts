import { describe, expect, it } from "vitest";
import { startServer, tempFolder } from "../support/server.ts";

const consoleLists = [
  ...["orders", "refunds", "links", "screens", "plans", "signings", "contracts", "deductions"],
  ...["webhooks", "keys", "staff", "audit"],
];
/** Until a visitor has paid, signed or set up something. */
const emptyInDemo = ["refunds", "screens", "contracts", "deductions", "keys"];

describe("the demo's console", () => {
  it("signs its owner in by a link, to lists that are tables and files", async () => {
    const folder = await tempFolder();
    const server = await startServer({ folder: folder.path });
    const { console_url } = await server.demo();
    const entered = await fetch(console_url, { redirect: "manual" });
    await entered.body?.cancel();
    const cookie = entered.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
    const ask = async (noun: string, query = "") => {
      const answer = await fetch(`${server.url}/console/${noun}${query}`, { headers: { cookie } });
      const type = answer.headers.get("content-type")?.split(";")[0];
      return { status: answer.status, type, text: await answer.text() };
    };
    for (const noun of consoleLists) {
      const { text, ...page } = await ask(noun);
      expect([noun, page]).toEqual([noun, { status: 200, type: "text/html" }]);
      if (!emptyInDemo.includes(noun)) expect(text, noun).toMatch(/<table.*<th [^>]*scope="col"/s);
      const { text: table, ...file } = await ask(noun, "?format=csv");
      expect([noun, file]).toEqual([noun, { status: 200, type: "text/csv" }]);
      expect(table, noun).toMatch(/^\ufeff?"[^\r]+\r\n/);
    }
    await server.stop();
    await folder.remove();
  });
});
