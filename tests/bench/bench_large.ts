import { startSqld } from "../support/sqld.ts";
import { benchGrowth } from "./large/growth.ts";
import { benchOwnStatements } from "./large/own_statements.ts";
import { benchStatements } from "./large/statements.ts";
import { benchScreens } from "./screens.ts";
import { endAll } from "./started.ts";
import { printHead } from "./table.ts";

/**
 * What takes too long for `deno task bench`: a million lines of a channel's file and of a statement of ours, a million orders, beside a thousand, and a thousand
 * screens, watched for longer, on a file and on a server.
 */
const SECONDS = 20;

const sqld = await startSqld();
printHead();
try {
  await benchStatements();
  await benchOwnStatements();
  await benchGrowth();
  await benchScreens(SECONDS);
  await benchScreens(SECONDS, sqld.url);
} finally {
  await Promise.all([endAll(), sqld.stop()]);
}
Deno.exit();
