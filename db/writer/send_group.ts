import type { Connection } from "./connection.ts";
import { noRows, ownerOf, type Pending, settleCommitted, statementsOf } from "./pending.ts";

/** Refusals after which what is left of a group is cut, so that many refusals do not resend everything each time. */
const EJECTIONS_BEFORE_CUT = 2;
const PIECE_UNITS = 8;

/** Pauses before a resend double up to this, so that a lock or a restart is outlived without a long silence. */
const PAUSE_FIRST_MS = 40;
const PAUSE_MAX_MS = 800;
const RESENDS_MAX = 8;

export interface GroupPorts {
  readonly connection: Connection;
  readonly pause: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly onFault: (message: string) => void;
}

interface Piece {
  readonly units: readonly Pending[];
  readonly resends: number;
}

/** Sends units until each one has its verdict. Returns how many were refused. */
export async function sendGroup(ports: GroupPorts, group: readonly Pending[]): Promise<number> {
  let ejections = 0;
  const pieces: Piece[] = await afterProof(ports, { units: group, resends: 0 });
  for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
    pieces.unshift(...await sendPiece(piece));
  }
  return ejections;

  /** What is still to be sent of the piece. */
  async function sendPiece(piece: Piece): Promise<readonly Piece[]> {
    const { units } = piece;
    const answer = await ports.connection.send(statementsOf(units), "write");
    switch (answer.type) {
      case "done":
        settleCommitted(units, answer.results);
        return [];
      case "refused": {
        const culprit = ownerOf(units, answer.statementIndex);
        if (culprit === undefined) return await again(halves(doubt(piece)));
        return await eject(piece, culprit, answer.constraint);
      }
      case "refused_unnamed":
        if (units[0] === undefined || units.length > 1) return halves(piece);
        return await eject(piece, units[0], answer.constraint);
      case "busy":
        return await again([piece]);
      case "lost":
        return await again([doubt(piece)]);
      case "strange":
        if (piece.resends === 0) ports.onFault(answer.message);
        return await again(halves(doubt(piece)));
    }
  }

  async function eject(
    piece: Piece,
    culprit: Pending,
    constraint: string,
  ): Promise<readonly Piece[]> {
    if (culprit.inDoubt) {
      // It may have collided with itself. If it did, everybody who was with it then is committed too.
      const left = await settleByProof(ports, piece.units);
      if (left === undefined) return await again([piece]);
      if (!left.includes(culprit)) return cut({ ...piece, units: left });
      piece = { ...piece, units: left };
    }
    if (constraint.startsWith("fault: ")) ports.onFault(constraint);
    culprit.settle({ type: "refused", constraint });
    ejections++;
    return cut({ ...piece, units: piece.units.filter((pending) => pending !== culprit) });
  }

  function cut(piece: Piece): readonly Piece[] {
    if (piece.units.length === 0) return [];
    if (ejections <= EJECTIONS_BEFORE_CUT) return [piece];
    return inPieces(piece, PIECE_UNITS);
  }

  async function again(pieces: readonly Piece[]): Promise<readonly Piece[]> {
    const resends = (pieces[0]?.resends ?? 0) + 1;
    if (resends > RESENDS_MAX || ports.connection.limitsInRow() >= 2) {
      for (const pending of pieces.flatMap((piece) => piece.units)) giveUp(pending);
      return [];
    }
    const pauseMs = Math.min(PAUSE_FIRST_MS * 2 ** (resends - 1), PAUSE_MAX_MS);
    await ports.pause(pauseMs * (0.5 + ports.chance() / 2));
    const left: Piece[] = [];
    for (const piece of pieces) left.push(...await afterProof(ports, { ...piece, resends }));
    return left;
  }
}

/** A unit that met only BUSY was certainly not written, and nobody needs to wonder about it. */
function giveUp(pending: Pending): void {
  pending.settle({ type: pending.inDoubt ? "unknown" : "overloaded" });
}

function doubt(piece: Piece): Piece {
  for (const pending of piece.units) pending.inDoubt = true;
  return piece;
}

async function afterProof(ports: GroupPorts, piece: Piece): Promise<Piece[]> {
  const left = await settleByProof(ports, piece.units) ?? piece.units;
  return left.length === 0 ? [] : [{ ...piece, units: left }];
}

/**
 * Asks for the proof of every unit in doubt and settles those that are committed. Returns the others, or undefined
 * when the question itself got no answer. A missing proof is not yet absence, since the old request may still be
 * running; sending the unit again is what decides.
 */
async function settleByProof(
  ports: GroupPorts,
  units: readonly Pending[],
): Promise<readonly Pending[] | undefined> {
  const asked = units.filter((pending) => pending.inDoubt && pending.unit.proof);
  if (asked.length === 0) return units;
  const proofs = asked.flatMap((pending) => pending.unit.proof ?? []);
  const answer = await ports.connection.send(proofs, "read");
  if (answer.type !== "done") return undefined;
  const proved = new Set(asked.filter((_, i) => (answer.results[i]?.rows.length ?? 0) > 0));
  for (const pending of proved) {
    pending.settle({ type: "committed", rows: noRows(pending.unit) });
  }
  return units.filter((pending) => !proved.has(pending));
}

function halves(piece: Piece): readonly Piece[] {
  return inPieces(piece, Math.max(1, Math.ceil(piece.units.length / 2)));
}

function inPieces(piece: Piece, size: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < piece.units.length; from += size) {
    pieces.push({ ...piece, units: piece.units.slice(from, from + size) });
  }
  return pieces;
}
