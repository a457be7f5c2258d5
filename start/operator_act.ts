import { parseArgs } from "node:util";
import * as z from "zod";
import type { Actor } from "../core/actor.ts";
import type { Deps } from "../core/deps.ts";
import { type Id, type IdPrefix, parseId } from "../core/id.ts";
import type { Result } from "../core/result.ts";
import { ConfigError, type Settings } from "./config.ts";
import { openPortal } from "./open_portal.ts";
import { operatorText } from "./operator_text.ts";

/** Something an operator can do by a command, about one thing, while the portal is running or not. */
export interface Act {
  /** What comes after the command's name. */
  readonly usage: string;
  /** Where it is about no one thing. */
  readonly about?: "nothing";
  /** The options it takes, by name; each has a text. `as` says who it is. */
  readonly options?: readonly string[];
  readonly flags?: readonly string[];
  readonly act: (
    deps: Deps,
    args: Args,
  ) => Promise<Result<unknown, { readonly code: string }>>;
}

export interface Args {
  readonly about: string;
  /** Who says so: the name given with `--as`. */
  readonly by: Actor;
  readonly given: (option: string) => string | undefined;
  /** Throws ConfigError, which says `why` it is needed. */
  readonly needed: (option: string, why: string) => string;
  readonly flag: (name: string) => boolean;
}

/** Runs one command on the configured database and prints the result as JSON. */
export async function runAct(
  name: string,
  act: Act,
  { settings, given }: { readonly settings: Settings; readonly given: readonly string[] },
): Promise<void> {
  console.log(JSON.stringify(await actOn(name, act, { settings, given }), null, 2));
}

/** Like `runAct`, but returns the result instead of printing it. */
export async function actOn(
  name: string,
  { usage, about, act, options = [], flags = [] }: Act,
  { settings, given }: { readonly settings: Settings; readonly given: readonly string[] },
): Promise<unknown> {
  const args = readArgs(`${name} ${usage}`, { given, options, flags, about });
  const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
  try {
    const done = await act(portal.deps, args);
    if (!done.ok) throw new ConfigError(`${name}: ${JSON.stringify(done.error)}`);
    return done.value;
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigError(`${name}: ${error.message}`);
    throw error;
  } finally {
    await portal.close();
  }
}

const TEXT_CHARS_MAX = 200;
const text = operatorText(TEXT_CHARS_MAX);
export const operatorName = z.string().regex(
  /^[0-9A-Za-z_.@-]{1,64}$/,
  "expected a plain name after --as",
);

function readArgs(
  usage: string,
  { given, options, flags, about: none }: {
    readonly about: Act["about"];
    readonly given: readonly string[];
    readonly options: readonly string[];
    readonly flags: readonly string[];
  },
): Args {
  // `deno task name -- id` passes the dashes through.
  const args = given[0] === "--" ? given.slice(1) : [...given];
  const known = Object.fromEntries([
    ...options.map((name) => [name, { type: "string" }] as const),
    ...flags.map((name) => [name, { type: "boolean" }] as const),
  ]);
  try {
    const parsed = parseArgs({ args, options: known, allowPositionals: true });
    const [about = none, ...more] = parsed.positionals;
    const values: Readonly<Record<string, unknown>> = parsed.values;
    if (about === undefined || more.length > 0) throw new TypeError("expected exactly one id");
    const texts = new Map(
      options.flatMap((name) => {
        const value = values[name];
        return value === undefined ? [] : [[name, text.parse(value)] as const];
      }),
    );
    const as = values["as"];
    return {
      about,
      by: { type: "operator", name: as === undefined ? undefined : operatorName.parse(as) },
      given: (option) => texts.get(option),
      needed: (option, why) => {
        const value = texts.get(option);
        if (value === undefined) throw new ConfigError(`${usage}\n--${option} is needed: ${why}`);
        return value;
      },
      flag: (name) => values[name] === true,
    };
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ConfigError(`${usage}\n${detail}`);
  }
}

export function idOf<P extends IdPrefix>(prefix: P, text: string): Id<P> {
  const id = parseId(prefix, text);
  if (!id) throw new ConfigError(`expected ${prefix}_ and 26 letters and digits, got "${text}"`);
  return id;
}

export function shown<T, S, E>(result: Result<T, E>, show: (value: T) => S): Result<S, E> {
  return result.ok ? { ok: true, value: show(result.value) } : result;
}
