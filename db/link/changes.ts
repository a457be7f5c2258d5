import { eq, sql } from "drizzle-orm";
import type { Link } from "../../core/link/link.ts";
import type { LinkEvent } from "../../core/link/link_events.ts";
import { links } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";

export const linkChanges = {
  "link.opened": ({ link }) => [insertLink(linkRow(link))],
  "link.paused": update,
  "link.resumed": update,
} satisfies Changes<LinkEvent>;

function update({ link }: LinkEvent) {
  return [updateLink(linkRow(link))];
}

const at = sql.placeholder;

const insertLink = prepare<ReturnType<typeof linkRow>>(
  build.insert(links).values({
    linkId: at("linkId"),
    merchantNo: at("merchantNo"),
    subject: at("subject"),
    amount: at("amount"),
    state: at("state"),
    createdAt: at("createdAt"),
    version: at("version"),
  }),
);

const updateLink = prepare<ReturnType<typeof linkRow>>(
  build.update(links).set({ state: sql`${at("state")}`, version: sql`${at("version")}` })
    .where(eq(links.linkId, at("linkId"))),
);

function linkRow(link: Link) {
  return { ...link, amount: link.amount?.fen };
}
