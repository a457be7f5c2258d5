import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { magicAmounts, magicRefunds, testCards } from "../../../core/channel/sandbox/magic.ts";

const text = readFileSync(new URL("../../../docs/sandbox.md", import.meta.url), "utf8");

describe("docs/sandbox.md", () => {
  it("lists every magic amount, in order and no other", () => {
    const listed = [...text.matchAll(/^\| (\d{6}) \|/gm)].map((match) => Number(match[1]));
    expect(listed).toEqual([...Object.values(magicAmounts), ...Object.values(magicRefunds)]);
  });

  it("lists every test card with its login, in order and no other", () => {
    const listed = [...text.matchAll(/^\| ([\d ]{19}) \| `(\w+)`/gm)]
      .map((match) => `${match[1]?.replaceAll(" ", "")} ${match[2]}`);
    expect(listed).toEqual(testCards.map((each) => `${each.number} ${each.behaviour}`));
  });
});
