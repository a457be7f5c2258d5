import { rails } from "../../core/transfer/rails.ts";
import { describe, expect, it } from "vitest";
import { cny } from "../../core/money.ts";
import { ConfigError, configOf, readSettings } from "../../start/config.ts";

const production = { SECRETS: "some", PUBLIC_URL: "https://pay.example" };

describe("readSettings", () => {
  it("enters demo mode when nothing that matters is configured", () => {
    const settings = readSettings({ PORT: "9000", PATH: "/bin" });
    expect(settings).toMatchObject({
      demo: true,
      sandbox: true,
      webhookAllowPrivate: true,
      port: 9000,
      databaseUrl: "file:.data/countersign.db",
    });
  });

  it("exports nothing that Deno would add by itself, such as whole URLs", () => {
    const on = { ...production, OTEL_DENO: "true" };
    const quiet = { OTEL_DENO_TRACING: "false", OTEL_DENO_CONSOLE: "ignore" };
    expect(readSettings(production).telemetry).toBe(false);
    expect(readSettings({ ...on, ...quiet }).telemetry).toBe(true);
    for (const missing of ["OTEL_DENO_TRACING", "OTEL_DENO_CONSOLE"]) {
      expect(() => readSettings({ ...on, ...quiet, [missing]: undefined })).toThrow(ConfigError);
    }
    expect(() => readSettings({ ...on, ...quiet, OTEL_DENO_TRACING: "true" })).toThrow(ConfigError);
  });

  it("opens nothing by default once it is configured", () => {
    expect(readSettings(production)).toMatchObject({
      demo: false,
      sandbox: false,
      webhookAllowPrivate: false,
    });
  });

  it("refuses to start without secrets when a database or an address is configured", () => {
    expect(() => readSettings({ DATABASE_URL: "file:x.db" })).toThrow(/SECRETS is missing/);
    expect(() => readSettings({ PUBLIC_URL: "https://pay.example" })).toThrow(/SECRETS is missing/);
    expect(() => readSettings({ DEMO: "0" })).toThrow(ConfigError);
  });

  it("enters demo mode on any database when told to", () => {
    const settings = readSettings({ DEMO: "1", DATABASE_URL: "http://127.0.0.1:8080" });
    expect(settings).toMatchObject({ demo: true, databaseUrl: "http://127.0.0.1:8080" });
  });

  it("reports every wrong variable at once", () => {
    const wrong = { ...production, PORT: "eighty", DATABASE_URL: "mysql://x", LOG_LEVEL: "loud" };
    expect(() => readSettings(wrong)).toThrow(/PORT: .*DATABASE_URL: .*LOG_LEVEL: /);
  });

  it("reads tables of rails, the newest wherever it stands, and refuses what is no table", () => {
    const table = {
      from: "2027-01-01",
      rails: [
        { name: "large_value", open: { from: "08:30", to: "17:15" }, arrives_in_minutes: 30 },
        { name: "small_value", most_fen: 100_000_000, arrives_in_minutes: 120 },
      ],
    };
    const older = { from: "2025-01-01", rails: [{ name: "b2b_gateway", arrives_in_minutes: 5 }] };
    const railsOf = (text: string) =>
      configOf(readSettings({ ...production, TRANSFER_RAILS: text }), 8000).rails;
    expect(railsOf(JSON.stringify([table, older]))).toEqual([
      {
        from: "2025-01-01",
        rails: [
          { name: "b2b_gateway", mostFen: undefined, open: undefined, arrivesInMinutes: 5 },
        ],
      },
      {
        from: "2027-01-01",
        rails: [
          {
            name: "large_value",
            mostFen: undefined,
            open: { from: 510, to: 1_035 },
            arrivesInMinutes: 30,
          },
          {
            name: "small_value",
            mostFen: 100_000_000,
            open: undefined,
            arrivesInMinutes: 120,
          },
        ],
      },
    ]);
    // A change announced for a later day takes nothing away before it.
    const announced = railsOf(JSON.stringify([table]));
    expect(announced.map(({ from }) => from)).toEqual(["2025-01-01", "2027-01-01"]);
    expect(announced[0]).toEqual(rails[0]);
    const [large] = table.rails;
    const flawed: readonly (readonly [text: string, where: string])[] = [
      ["[", ""],
      ["[]", ""],
      [JSON.stringify([{ ...table, from: "2027-02-30" }]), "; 0.from"],
      [JSON.stringify([{ ...table, rails: [] }]), "; 0.rails"],
      [JSON.stringify([{ ...table, rails: [{ ...large, name: "pigeon" }] }]), "; 0.rails.0.name"],
      [
        JSON.stringify([{ ...table, rails: [{ ...large, open: { from: "17:00", to: "08:30" } }] }]),
        "; 0.rails.0.open",
      ],
      [JSON.stringify([{ ...table, rails: [large, large] }]), "; 0.rails"],
      [JSON.stringify([table, table]), ""],
    ];
    for (const [text, where] of flawed) {
      expect(() => railsOf(text), text)
        .toThrow(`TRANSFER_RAILS: expected JSON as docs/transfers.md has it${where}`);
    }
  });

  it("counts the daily limit of static codes across all merchants unless configured otherwise", () => {
    expect(readSettings(production).limitScope).toBe("account");
    const apart = readSettings({ ...production, LIMIT_SCOPE: "account_merchant" });
    expect(configOf(apart, 8000).limitScope).toBe("account_merchant");
    expect(() => readSettings({ ...production, LIMIT_SCOPE: "card" })).toThrow(/LIMIT_SCOPE: /);
  });

  it("takes an agreed daily limit in fen, from what needs no agreement on", () => {
    const agreedOf = (env: Readonly<Record<string, string>>) =>
      configOf(readSettings(env), 8000).agreedDailyLimit;
    expect(agreedOf(production)).toBeUndefined();
    expect(agreedOf({})).toEqual(cny(5_000_000));
    const given = (text: string) => agreedOf({ ...production, AGREED_DAILY_LIMIT: text });
    expect(given("0")).toBeUndefined();
    expect(given("500000")).toEqual(cny(500_000));
    expect(given("1000000000")).toEqual(cny(1_000_000_000));
    for (const text of ["1", "499999", "1000000001", "-5", "5e6", "¥8,000", "50000.00"]) {
      expect(() => given(text), text).toThrow(/AGREED_DAILY_LIMIT: expected/);
    }
  });

  it("reads the wallet apps that are trusted, by name and the address of their keys", () => {
    const appsOf = (text: string) => readSettings({ ...production, WALLET_APPS: text }).walletApps;
    expect(appsOf("river=https://river.example/jwks.json, lake=http://localhost:1/k")).toEqual([
      { name: "river", jwksUrl: "https://river.example/jwks.json" },
      { name: "lake", jwksUrl: "http://localhost:1/k" },
    ]);
    expect(readSettings(production).walletApps).toEqual([]);
    const wrong = [
      "river",
      "river=ftp://x",
      "river=http://river.example/",
      "a=https://x,a=https://y",
    ];
    for (const text of wrong) expect(() => appsOf(text), text).toThrow(/WALLET_APPS: expected/);
  });

  it("reads which of them pay out of balances, for live numbers or for test ones", () => {
    const balancesOf = (text: string) =>
      readSettings({
        ...production,
        WALLET_APPS: "river=https://river.example/k,lake=https://lake.example/k",
        WALLET_BALANCES: text,
      }).walletApps.map(({ balances }) => balances);
    expect(balancesOf("river=https://river.example/pay/, lake:test=http://localhost:1/b")).toEqual([
      { url: "https://river.example/pay", mode: "live" },
      { url: "http://localhost:1/b", mode: "test" },
    ]);
    expect(() => balancesOf("sea=https://sea.example/")).toThrow(/WALLET_BALANCES names sea/);
    for (
      const text of ["river", "river=http://river.example/", "river=https://x,river=https://y"]
    ) {
      expect(() => balancesOf(text), text).toThrow(/WALLET_BALANCES: expected/);
    }
    const sandbox = readSettings({ ...production, SANDBOX: "1" });
    expect(configOf(sandbox, 8000).walletApps.map(({ name }) => name)).toEqual(["sandbox"]);
    expect(configOf(readSettings(production), 8000).walletApps).toEqual([]);
  });

  it("believes no proxy that was not named", () => {
    const proxiesOf = (env: Readonly<Record<string, string>>) =>
      configOf(readSettings({ ...production, ...env }), 8000).trustedProxies;
    expect(proxiesOf({})).toEqual([]);
    expect(proxiesOf({ TRUSTED_PROXIES: "10.0.0.0/8, 192.0.2.7,2001:db8::/32,::1" }))
      .toEqual(["10.0.0.0/8", "192.0.2.7/32", "2001:db8::/32", "::1/128"]);
    for (const wrong of ["all", "10.0.0.0/33", "10.0.0.1,", "proxy.example", "10.1"]) {
      expect(() => readSettings({ ...production, TRUSTED_PROXIES: wrong }), wrong)
        .toThrow(/TRUSTED_PROXIES: expected IP addresses/);
    }
  });

  it("waits eight seconds for the database unless configured otherwise", () => {
    expect(readSettings(production).databaseDeadlineMs).toBe(8_000);
    const hurried = readSettings({ ...production, DATABASE_DEADLINE_MS: "500" });
    expect(hurried.databaseDeadlineMs).toBe(500);
    for (const wrong of ["0", "99", "60001", "8s", "-1"]) {
      expect(() => readSettings({ ...production, DATABASE_DEADLINE_MS: wrong }))
        .toThrow(/DATABASE_DEADLINE_MS: expected/);
    }
  });

  it("puts into the footer what it was given, and invents it only for the demo", () => {
    const imprintOf = (env: Readonly<Record<string, string>>) =>
      configOf(readSettings({ ...production, ...env }), 8000).imprint;
    expect(imprintOf({})).toEqual({ licence: undefined, phone: undefined, termsUrl: undefined });
    expect(imprintOf({
      INSTITUTION_LICENCE: "Z2000000000019（测试）",
      INSTITUTION_PHONE: "+86 400-000-0000",
      INSTITUTION_TERMS_URL: "https://institution.example/terms?v=1",
    })).toEqual({
      licence: "Z2000000000019（测试）",
      phone: "+86 400-000-0000",
      termsUrl: "https://institution.example/terms?v=1",
    });
    expect(readSettings({}).imprint).toMatchObject({ phone: "000-0000-0000" });
  });

  it.each([
    ["INSTITUTION_LICENCE", ["<b>", "Z1\nZ2", "Z".repeat(65)]],
    ["INSTITUTION_PHONE", ["call us", "1", "1".repeat(30), "400-000-"]],
    ["INSTITUTION_TERMS_URL", ["javascript:alert(1)", "/terms", "https://u@institution.example"]],
  ])("refuses a %s that no page should show", (name, wrong) => {
    for (const text of wrong) {
      expect(() => readSettings({ ...production, [name]: text }), text).toThrow(
        `${name}: expected`,
      );
    }
  });

  it("refuses a port no machine has", () => {
    expect(() => readSettings({ PORT: "65536" })).toThrow(/PORT: expected at most 65535/);
  });

  it("accepts only an origin as public URL", () => {
    expect(readSettings({ ...production, PUBLIC_URL: "https://pay.example/" }).publicUrl)
      .toBe("https://pay.example");
    expect(() => readSettings({ ...production, PUBLIC_URL: "https://pay.example/shop" }))
      .toThrow(/PUBLIC_URL: expected an origin/);
    expect(() => readSettings({ ...production, PUBLIC_URL: "pay.example" })).toThrow(/PUBLIC_URL/);
  });

  it("gives a consumer a day before a periodic charge, or the configured number of hours", () => {
    const leadOf = (env: Readonly<Record<string, string>>) =>
      configOf(readSettings({ ...production, ...env }), 8000).preNoticeLead / 3_600_000;
    expect([leadOf({}), leadOf({ PRE_NOTICE_HOURS: "72" })]).toEqual([24, 72]);
    for (const wrong of ["0", "721", "1.5", "a day"]) {
      expect(() => readSettings({ ...production, PRE_NOTICE_HOURS: wrong }), wrong)
        .toThrow(/PRE_NOTICE_HOURS: expected/);
    }
  });

  it("treats an empty variable as absent", () => {
    expect(readSettings({ SECRETS: "", DATABASE_URL: "" }).demo).toBe(true);
  });
});

describe("configOf", () => {
  it("knows whether its address was set or only assumed", () => {
    expect(configOf(readSettings({}), 8000)).toMatchObject({
      publicUrl: "http://localhost:8000",
      publicUrlFixed: false,
    });
    expect(configOf(readSettings(production), 8000)).toMatchObject({
      publicUrl: "https://pay.example",
      publicUrlFixed: true,
    });
  });
});
