import type { OrderId } from "../id.ts";
import type { Query } from "../query.ts";
import type { BusinessDay } from "../time.ts";
import type { SetDays } from "./calendar.ts";

export interface CalendarStore {
  /** From that day on, as far as years were set. */
  from(day: BusinessDay): Query<SetDays>;
  /** The same where the order is paid by bank transfer, and nothing where it is not: its page is read often. */
  forTransfer(orderId: OrderId, day: BusinessDay): Query<SetDays>;
  /** How often the year was set. */
  versionOf(year: number): Query<number>;
}
