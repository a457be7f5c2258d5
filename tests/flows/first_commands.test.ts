import { expect, it } from "vitest";
import { firstCommands } from "../../views/overview/first_commands.ts";
import { openPortal } from "../support/portal.ts";

it("the three commands of an empty home, pasted into a shell, pay an order", async () => {
  const portal = await openPortal();
  const shell = new Deno.Command("bash", {
    args: ["-c", firstCommands(portal.url).join("\n")],
    // A shell complains of a language that its system does not have.
    env: { LC_ALL: "C" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const typed = shell.stdin.getWriter();
  await typed.write(new TextEncoder().encode(`${portal.merchant.secretKey}\n`));
  await typed.close();
  const { code, stdout, stderr } = await shell.output();
  const said = new TextDecoder().decode(stdout);
  expect([code, new TextDecoder().decode(stderr)]).toEqual([0, ""]);
  const orderId = /^(ord_\w{26})$/m.exec(said)?.[1] ?? "";
  const order = await (await portal.api(`/v1/orders/${orderId}`)).json();
  expect(order).toMatchObject({ state: "paid", amount: 6_800 });
  expect(said).not.toContain(portal.merchant.secretKey);
  await portal.close();
});
