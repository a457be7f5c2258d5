import { eq, sql } from "drizzle-orm";
import type { DomainEvent } from "../../core/event.ts";
import type { Link } from "../../core/link/link.ts";
import type { Statement } from "../../core/unit.ts";
import { links } from "../dynamic_code/table.ts";
import { build, prepare } from "../engine/statement.ts";

type LinkEvent = Extract<DomainEvent, { type: `link.${string}` }>;

export function linkStatements(event: LinkEvent): readonly Statement[] {
  switch (event.type) {
    case "link.opened":
      return [insertLink(linkRow(event.link))];
    case "link.paused":
    case "link.resumed":
      return [updateLink(linkRow(event.link))];
  }
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
