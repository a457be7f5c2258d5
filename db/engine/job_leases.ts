import type { Statement, Unit, Verdict } from "../../core/unit.ts";

/** The database's own clock, so that processes whose clocks differ agree on when a lease ends. */
const NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
const FREE = `(jobs.lease = excluded.lease OR jobs.leased_until <= ${NOW})`;

// Decided and written in one statement: of two processes that ask at once, one gets the lease.
const CLAIM = `INSERT INTO jobs (name, leased_until, lease, ran_at, finished_at, wanted)
VALUES (?1, ${NOW} + ?2, ?3, ${NOW}, ${NOW}, 0)
ON CONFLICT (name) DO UPDATE SET
  leased_until = iif(${FREE}, excluded.leased_until, jobs.leased_until),
  lease = iif(${FREE}, excluded.lease, jobs.lease),
  ran_at = iif(${FREE}, excluded.ran_at, jobs.ran_at),
  finished_at = iif(${FREE}, coalesce(${NOW} - ?4, jobs.finished_at, ${NOW}), jobs.finished_at),
  wanted = iif(${FREE}, 0, 1)
RETURNING name, lease`;

const RELEASE = `UPDATE jobs SET leased_until = 0, finished_at = coalesce(${NOW} - ?4, finished_at)
WHERE name = ?1 AND lease = ?2 AND wanted <= ?3 RETURNING name, lease`;

/** How many milliseconds ago a job last ended well in this process, if it has. */
type EndedAgo = (name: string) => number | undefined;
const nothing: EndedAgo = () => undefined;

function argOf(ms: number | undefined): bigint | null {
  return ms === undefined ? null : BigInt(Math.round(ms));
}

/** Who runs which job: at most one lease holder at a time, over all processes of a database. */
export function createJobLeases(write: (unit: Unit) => Promise<Verdict>) {
  return {
    /**
     * Takes or renews the jobs for `ms` milliseconds and returns which of them `lease` now holds. The holders of the
     * others are asked to run once more. `endedAgo`: how many milliseconds ago a job last ended well here.
     */
    claim(
      names: readonly string[],
      lease: string,
      ms: number,
      endedAgo: EndedAgo = nothing,
    ): Promise<ReadonlySet<string>> {
      const args = (name: string) => [name, BigInt(ms), lease, argOf(endedAgo(name))];
      return mine(lease, names.map((name) => ({ sql: CLAIM, args: args(name) })));
    },
    /** Releases jobs; one that was requested again in the meantime is not in the answer and is still held. */
    release(
      names: readonly string[],
      lease: string,
      which: "unwanted" | "all" = "unwanted",
      endedAgo: EndedAgo = nothing,
    ): Promise<ReadonlySet<string>> {
      const wantedMax = which === "all" ? 1n : 0n;
      const args = (name: string) => [name, lease, wantedMax, argOf(endedAgo(name))];
      return mine(lease, names.map((name) => ({ sql: RELEASE, args: args(name) })));
    },
  };

  async function mine(
    lease: string,
    statements: readonly Statement[],
  ): Promise<ReadonlySet<string>> {
    const verdict = await write({ statements, fleeting: true });
    const rows = verdict.type === "committed" ? verdict.rows.flat() : [];
    return new Set(
      rows.filter((row) => row["lease"] === lease).map((row) => String(row["name"])),
    );
  }
}
