import { callChannel } from "../channel/call_channel.ts";
import { type ChannelName, channelNames } from "../channel/channel.ts";
import type { FileOutcome } from "../channel/channel_files.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { sha256 } from "../sha256.ts";
import { sweep } from "../sweep.ts";
import { after, type Duration, hours, minutes } from "../time.ts";
import { importFiles } from "./import_files.ts";
import type { ChannelFile } from "./channel_file.ts";

const WAITS: readonly Duration[] = [minutes(10), minutes(30), hours(1), hours(2), hours(4)];
const EVERY_LATER: Duration = hours(12);
/** After a week the channel itself has it no more. */
const ASKS_MAX = 18;
/** A day without business has no file; it is asked once more before that is believed. */
const NONES_BELIEVED = 2;
const PART_CHARS = 256 * 1024;

/**
 * Fetches each day's files of channels once they are due and keeps them as they came. The next time is written before
 * asking, so that two processes never ask at once. What was fetched is imported from here.
 */
export async function fetchFiles(deps: Deps, options?: FlowOptions): Promise<void> {
  for (const name of channelNames) {
    const files = deps.channels[name]?.files;
    if (!files) continue;
    const now = deps.now();
    await deps.write(deps.channelFiles.expect(name, files.latestDay(now), now));
  }
  await sweep<ChannelFile>(deps, {
    name: "fetch_files",
    subject: ({ merchantNo, day }) => ({ id: `${merchantNo} ${day}`, merchantNo }),
    due: (now, _merchantNo, max) => deps.channelFiles.due(now, max),
    work: (file) => fetchFile(deps, file, "unionpay"),
  }, options);
  await importFiles(deps, options);
}

/** Asks for one day's file; true when this process was the one to ask. */
export async function fetchFile(
  deps: Deps,
  file: ChannelFile,
  channel: ChannelName,
): Promise<boolean> {
  const { merchantNo, day, asks } = file;
  const files = deps.channels[channel]?.files;
  if (!files) return false;
  const sentAt = deps.now();
  const next = after(sentAt, WAITS[asks] ?? EVERY_LATER);
  const taken = await deps.write(deps.channelFiles.take(file, next));
  if (taken.type !== "committed" || taken.rows.flat().length === 0) return false;

  const command = { merchantNo, day, sentAt };
  const response = await callChannel(deps, await files.ask(command));
  const outcome = response ? await files.read(response, command) : { type: "unclear" } as const;
  await keep(deps, { ...file, asks: asks + 1 }, outcome);
  return true;
}

async function keep(deps: Deps, file: ChannelFile, outcome: FileOutcome): Promise<void> {
  const { merchantNo, day, asks } = file;
  if (outcome.type === "file") {
    const { name, content } = outcome;
    for (let part = 0; part * PART_CHARS < content.length; part++) {
      const text = content.slice(part * PART_CHARS, (part + 1) * PART_CHARS);
      await deps.write(deps.channelFiles.keepPart(file, part, text));
    }
    const digest = await sha256(content);
    await deps.write(
      deps.channelFiles.keepFetched(file, { name, sha256: digest, at: deps.now() }),
    );
    return;
  }
  const facts = { merchant_no: merchantNo, clearing_day: day };
  if (outcome.type === "none" && asks >= NONES_BELIEVED) {
    await deps.write(deps.channelFiles.end(file, "none"));
  } else if (asks >= ASKS_MAX) {
    deps.log.error("needs manual follow-up: the channel gives no file", facts);
    await deps.write(deps.channelFiles.end(file, "given_up"));
  } else if (outcome.type === "refused") {
    deps.log.warn("channel refused a file", { ...facts, code: outcome.code });
  }
}
