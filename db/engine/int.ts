import { customType } from "drizzle-orm/sqlite-core";

/** An integer that is bound as bigint (a JavaScript number would be bound as REAL) and read as a safe number. */
export const int = customType<{ data: number; driverData: bigint | null }>({
  dataType: () => "integer",
  // A placeholder passes through here even without a value.
  toDriver: (value: number | null | undefined) =>
    value === null || value === undefined ? null : BigInt(value),
  fromDriver: (value) => Number(value),
});
