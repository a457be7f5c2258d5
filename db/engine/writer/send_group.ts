import type { Statement } from "../../../core/unit.ts";
import type { Connection } from "./connection.ts";
import {
  givenUp,
  noRows,
  ownerOf,
  type Pending,
  settleCommitted,
  statementsOf,
  waiting,
} from "./pending.ts";

/** After this many refusals the rest is cut up, so that many refusals do not resend everything each time. */
const EJECTIONS_BEFORE_CUT = 2;
const PIECE_UNITS = 8;

/**
 * Sends without an answer before the rest of a group is given up: enough to outlast a lock or a restart of about 4 s.
 */
const FAILURES_MAX = 10;
/** The pause before a resend doubles from the first to the longest. */
const PAUSE_FIRST_MS = 40;
const PAUSE_MAX_MS = 800;

export interface GroupPorts {
  readonly connection: Connection;
  readonly pause: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly chance: () => number;
  /** A statement that can never run, or units given up. */
  readonly onFault: (message: string) => void;
  /** The database did not take the group in all this time. */
  readonly onGivenUp: () => void;
}

type Units = readonly Pending[];

/** Sends a group until each unit has its verdict. Returns how many were refused. */
export async function sendGroup(ports: GroupPorts, group: Units): Promise<number> {
  let ejections = 0;
  let failures = 0;
  const pieces: Units[] = [await settleByProof(ports, waiting(group)) ?? group];
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
    const units = waiting(piece);
    if (units.length > 0) pieces.unshift(...await send(units));
  }
  return ejections;

  /** Returns what is still to be sent. */
  async function send(units: Units): Promise<readonly Units[]> {
    const statements = statementsOf(units);
    const fleeting = units.every(({ unit }) => unit.fleeting);
    for (const pending of units) pending.onItsWay = true;
    const answer = await ports.connection.send(statements, "write", fleeting);
    for (const pending of units) pending.onItsWay = false;
    switch (answer.type) {
      case "done":
        settleCommitted(units, answer.results);
        return [];
      case "refused": {
        const culprit = ownerOf(units, answer.statementIndex);
        return culprit
          ? await eject(
            units,
            culprit,
            reasonOf(answer.constraint, statements[answer.statementIndex]),
          )
          : await again(units, `no statement ${answer.statementIndex}`);
      }
      case "refused_unnamed": {
        const [only, ...others] = units;
        return only && others.length === 0
          ? await eject(units, only, answer.constraint)
          : halves(units);
      }
      case "busy":
        return await again(units, "the database was locked");
      case "lost":
        doubt(units);
        return await again(units, answer.message);
      case "strange": {
        doubt(units);
        const left = await again(units, answer.message);
        return left.flatMap(halves);
      }
    }
  }

  async function eject(
    units: Units,
    culprit: Pending,
    constraint: string,
  ): Promise<readonly Units[]> {
    // It may have collided with itself: in an earlier attempt, or in a request that was delivered twice.
    culprit.inDoubt = true;
    const refused = await settleByProof(ports, [culprit]);
    if (refused === undefined) return await again(units, "no proof could be read");
    const others = units.filter((pending) => pending !== culprit);
    if (refused.length === 0) {
      // Units sent together with it are then committed too, and one query shows all.
      doubt(others);
      return [await settleByProof(ports, others) ?? others];
    }

    if (constraint.startsWith("fault: ")) ports.onFault(constraint);
    culprit.settle({ type: "refused", constraint });
    ejections++;
    return ejections > EJECTIONS_BEFORE_CUT ? inPieces(others, PIECE_UNITS) : [others];
  }

  async function again(units: Units, why: string): Promise<readonly Units[]> {
    failures++;
    if (hopeless()) return giveUp(units, why);
    const pauseMs = Math.min(PAUSE_FIRST_MS * 2 ** (failures - 1), PAUSE_MAX_MS);
    await ports.pause(pauseMs * (0.5 + ports.chance() / 2));
    const left = await settleByProof(ports, waiting(units)) ?? units;
    return hopeless() ? giveUp(left, why) : [left];
  }

  function hopeless(): boolean {
    return failures > FAILURES_MAX || ports.connection.stuck();
  }

  function giveUp(units: Units, why: string): readonly Units[] {
    const left = waiting(units);
    if (left.length > 0) ports.onFault(`gave up ${left.length} units: ${why}`);
    for (const pending of left) pending.settle(givenUp(pending));
    ports.onGivenUp();
    return [];
  }
}

/** A guard refuses by its own name; a guard that cannot run at all is a fault like any other. */
function reasonOf(constraint: string, refused: Statement | undefined): string {
  return constraint.startsWith("fault: ") ? constraint : refused?.guard ?? constraint;
}

function doubt(units: Units): void {
  for (const pending of units) pending.inDoubt = true;
}

/**
 * Runs the proof query of every unit in doubt and settles those that are committed. Returns the others, or undefined
 * when the query itself got no answer. A missing proof does not yet prove absence, because the old request may still
 * be running: sending the unit again decides.
 */
async function settleByProof(ports: GroupPorts, units: Units): Promise<Units | undefined> {
  const asked = units.filter((pending) => pending.inDoubt && pending.unit.proof);
  if (asked.length === 0) return units;
  const answer = await ports.connection.send(
    asked.flatMap((pending) => pending.unit.proof ?? []),
    "read",
  );
  if (answer.type !== "done") return undefined;
  const proved = new Set(asked.filter((_, i) => (answer.results[i]?.rows.length ?? 0) > 0));
  for (const { unit, settle } of proved) settle({ type: "committed", rows: noRows(unit) });
  return units.filter((pending) => !proved.has(pending));
}

function halves(units: Units): readonly Units[] {
  return inPieces(units, Math.max(1, Math.ceil(units.length / 2)));
}

function inPieces(units: Units, size: number): readonly Units[] {
  const pieces: Units[] = [];
  for (let from = 0; from < units.length; from += size) pieces.push(units.slice(from, from + size));
  return pieces;
}
