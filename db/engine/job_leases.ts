import type { Statement, Unit, Verdict } from "../../core/unit.ts";

/** The database's own clock, so that processes whose clocks differ agree on when a lease ends. */
const NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
const FREE = `(jobs.lease = excluded.lease OR jobs.leased_until <= ${NOW})`;

// Decided and written in one statement: of two processes that ask at once, one gets the lease.
const CLAIM = `INSERT INTO jobs (name, leased_until, lease, ran_at, wanted)
VALUES (?1, ${NOW} + ?2, ?3, ${NOW}, 0)
ON CONFLICT (name) DO UPDATE SET
  leased_until = iif(${FREE}, excluded.leased_until, jobs.leased_until),
  lease = iif(${FREE}, excluded.lease, jobs.lease),
  ran_at = iif(${FREE}, excluded.ran_at, jobs.ran_at),
  wanted = iif(${FREE}, 0, 1)
RETURNING name, lease`;

const RELEASE = `UPDATE jobs SET leased_until = 0
WHERE name = ?1 AND lease = ?2 AND wanted <= ?3 RETURNING name, lease`;

/** Who runs which job: at most one lease holder at a time, over all processes of a database. */
export function createJobLeases(write: (unit: Unit) => Promise<Verdict>) {
  return {
    /**
     * Takes or renews the jobs for `ms` milliseconds and returns which of them `lease` now holds. The holders of the
     * others are asked to run once more.
     */
    claim(names: readonly string[], lease: string, ms: number): Promise<ReadonlySet<string>> {
      return mine(lease, names.map((name) => ({ sql: CLAIM, args: [name, BigInt(ms), lease] })));
    },
    /** Releases jobs; one that was requested again in the meantime is not in the answer and is still held. */
    release(
      names: readonly string[],
      lease: string,
      which: "unwanted" | "all" = "unwanted",
    ): Promise<ReadonlySet<string>> {
      const wantedMax = which === "all" ? 1n : 0n;
      return mine(lease, names.map((name) => ({ sql: RELEASE, args: [name, lease, wantedMax] })));
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
