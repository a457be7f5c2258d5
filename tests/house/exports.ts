import { resolve } from "./layers.ts";
import { type Finding, lineOf, type Source, withoutComments } from "./sources.ts";

const EXPORT = /^export (?:async )?(function\*?|const|class|interface|type) (\w+)/gm;
const NAMES = /\b(?:import|export)\s+(?:type\s+)?(?:\w+\s*,\s*)?\{([^}]*)\}\s*from\s*"([^"]+)"/g;
const WHOLE =
  /(?:\bimport\s*\(\s*|\bimport\s+(?:type\s+)?(?:\w+|\*\s+as\s+\w+)\s+from\s*)"([^"]+)"/g;

/** What no file of ours imports and is there all the same, each for one reason. */
const exceptions: readonly string[] = [
  // The runtime makes the writer object from them.
  "worker.ts Writer",
  "tests/db/engine/writer_object_worker.ts Writer",
  // Cards are sent encrypted when contracts by token are opened (docs/unionpay.md); until then nothing sends one.
  "core/channel/unionpay/encrypt_field.ts encryptField",
  // The books give a fee back with each refund; until they do, its properties are what is tested.
  "core/fee/fee_of.ts returnedFee",
];

/**
 * Exports that no other file imports, and those of the product that only tests import while their own file does without
 * them: nothing lives for its test alone. A type may also be there because an exported function is about it.
 */
export function checkExports(sources: readonly Source[]): readonly Finding[] {
  const byProduct = importedBy(sources.filter((each) => !isTest(each.path)));
  const byTests = importedBy(sources.filter((each) => isTest(each.path)));
  return sources.flatMap(({ path, text }) => {
    const code = withoutComments(text);
    return [...withoutTemplates(code).matchAll(EXPORT)].flatMap(
      ({ 1: kind = "", 2: name = "", index }) => {
        // Merchants' programs import from the client; its README shows how, and a test runs that.
        if (exceptions.includes(`${path} ${name}`) || path.startsWith("client/")) return [];
        if (imports(byProduct, path, name)) return [];
        const tested = imports(byTests, path, name);
        const isType = kind === "interface" || kind === "type";
        if (tested && isTest(path)) return [];
        if ((tested || isType) && isUsedIn(code, name)) return [];
        const hint = tested
          ? `${name} is used by tests alone: delete both`
          : `nobody imports ${name}: delete it, or do not export it`;
        return [{ path, line: lineOf(code, index), hint }];
      },
    );
  });
}

/** The same text with template texts blanked out: a file that a test writes exports nothing here. */
function withoutTemplates(code: string): string {
  return code.replace(/`(?:\\.|[^`\\])*`/g, (text) => text.replace(/[^\n]/g, " "));
}

function isTest(path: string): boolean {
  return path.startsWith("tests/");
}

function imports(imported: ReadonlySet<string>, path: string, name: string): boolean {
  return imported.has(`${path} ${name}`) || imported.has(`${path} *`);
}

/** `path name` of everything these files take from others, and `path *` where one takes all of it. */
function importedBy(sources: readonly Source[]): ReadonlySet<string> {
  return new Set(sources.flatMap(({ path, text }) => {
    const code = withoutComments(text);
    const named = [...code.matchAll(NAMES)].flatMap(([, names = "", from = ""]) =>
      names.split(",").map((each) => {
        const [name = ""] = each.trim().replace(/^type /, "").split(/\s+as\s+/);
        return `${resolve(path, from)} ${name}`;
      })
    );
    const whole = [...code.matchAll(WHOLE)].map(([, from = ""]) => `${resolve(path, from)} *`);
    return [...named, ...whole];
  }));
}

function isUsedIn(code: string, name: string): boolean {
  return [...code.matchAll(new RegExp(`\\b${name}\\b`, "g"))].length > 1;
}
