import { expect, it } from "vitest";
import { merchantNo } from "../../../core/id.ts";
import { products } from "../../../core/merchant/merchant.ts";
import { openMerchant } from "../../../core/merchant/open_merchant.ts";
import { must } from "../../support/fixtures.ts";
import { sold } from "../../support/statements.ts";
import { testApp } from "../../support/test_app.ts";

it("what many numbers bring to one account is counted in a row for each stripe of them", async () => {
  const app = await testApp();
  try {
    // The stripe is that of the last two characters, of sixteen.
    const numbers = [["01", 1], ["02", 2], ["08", 8], ["24", 2], ["0A", 1]] as const;
    for (const [n, [end]] of numbers.entries()) {
      const opened = must(
        await openMerchant(app.deps, {
          merchantNo: merchantNo(`9902000000000${end}`),
          parentNo: undefined,
          name: `第 ${n} 店`,
          mode: "test",
          products,
          returnUrls: [],
        }),
      );
      await sold(app, { no: "T-1", amount: 10 ** n, key: opened.secretKey });
    }
    const [rows] = await app.deps.load({
      statement: {
        sql: `select stripe, debits, credits from book_days where account = 'channel:sandbox'
          order by stripe`,
        args: [],
      },
      read: (found) => found.map((row) => Object.values(row)),
    });
    expect(rows).toEqual([[1, 10_001, 0], [2, 1_010, 0], [8, 100, 0]]);
  } finally {
    await app.close();
  }
});
