import { type Finding, lineOf, type Source, withoutComments } from "./sources.ts";

interface Ban {
  readonly pattern: RegExp;
  readonly hint: string;
  /** Path prefixes it applies to; absent = everywhere. */
  readonly inside?: readonly string[];
  /** Path prefixes it does not apply to. */
  readonly except?: readonly string[];
  /** Also checks comments. */
  readonly prose?: true;
}

const product = ["core/", "db/", "outbound/", "jobs/", "routes/", "views/", "sandbox/"];
const entries = ["main.ts", "worker.ts", "start/"];
const tools = ["start/build.ts", "docs/"];

/** Programs shown to merchants, who have no deps of ours. */
const programs = ["views/snippets/", "client/"];

const bans: readonly Ban[] = [
  { pattern: /\bDate\.now\(/g, inside: product, except: programs, hint: "take `now` from deps" },
  { pattern: /\bnew Date\(\)/g, inside: product, hint: "take `now` from deps" },
  { pattern: /\bMath\.random\(/g, inside: product, hint: "take `random` or `newId` from deps" },
  {
    pattern: /\brandomUUID\(/g,
    inside: product,
    except: programs,
    hint: "take `newId` from deps",
  },
  {
    pattern: /(?<![.\w])fetch\(/g,
    inside: ["core/", "db/", "views/"],
    except: ["db/engine/client.ts", ...programs],
    hint: "take `http` from deps",
  },
  {
    pattern: /\bconsole\./g,
    inside: product,
    except: [...tools, ...programs],
    hint: "log through deps.log; only entries write to the console",
  },
  { pattern: /\bDeno\./g, inside: product, except: tools, hint: "only entries know the runtime" },
  {
    pattern: /\bparseFloat\(|\.toFixed\(/g,
    inside: product,
    except: ["views/parts/money.tsx"],
    hint: "money is whole fen; only views/parts/money.tsx writes it with a point",
  },
  {
    pattern: /\binstanceof Conflict\b/g,
    inside: product,
    except: ["core/conflict.ts", "routes/middleware/on_error.ts"],
    hint: "take conflictOf or retryOnConflict",
  },
  {
    pattern: /\.transaction\(/g,
    inside: product,
    hint: "commit a batch: put the condition into SQL",
  },
  { pattern: /\bsql\.raw\(/g, inside: product, hint: "bind the value as an argument" },
  { pattern: /\bas any\b|:\s*any\b|<any>|\bany\[\]/g, inside: product, hint: "say the type" },
  { pattern: /@ts-(?:ignore|nocheck|expect-error)/g, prose: true, hint: "make the types true" },
  { pattern: /\bexport \* from\b/g, hint: "no barrels: import from the file that defines it" },
  {
    pattern:
      /\b\w*(?:secret|signature|mac|token|password)\s*[!=]==?(?!=)(?!\s*(?:undefined\b|null\b|"|'|`|\d|true\b|false\b))/gi,
    inside: product,
    hint: "compare secrets in constant time: verify with crypto.subtle or compare keyed digests",
  },
  {
    pattern: /\bperformance\.now\(|\.toBeLessThan(?:OrEqual)?\([^)\n]*_MS\b/g,
    inside: ["tests/"],
    except: ["tests/bench/", "tests/support/"],
    hint: "assert the order of events; figures belong to tests/bench",
  },
  {
    pattern: /\bsetTimeout\(|\btimeout: \d[\d_]{2,}|^ *\}, (?:\d[\d_]{3,}|[A-Z_]+_MS)\);/gm,
    inside: ["tests/"],
    except: ["tests/bench/", "tests/support/"],
    hint: "wait for what happens; every limit is in tests/support/patience.ts",
  },
  { pattern: /\b(?:it|test|describe)\.(?:skip|only|todo|fails)\b/g, hint: "run it or remove it" },
  {
    pattern: /\bvi\.(?:mock|doMock|spyOn|stubGlobal)\(/g,
    hint: "use the real part or a port in deps",
  },
  {
    pattern: /\b(?:TODO|FIXME|XXX)\b(?!\(#\d+\))/g,
    prose: true,
    hint: "give it an issue: TODO(#12)",
  },
  {
    pattern: /\bhx-on\b|["'`]js:/g,
    inside: ["views/"],
    hint: "no script in attributes: the policy forbids it",
  },
  {
    pattern: /hx-trigger[^\n]*every [^"'`\n]*\[/g,
    inside: ["views/"],
    hint:
      "a trigger filter is compiled code, which the policy forbids: leave the trigger out instead",
  },
];

const roomMax = 400;
const generated = ["client/api.d.ts"];
const bannedFolders = new Set(["utils", "helpers", "common", "services", "lib", "types"]);

/** The style guide as a program: each finding says what to do instead. */
export function checkStyle(sources: readonly Source[]): readonly Finding[] {
  return sources.flatMap((source) => [
    ...bans.flatMap((ban) => breaches(ban, source)),
    ...checkPlace(source),
  ]);
}

function breaches(ban: Ban, { path, text }: Source): readonly Finding[] {
  const within = (prefixes: readonly string[]) =>
    prefixes.some((prefix) => path.startsWith(prefix));
  if (ban.inside && !within(ban.inside)) return [];
  // The checks themselves have to spell out what they look for.
  if (within([...(ban.except ?? []), ...entries, "tests/house/"])) return [];
  const read = ban.prose ? text : withoutComments(text);
  return [...read.matchAll(ban.pattern)].map((match) => ({
    path,
    line: lineOf(read, match.index),
    hint: `\`${match[0].trim()}\`: ${ban.hint}`,
  }));
}

function checkPlace({ path, text }: Source): readonly Finding[] {
  const found: Finding[] = [];
  const folder = path.startsWith("sandbox/helpers/")
    // Named by the address they stand at: /v1/test_helpers.
    ? undefined
    : path.split("/").slice(0, -1).find((name) => bannedFolders.has(name));
  if (folder) {
    found.push({ path, line: 1, hint: `a folder "${folder}" says nothing: name the noun` });
  }
  if (!/^[a-z0-9_]+((\.long)?\.test|\.config|\.d)?\.tsx?$/.test(path.split("/").at(-1) ?? "")) {
    found.push({ path, line: 1, hint: "file names are snake_case" });
  }
  const lines = text.split("\n").length - 1;
  if (lines > roomMax && !generated.includes(path)) {
    found.push({ path, line: roomMax, hint: `${lines} lines are two rooms: split it` });
  }
  return found;
}
