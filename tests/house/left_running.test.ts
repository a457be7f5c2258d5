import { afterEach, describe, expect, it } from "vitest";
import { leftRunning } from "../support/left_running.ts";
import { serveLoopback } from "../support/portal.ts";
import { testApp } from "../support/test_app.ts";

// What is left here is left on purpose.
afterEach(() => void leftRunning());

describe("a portal of a test", () => {
  it("leaves nothing when it is closed", async () => {
    const app = await testApp();
    await app.api("/v1/orders");
    await app.close();
    expect(leftRunning()).toEqual([]);
  });

  it("is named with its file when nobody closes it", async () => {
    const app = await testApp();
    expect(leftRunning()).toEqual([
      expect.stringMatching(/^not closed: a portal, opened in .*left_running\.test\.ts/),
    ]);
    await app.close();
  });

  it("complains of whatever still reads after its end", async () => {
    const app = await testApp();
    await app.close();
    await expect(app.deps.load(app.deps.merchants.count())).rejects.toThrow();
    expect(leftRunning()).toEqual([expect.stringContaining("a read after its end")]);
  });

  it("waits for the requests under way when it is closed", async () => {
    const app = await testApp();
    const answering = app.api("/v1/orders");
    await app.close();
    expect((await answering).status).toBe(200);
    expect(leftRunning()).toEqual([]);
  });
});

describe("a server of a test", () => {
  it("waits for what it is answering when it is closed", async () => {
    const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<Response>()];
    let answered = false;
    const server = serveLoopback(async () => {
      asked.resolve();
      const response = await answer.promise;
      answered = true;
      return response;
    });
    const asking = fetch(server.url).catch(() => undefined);
    await asked.promise;
    const closing = server.close();
    answer.resolve(new Response());
    await closing;
    await asking;
    expect(answered).toBe(true);
    expect(leftRunning()).toEqual([]);
  });
});
