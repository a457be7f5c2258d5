import { eq, sql } from "drizzle-orm";
import type { PaymentPin, PaymentPinStore } from "../../core/factor/payment_pin.ts";
import type { ConsumerId } from "../../core/id.ts";
import { instant } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { Columns } from "../engine/columns.ts";
import { first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { paymentPins } from "./table.ts";

const at = sql.placeholder;
const pinRow = pack([paymentPins, ""]);

const of = prepare(
  build.select(pinRow.fields).from(paymentPins).where(
    eq(paymentPins.consumerId, at("consumerId")),
  ),
);
const set = prepare(
  build.insert(paymentPins).values({
    consumerId: at("consumerId"),
    digest: at("digest"),
    salt: at("salt"),
    rounds: at("rounds"),
    setAt: at("setAt"),
  }).onConflictDoUpdate({
    target: paymentPins.consumerId,
    set: {
      digest: sql`excluded.digest`,
      salt: sql`excluded.salt`,
      rounds: sql`excluded.rounds`,
      setAt: sql`excluded.set_at`,
    },
  }),
);

export const paymentPinStore: PaymentPinStore = {
  of: (consumerId) =>
    first(pinRow, of({ consumerId }), (row) => {
      const columns = new Columns(row);
      return {
        consumerId: columns.text("consumer_id") as ConsumerId,
        digest: columns.text("digest"),
        salt: columns.text("salt"),
        rounds: columns.int("rounds"),
        setAt: instant(columns.int("set_at")),
      };
    }),
};

export function setPin(pin: PaymentPin): Statement {
  return set({ ...pin });
}
