import process from "node:process";
import { closeCharging } from "../../core/consumer/close_charging.ts";
import { losePhone } from "../../core/consumer/lose_phone.ts";
import type { Deps } from "../../core/deps.ts";
import { erasePeople } from "../../core/erasure/erase_people.ts";
import { finishRecoveries } from "../../core/recovery/finish_recoveries.ts";
import { instant } from "../../core/time.ts";
import { fakeClock } from "./fake_clock.ts";
import { testApp } from "./test_app.ts";

/** What people ask of their account, each in a process that is killed after so many writes: before the first of all with 0. */
export const doomedActs = {
  close_charging: (deps: Deps, session: string) => closeCharging(deps, { session }),
  lose_phone: (deps: Deps, session: string) => losePhone(deps, { session }),
  recover: (deps: Deps) => finishRecoveries(deps),
  erase: (deps: Deps) => erasePeople(deps),
} as const;
export type DoomedAct = keyof typeof doomedActs;

if (import.meta.main) {
  const [databaseUrl = "", act = "", session = "", writes = "", now = ""] = process.argv.slice(2);
  const app = await testApp({ databaseUrl, clock: fakeClock(instant(Number(now))) });
  let left = Number(writes);
  const dies = () => {
    process.kill(process.pid, "SIGKILL");
    return new Promise<never>(() => {});
  };
  const doomed = async <T>(write: () => Promise<T>): Promise<T> => {
    if (left === 0) return await dies();
    const written = await write();
    return --left === 0 ? await dies() : written;
  };
  const deps: Deps = {
    ...app.deps,
    commit: (events) => doomed(() => app.deps.commit(events)),
    write: (unit) => doomed(() => app.deps.write(unit)),
  };
  await doomedActs[act as DoomedAct](deps, session);
  process.exit(0);
}
