import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { listApplications } from "../../../core/desk/list_applications.ts";
import { listUnclear, type Page, PAGE_ROWS, pageOf } from "../../../core/desk/list_unclear.ts";
import type { Place, QueuePage } from "../../../core/desk/queue.ts";
import { type QueueName, queueNeeds } from "../../../core/desk/view_desk.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { Query } from "../../../core/query.ts";
import type { Instant } from "../../../core/time.ts";
import {
  ApplicationRow,
  AppRow,
  EndpointRow,
  PlanRow,
  Queue,
  SummaryRow,
  UnansweredRow,
  UnsignRow,
} from "../../../views/ops/queues.tsx";
import { rootWords } from "../../../views/ops/root_words.ts";
import { opsWords } from "../../../views/ops/words.ts";
import type { Lang } from "../../../views/words.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { opsPage } from "./ops_page.tsx";
import { placeIn } from "./place.ts";

interface Row {
  readonly lang: Lang;
  readonly now: Instant;
}

/** The queues, each a list oldest first. */
export function queueRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const { desk } = deps;
  const app = new Hono<StaffEnv>();

  serve(
    "unclear",
    (past) => listUnclear(deps, past),
    (item, row) => <UnansweredRow key={item.id} item={item} {...row} />,
  );
  serve(
    "applications",
    (past) => listApplications(deps, past),
    (item, row) =>
      "licenceNo" in item
        ? <ApplicationRow key={item.applicationId} item={item} {...row} />
        : <AppRow key={item.applicationId} item={item} {...row} />,
  );
  serve(
    "plans",
    (past) => read(past, desk.plans, (each) => each.planId, (each) => each.submittedAt),
    (item, row) => <PlanRow key={item.planId} item={item} {...row} />,
  );
  serve(
    "unsigns",
    (past) => read(past, desk.unsigns, (each) => each.contractId, (each) => each.endedAt),
    (item, row) => <UnsignRow key={item.contractId} item={item} {...row} />,
  );
  serve(
    "endpoints",
    (past) => read(past, desk.endpoints, (each) => each.endpointId, (each) => each.createdAt),
    (item, row) => <EndpointRow key={item.endpointId} item={item} {...row} />,
  );
  serve(
    "summaries",
    (past) => read(past, desk.summaries, (each) => each.fileId, (each) => each.importedAt),
    (item, row) => <SummaryRow key={item.fileId} item={item} {...row} />,
  );
  return app;

  function act(c: Context<StaffEnv>, queue: QueueName) {
    const { frame: { lang }, who } = c.var;
    return queue === "applications" && permits(who.role, "applications:write")
      ? { href: paths.opsRootApplication(), text: rootWords(lang).title }
      : undefined;
  }

  async function read<T>(
    past: Place | undefined,
    queue: (page: QueuePage) => Query<readonly T[]>,
    idOf: (item: T) => string,
    atOf: (item: T) => Instant,
  ): Promise<Page<T>> {
    const [rows] = await deps.load(queue({ past, max: PAGE_ROWS + 1 }));
    return pageOf(rows, (item) => ({ at: atOf(item), id: idOf(item) }));
  }

  function serve<T>(
    queue: QueueName,
    list: (past: Place | undefined) => Promise<Page<T>>,
    draw: (item: T, row: Row) => Child,
  ): void {
    app.get(
      paths.opsQueue(queue),
      needs(given, queueNeeds[queue]),
      async (c: Context<StaffEnv>) => {
        const { rows, next } = await list(placeIn(c.req.query("after")));
        const { lang } = c.var.frame;
        const now = deps.now();
        return opsPage(
          c,
          { section: "home", title: opsWords(lang).queues[queue] },
          <Queue lang={lang} queue={queue} next={next} act={act(c, queue)}>
            {rows.map((item) => draw(item, { lang, now }))}
          </Queue>,
        );
      },
    );
  }
}
