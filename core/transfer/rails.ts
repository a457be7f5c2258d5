import type { BusinessDay } from "../time.ts";
import type { RailTable } from "./rail.ts";

const ONE_MILLION_YUAN = 100_000_000;
const clock = (hours: number, minutes: number) => hours * 60 + minutes;

/**
 * What the operator sets otherwise by TRANSFER_RAILS. The newest last; a change is a table more. Limits and hours are
 * those of the payment systems of the People's Bank; a bank may keep shorter ones [docs/transfers.md].
 */
export const rails: readonly RailTable[] = [{
  from: "2025-01-01" as BusinessDay,
  rails: [
    {
      name: "super_online_banking",
      mostFen: ONE_MILLION_YUAN,
      open: undefined,
      arrivesInMinutes: 5,
    },
    { name: "small_value", mostFen: ONE_MILLION_YUAN, open: undefined, arrivesInMinutes: 120 },
    {
      name: "large_value",
      mostFen: undefined,
      open: { from: clock(8, 30), to: clock(17, 0) },
      arrivesInMinutes: 30,
    },
    { name: "bank_direct", mostFen: undefined, open: undefined, arrivesInMinutes: 120 },
    {
      name: "b2b_gateway",
      mostFen: undefined,
      open: { from: clock(8, 0), to: clock(20, 0) },
      arrivesInMinutes: 60,
    },
  ],
}];
