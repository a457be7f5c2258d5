import { readFileSync } from "node:fs";
import { env } from "node:process";

/** Loaded before the `main.ts` of a process of its own: its time is what stands in a file, so that a test can move it. */
const file = env["CLOCK_FILE"] ?? "";
Date.now = () => Number(readFileSync(file, "utf8"));
