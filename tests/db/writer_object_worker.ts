import { createClient } from "@libsql/client/web";
import type { Unit } from "../../core/unit.ts";
import { createRemoteWriter, type WriterRpc } from "../../db/remote_writer.ts";
import { type WriterEnv, writerObject } from "../../db/writer_object.ts";

export const Writer = writerObject({ createClient, onAlarm: () => {} });

interface Env extends WriterEnv {
  readonly WRITER: { getByName(name: string): WriterRpc };
}

/** Takes units as JSON with integers as `{"int": "1"}`, answers their verdicts the same way. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
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
