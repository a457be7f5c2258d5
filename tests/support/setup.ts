import { afterAll, beforeAll, expect } from "vitest";
import { enterFile, leftRunning } from "./left_running.ts";

/** Around every file. Its hook is the first, so it runs after those of the file. */
beforeAll(() => enterFile(expect.getState().testPath ?? "a file"));
afterAll(() => expect(leftRunning(), "left by a test").toEqual([]));
