import { describe, expect, it } from "vitest";
import { fileURLToPath } from "node:url";
import { INSTALLED } from "../support/installed.ts";

const PROCESS = fileURLToPath(new URL("../support/faulty_process.ts", import.meta.url));

describe("surviveFaults", () => {
  it("logs what nobody caught, and the process goes on", async () => {
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", INSTALLED, "-A", "--no-check", PROCESS],
      stdin: "null",
    }).output();
    const lines = new TextDecoder().decode(stdout).trim().split("\n").map((line) =>
      JSON.parse(line)
    );
    const said = (message: string) =>
      JSON.stringify(lines.find((line) => line.message === message && line.level === "ERROR"));
    expect(said("unhandled rejection")).toContain("nobody waits for this");
    expect(said("uncaught error")).toContain("nobody catches this");
    expect(lines.at(-1)).toMatchObject({ level: "INFO", message: "still here" });
    expect(code).toBe(0);
  });
});
