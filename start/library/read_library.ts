import { readFile } from "node:fs/promises";
import { type Guide, guideNames, type Library } from "../../views/docs/library.ts";
import { zh } from "../../views/docs/zh/zh.ts";
import { hasSandbox } from "../find_sandbox.ts";
import { renderGuide } from "./render_guide.ts";

const folder = new URL("../../docs/", import.meta.url);

/** Our documents and the recorded examples, from their files. What isn't here is not explained. */
export async function readLibrary(): Promise<Library> {
  const sandbox = await hasSandbox();
  const names = guideNames.filter((name) => sandbox || name !== "sandbox");
  const guides = await Promise.all(names.map(async (name) => {
    const [en, zh] = await Promise.all([text(`${name}.md`), text(`zh/${name}.md`)]);
    if (en === undefined) throw new TypeError(`Cannot show docs/${name}.md: no such file`);
    return [
      renderGuide(en, { name, lang: "en", names }),
      ...(zh === undefined ? [] : [renderGuide(zh, { name, lang: "zh", names, original: en })]),
    ] satisfies Guide[];
  }));
  const recording = JSON.parse(await text("api/examples.json") ?? "{}");
  return { guides: guides.flat(), recording, zh };
}

/** Undefined when there is no such file. */
async function text(name: string): Promise<string | undefined> {
  try {
    return await readFile(new URL(name, folder), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
