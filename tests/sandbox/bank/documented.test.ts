import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { magicAmounts, magicRefunds, testCards } from "../../../sandbox/bank/magic.ts";
import {
  magicDeductions,
  magicSeries,
  magicTitles,
} from "../../../sandbox/bank/magic_contracts.ts";
import { persons } from "../../../sandbox/bank/persons.ts";

const text = readFileSync(new URL("../../../docs/sandbox.md", import.meta.url), "utf8");

describe("docs/sandbox.md", () => {
  it("lists every magic amount, in order and no other", () => {
    const listed = [...text.matchAll(/^\| (\d{6}) \|/gm)].map((match) => Number(match[1]));
    expect(listed).toEqual([...Object.values(magicAmounts), ...Object.values(magicRefunds)]);
  });

  it("lists every magic deduction, in order and no other", () => {
    const listed = [...text.matchAll(/^\| (\d{4}) \| `(\w+)` +\|/gm)];
    expect(listed.map((match) => [match[2], Number(match[1])])).toEqual(
      Object.entries(magicDeductions),
    );
    const series = [...text.matchAll(/^\| (\d{4}) \| `(\w+)` first /gm)];
    expect(series.map((match) => [match[2], Number(match[1])])).toEqual(
      magicSeries.map(({ first, fen }) => [first, fen]),
    );
  });

  it("lists every magic title, in order and no other", () => {
    const listed = [...text.matchAll(/^\| `(MAGIC-[\w-]+)`/gm)].map((match) => match[1]);
    expect(listed).toEqual(Object.keys(magicTitles));
  });

  it("lists every person with what a consumer would know of themselves", () => {
    const listed = [...text.matchAll(/^\| `(person_\w)`.*$/gm)].map(([row]) =>
      row.split("|").map((cell) => cell.trim()).filter((cell) => cell !== "")
    );
    expect(listed).toEqual(persons.map((each) => [
      `\`${each.personNo}\``,
      each.name,
      each.phone,
      each.idNumber,
      each.cards.map((card) => `${card.type} ${card.lastFour}`).join(", "),
    ]));
  });

  it("lists every test card with its login, in order and no other", () => {
    const listed = [...text.matchAll(/^\| ([\d ]{19}) \| `(\w+)`/gm)]
      .map((match) => `${match[1]?.replaceAll(" ", "")} ${match[2]}`);
    expect(listed).toEqual(testCards.map((each) => `${each.number} ${each.behaviour}`));
  });
});
