import { beforeEach, describe, expect, it } from "vitest";
import { type Circuit, createCircuit } from "../../../db/engine/circuit.ts";

let now: number;
let changes: string[];
let circuit: Circuit;

beforeEach(() => {
  now = 1_000;
  changes = [];
  circuit = createCircuit({ now: () => now, onChange: (state) => changes.push(state) });
});

describe("createCircuit", () => {
  it("lets everybody through while the database answers, and after one failure", () => {
    circuit.failed();
    circuit.answered();
    circuit.failed();
    circuit.failed();
    expect([circuit.admits(), circuit.admits()]).toEqual([true, true]);
    expect(changes).toEqual([]);
  });

  it("opens after three failures in a row, and at once when a deadline passed", () => {
    for (let i = 0; i < 3; i++) circuit.failed();
    expect(circuit.admits()).toBe(false);
    circuit.answered();
    expect(circuit.admits()).toBe(true);
    circuit.trip();
    expect(circuit.admits()).toBe(false);
    expect(changes).toEqual(["open", "closed", "open"]);
  });

  it("lets one through each second while it is open, whatever became of the last one", () => {
    circuit.trip();
    now += 999;
    expect(circuit.admits()).toBe(false);
    now += 1;
    expect([circuit.admits(), circuit.admits()]).toEqual([true, false]);
    now += 1_000;
    expect([circuit.admits(), circuit.admits()]).toEqual([true, false]);
    circuit.answered();
    expect([circuit.admits(), circuit.admits()]).toEqual([true, true]);
    expect(changes).toEqual(["open", "closed"]);
  });

  it("stays open for another second when the one let through fails", () => {
    circuit.trip();
    now += 1_000;
    expect(circuit.admits()).toBe(true);
    now += 600;
    circuit.trip();
    now += 600;
    expect(circuit.admits()).toBe(false);
    now += 400;
    expect(circuit.admits()).toBe(true);
    expect(changes).toEqual(["open"]);
  });
});
