/// <reference path="./cloudflare_workers.d.ts" />
import { DurableObject } from "cloudflare:workers";
import type { Unit, Verdict } from "../../core/unit.ts";
import { type CreateClient, openWriterClient } from "./client.ts";
import type { WriterRpc } from "./remote_writer.ts";
import { createWriter, type Writer as Queue } from "./writer.ts";

export interface WriterEnv {
  readonly DATABASE_URL: string;
  readonly DATABASE_AUTH_TOKEN?: string;
}

interface WriterPorts<Env> {
  /** See `WriterOptions`. */
  readonly deadlineMs: (env: Env) => number;
  readonly createClient: CreateClient;
  readonly onAlarm: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
}

/**
 * Makes the Durable Object class that holds the one write queue of a database. The platform runs one instance per
 * name, so as long as every binding asks for the same name, all isolates together are one writer.
 */
export function writerObject<Env extends WriterEnv>(ports: WriterPorts<Env>) {
  return class Writer extends DurableObject<Env> implements WriterRpc {
    readonly #queue: Queue;

    constructor(state: unknown, env: Env) {
      super(state, env);
      const { createClient, onAlarm } = ports;
      const given = { url: env.DATABASE_URL, authToken: env.DATABASE_AUTH_TOKEN, createClient };
      this.#queue = createWriter({
        kind: "http",
        openClient: (signal) => openWriterClient(given, signal),
        onAlarm,
        deadlineMs: ports.deadlineMs(env),
      });
    }

    write(unit: Unit, inDoubt?: boolean): Promise<Verdict> {
      return this.#queue.write(unit, inDoubt);
    }

    stuck(): Promise<boolean> {
      return Promise.resolve(this.#queue.stuck());
    }
  };
}
