import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fetchFile } from "../core/channel_file/fetch_files.ts";
import { merchantNo } from "../core/id.ts";
import { ok, rejected } from "../core/result.ts";
import { parseBusinessDay } from "../core/time.ts";
import { ConfigError } from "./config.ts";
import type { Act } from "./operator_act.ts";

/** What an operator can do about channels' own files [docs/unionpay.md]. */
export const fileActs = {
  fetch_file: {
    usage: "<merchant_no> --day <yyyy-mm-dd> --to <folder>",
    options: ["day", "to", "as"],
    act: async (deps, { about, needed }) => {
      const no = merchantNo(about);
      const day = parseBusinessDay(needed("day", "a file is of one clearing day"));
      if (!day) throw new ConfigError("expected --day as yyyy-mm-dd");
      const folder = needed("to", "it is written there as it came");
      const [known] = await deps.load(deps.channelFiles.of(no, day));
      if (known?.state === "waiting") await fetchFile(deps, known, "unionpay");
      const [file, parts] = await deps.load(
        deps.channelFiles.of(no, day),
        deps.channelFiles.parts(no, day),
      );
      const { state = "not_expected", name, sha256 } = file ?? {};
      if (name === undefined) return rejected({ code: "file_not_there", state });
      // The channel chose the name.
      const path = join(folder, name.replace(/[^0-9A-Za-z._-]/g, "_"));
      await writeFile(path, parts.join(""));
      return ok({ merchant_no: no, clearing_day: day, name, sha256, path });
    },
  },
} as const satisfies Readonly<Record<string, Act>>;
