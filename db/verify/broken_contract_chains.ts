import type { Client } from "@libsql/client";
import { chainHash, chainStart } from "../../core/contract/chain.ts";
import { instant, rfc3339 } from "../../core/time.ts";
import type { Finding } from "./checks.ts";
import { histories, jsonIn } from "./histories.ts";

/** Contracts whose steps, hashed again starting from the evidence, do not give the stored hashes. */
export async function* brokenContractChains(
  client: Pick<Client, "batch">,
): AsyncGenerator<Finding> {
  const contracts = histories(client, {
    table: "contracts",
    id: "contract_id",
    columns: "contract_id, jws",
    from: "contracts join contract_evidence using (contract_id)",
  });
  for await (const { id, row, events } of contracts) {
    let head = await chainStart(String(row["jws"]));
    for (const event of events) {
      const data = jsonIn(event, "data");
      const hash = await chainHash(head, {
        contract_id: id,
        version: Number(event["version"]),
        type: event["type"],
        at: rfc3339(instant(Number(event["at"]))),
        state: data["state"],
        terminated_by: data["terminated_by"],
        reason: data["reason"],
      });
      head = String(data["chain"]);
      if (hash === head) continue;
      yield {
        promise: "an event that does not continue its contract's chain",
        by: `${event["event_id"]} ${event["type"]}, version ${event["version"]} of ${id}`,
      };
    }
  }
}
