import { describe, expect, it } from "vitest";
import { fileURLToPath } from "node:url";

const PROCESS = fileURLToPath(new URL("../support/faulty_process.ts", import.meta.url));

describe("surviveFaults", () => {
  it("logs what nobody caught, and the process goes on", async () => {
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", PROCESS],
      stdin: "null",
    }).output();
    const lines = new TextDecoder().decode(stdout).trim().split("\n").map((line) =>
      JSON.parse(line)
    );
    expect(lines).toMatchObject([
      { level: "ERROR", message: "unhandled rejection" },
      { level: "ERROR", message: "uncaught error" },
      { level: "INFO", message: "still here" },
    ]);
    expect(JSON.stringify(lines[0])).toContain("nobody waits for this");
    expect(JSON.stringify(lines[1])).toContain("nobody catches this");
    expect(code).toBe(0);
  });
});
