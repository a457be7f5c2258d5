import { readFileSync } from "node:fs";
import { env } from "node:process";

/** Loaded before the `main.ts` of a process of its own: its clock goes ahead by what stands in a file, in milliseconds. */
const file = env["CLOCK_AHEAD_FILE"] ?? "";
const { now } = Date;
Date.now = () => now() + Number(readFileSync(file, "utf8"));
