import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { readFile } from "../../../core/statement/read_file.ts";
import {
  type ReadyStatement,
  type StatementFormat,
  statementFormats,
  statementScopes,
} from "../../../core/statement/statement.ts";
import { statementResource } from "../../../core/statement/statement_resource.ts";
import { joinedBytes } from "../../../core/statement_file/joined_bytes.ts";
import { parseBusinessDay } from "../../../core/time.ts";
import type { ApiEnv } from "../../app_env.ts";
import { statementFileAnswer } from "../../statement_file_answer.ts";
import { fields } from "../fields.ts";
import { operation } from "../operation.ts";
import { problem } from "../problem.ts";
import { signAnswer, SIGNATURE_HEADER, SIGNED_BYTES_MAX } from "../signed_answers.ts";
import { statementShape } from "./statement_shapes.ts";

const wanted = fields({
  format: z.enum(statementFormats).optional().meta({
    description: "The file itself. Without it: what the statement says, and its manifest.",
  }),
  scope: z.enum(statementScopes).default("own").meta({
    description: "`rolled_up`: of everything below the merchant number and its own.",
  }),
});

export function statementRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>().get(
    "/:day",
    operation({
      tag: "Statements",
      summary: "Get the statement of a day, or one of its files",
      description:
        "Once issued it never changes. A file of up to 8 MiB carries a detached JWS over its bytes in " +
        "`Countersign-Signature`; of any file the SHA-256 is in the manifest.",
      query: wanted,
      reads: true,
      answers: { 200: { description: "The statement.", body: statementShape } },
      refusals: ["statement_not_found"],
    }),
    async (c) => {
      const day = parseBusinessDay(c.req.param("day"));
      const { format, scope } = c.req.valid("query");
      const [merchant] = await deps.load(deps.merchants.calling(c.get("caller")));
      if (!merchant) return problem(c, { code: "key_unknown" });
      if (!day) return problem(c, { code: "statement_not_found" });
      const { merchantNo } = merchant;
      const [statement] = await deps.load(deps.statements.ready({ merchantNo, scope, day }));
      if (!statement) return problem(c, { code: "statement_not_found" });
      return format === undefined
        ? c.json(statementResource(statement))
        : await fileOf(c, deps, { statement, format });
    },
  );
}

/** A small file is signed as a whole; a large one comes as it is read. */
async function fileOf(
  c: Context,
  deps: Deps,
  { statement, format }: {
    readonly statement: ReadyStatement;
    readonly format: StatementFormat;
  },
): Promise<Response> {
  const file = statement.files.find((each) => each.format === format);
  if (!file) return problem(c, { code: "statement_not_found" });
  const parts = readFile(deps, statement, format);
  if (file.bytes > SIGNED_BYTES_MAX) return statementFileAnswer(c, deps.log, file, parts);
  let whole: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  for await (const part of parts) whole = joinedBytes(whole, part);
  c.header(SIGNATURE_HEADER, await signAnswer(deps, whole, { status: 200 }));
  return statementFileAnswer(c, deps.log, file, whole);
}
