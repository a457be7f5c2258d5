import { createClient } from "@libsql/client/web";
import type { Unit } from "../../../core/unit.ts";
import { createRemoteWriter, type WriterRpc } from "../../../db/engine/remote_writer.ts";
import { type WriterEnv, writerObject } from "../../../db/engine/writer_object.ts";

interface ObjectState {
  abort(reason: string): void;
}

/** Can be ended in the middle of its work, as the platform does when it moves or updates an object. */
export class Writer extends writerObject({
  createClient,
  onAlarm: () => {},
  deadlineMs: ({ DEADLINE_MS }: Env) => Number(DEADLINE_MS ?? 8_000),
}) {
  readonly #state: ObjectState;

  constructor(state: ObjectState, env: Env) {
    super(state, env);
    this.#state = state;
  }

  end(): void {
    this.#state.abort("moved");
  }
}

interface Env extends WriterEnv {
  readonly DEADLINE_MS?: string;
  readonly WRITER: { getByName(name: string): WriterRpc & { end(): Promise<void> } };
}

/**
 * Accepts units as JSON with integers as `{"int": "1"}`, returns their verdicts the same way; `/end` ends the object.
 */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    if (new URL(request.url).pathname === "/end") {
      await env.WRITER.getByName("main").end().catch(() => {});
      return new Response("ended");
    }
    const write = createRemoteWriter(() => env.WRITER.getByName("main"));
    const unit: Unit = JSON.parse(
      await request.text(),
      (_, value) => isInt(value) ? BigInt(value.int) : value,
    );
    const verdict = await write(unit);
    return new Response(
      JSON.stringify(
        verdict,
        (_, value) => typeof value === "bigint" ? { int: String(value) } : value,
      ),
    );
  },
};

function isInt(value: unknown): value is { readonly int: string } {
  return typeof value === "object" && value !== null && "int" in value;
}
