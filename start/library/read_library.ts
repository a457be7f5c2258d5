import { readFile } from "node:fs/promises";
import { type Guide, guideNames, type Library } from "../../views/docs/library.ts";
import { renderGuide } from "./render_guide.ts";

const folder = new URL("../../docs/", import.meta.url);

/** Our documents and the recorded examples, from their files. */
export async function readLibrary(): Promise<Library> {
  const guides = await Promise.all(guideNames.map(async (name) => {
    const [en, zh] = await Promise.all([text(`${name}.md`), text(`zh/${name}.md`)]);
    if (en === undefined) throw new TypeError(`Cannot show docs/${name}.md: no such file`);
    return [
      renderGuide(en, { name, lang: "en" }),
      ...(zh === undefined ? [] : [renderGuide(zh, { name, lang: "zh", original: en })]),
    ] satisfies Guide[];
  }));
  const recording = JSON.parse(await text("api/examples.json") ?? "{}");
  return { guides: guides.flat(), recording };
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
