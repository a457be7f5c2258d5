import { startSqld } from "../support/sqld.ts";
import { benchDeductions } from "./deductions.ts";
import { benchDeliveries } from "./deliveries.ts";
import { benchMemory } from "./memory.ts";
import { benchOrders } from "./orders.ts";
import { benchPages } from "./pages.ts";
import { type Figure, printTable } from "./table.ts";

const figures: Figure[] = [];
figures.push(...await benchOrders("file"));
const sqld = await startSqld();
try {
  figures.push(...await benchOrders("sqld", sqld.url));
} finally {
  await sqld.stop();
}
figures.push(...await benchPages());
figures.push(...await benchDeductions());
figures.push(...await benchDeliveries());
figures.push(...await benchMemory());
printTable(figures);
