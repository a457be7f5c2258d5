import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc16 } from "../../../core/qr/crc16.ts";
import type { EmvField } from "../../../core/qr/emv_fields.ts";
import { type EmvPayload, readEmvPayload, writeEmvPayload } from "../../../core/qr/emv_payload.ts";

/** The example of the EMVCo specification: two schemes, a name in Chinese, a tip, an unreserved field. */
const TRANSPORT =
  "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN" +
  "5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***" +
  "0708A60086670902ME91320016A0112233449988770708123456786304A13A";
/** A UnionPay code from Nepal, with its check in lower case. */
const KATHMANDU =
  "000201010212153127330524000203441005000000000015204729953035245406150.005802NP5915RAKESH SHRESTHA" +
  "6009KATHMANDU62600120201809281708350113950520201809281708350113960708100505016304af24";

const least: EmvPayload = {
  initiation: "static",
  accounts: [{ type: "network", id: "15", value: "3101000020010344990100000000001" }],
  category: "5812",
  currency: "156",
  amount: undefined,
  country: "CN",
  name: "Celadon Teahouse",
  city: "HANGZHOU",
  postalCode: undefined,
  additional: [],
  language: [],
  more: [],
};

describe("crc16", () => {
  it("is the one of the specification", () => {
    expect(crc16(new TextEncoder().encode("123456789"))).toBe(0x29b1);
  });
});

describe("readEmvPayload", () => {
  it("reads the example of the specification, Chinese and all", () => {
    expect(readEmvPayload(TRANSPORT)).toEqual({
      ok: true,
      value: {
        initiation: "dynamic",
        accounts: [
          {
            type: "scheme",
            id: "29",
            guid: "D15600000000",
            fields: [{ id: "05", value: "A93FO3230Q" }],
          },
          {
            type: "scheme",
            id: "31",
            guid: "D15600000001",
            fields: [{ id: "03", value: "12345678" }],
          },
        ],
        category: "4111",
        currency: "156",
        amount: "23.72",
        country: "CN",
        name: "BEST TRANSPORT",
        city: "BEIJING",
        postalCode: undefined,
        additional: [
          { id: "03", value: "1234" },
          { id: "06", value: "***" },
          { id: "07", value: "A6008667" },
          { id: "09", value: "ME" },
        ],
        language: [
          { id: "00", value: "ZH" },
          { id: "01", value: "最佳运输" },
          { id: "02", value: "北京" },
        ],
        more: [{ id: "55", value: "01" }, {
          id: "91",
          value: "0016A011223344998877070812345678",
        }],
      },
    });
  });

  it("reads a name in Chinese where other portals put it", () => {
    const read = readEmvPayload(withCheck(rest("15014").replace("5901a", "5904青瓷茶舍")));
    expect(read.ok && read.value.name).toBe("青瓷茶舍");
  });

  it("reads the smallest amounts", () => {
    const amounts = ["54040.01", "540510.00", "54011"].map((amount) => {
      const read = readEmvPayload(withCheck(rest("15014", amount)));
      return read.ok && read.value.amount;
    });
    expect(amounts).toEqual(["0.01", "10.00", "1"]);
  });

  it("reads a check in lower case", () => {
    const read = readEmvPayload(KATHMANDU);
    expect(read.ok && [read.value.name, read.value.amount, read.value.currency]).toEqual([
      "RAKESH SHRESTHA",
      "150.00",
      "524",
    ]);
  });

  it.each([
    ["a character of the amount changed", KATHMANDU.replace("150.00", "950.00"), "emv_crc_wrong"],
    ["the check not at the end", `${TRANSPORT}9202ab`, "emv_crc_not_last"],
    ["no check", TRANSPORT.slice(0, -8), "emv_field_missing"],
    ["a length past the end", "000201269900", "emv_length_wrong"],
    ["a length that is no number", "0002015x0212", "emv_length_wrong"],
    ["a field with nothing in it", "00020101006304", "emv_length_wrong"],
    ["a field that comes twice", "000201000201", "emv_field_repeated"],
    ["another format", withCheck("000202"), "emv_format_unknown"],
    ["the format not in front", withCheck("010211000201"), "emv_format_unknown"],
    ["no account", withCheck(rest("")), "emv_field_missing"],
    ["no name", withCheck("000201150145204581253031565802CN6002HZ"), "emv_field_missing"],
    ["an amount with two points", withCheck(rest("15014", "54051.2.3")), "emv_field_malformed"],
    ["an amount of zero", withCheck(rest("15014", "54040.00")), "emv_field_malformed"],
    ["an amount of bare zero", withCheck(rest("15014", "54010")), "emv_field_malformed"],
    ["an amount of zeros and a point", withCheck(rest("15014", "5403000")), "emv_field_malformed"],
    ["an account without its scheme", withCheck(rest("26050101a")), "emv_field_malformed"],
    ["an account that is cut", withCheck(rest("26050009a")), "emv_length_wrong"],
    ["nothing", "", "emv_field_missing"],
    [
      "a link",
      "https://qr.95516.com/00010002/01322513751431812224356730131553",
      "emv_length_wrong",
    ],
    ["more than a code holds", "9901x".repeat(400), "emv_length_wrong"],
  ])("refuses %s", (_, text, code) => {
    expect(readEmvPayload(text)).toMatchObject({ ok: false, error: { code } });
  });

  it("detects any one character that is changed, omitted or doubled", () => {
    fc.assert(fc.property(
      fc.constantFrom(TRANSPORT, KATHMANDU),
      fc.nat(1_000),
      fc.constantFrom("change", "leave out", "double"),
      fc.integer({ min: 0x20, max: 0x7e }),
      (text, place, how, byte) => {
        const characters = [...text];
        const at = place % (characters.length - 4);
        const before = characters[at] ?? "";
        const other = String.fromCharCode(byte);
        fc.pre(other !== before);
        const now = { change: other, "leave out": "", double: before + before }[how];
        characters.splice(at, 1, now ?? "");
        expect(readEmvPayload(characters.join("")).ok).toBe(false);
      },
    ));
  });

  it("never throws, whatever it is given", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 80 });
    fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), digits), (text) => {
      expect(typeof readEmvPayload(text).ok).toBe("boolean");
      expect(typeof readEmvPayload(withCheck(text)).ok).toBe("boolean");
    }));
  });
});

describe("writeEmvPayload", () => {
  it("writes any text, and reads it back", () => {
    fc.assert(fc.property(payloads, (payload) => {
      const written = writeEmvPayload(payload);
      expect(written.ok && readEmvPayload(written.value)).toEqual({ ok: true, value: payload });
    }));
  });

  it("counts characters in lengths and bytes in the check", () => {
    const language = [{ id: "00", value: "ZH" }, { id: "01", value: "青瓷茶舍" }];
    const written = writeEmvPayload({ ...least, language });
    expect(written.ok && written.value).toContain("64140002ZH0104青瓷茶舍");
    expect(written.ok && written.value).toMatch(/6304[0-9A-F]{4}$/);
  });

  it.each<[string, Partial<EmvPayload>, object]>([
    ["a name of 26 characters", { name: "x".repeat(26) }, {
      code: "emv_field_malformed",
      id: "59",
    }],
    ["a name in Chinese", { name: "青瓷茶舍" }, { code: "emv_field_malformed", id: "59" }],
    ["a city in Chinese", { city: "杭州" }, { code: "emv_field_malformed", id: "60" }],
    [
      "a note in Chinese",
      { additional: [{ id: "08", value: "茶" }] },
      { code: "emv_field_malformed", id: "62" },
    ],
    [
      "a name in a language that is not named",
      { language: [{ id: "01", value: "青瓷茶舍" }] },
      { code: "emv_field_malformed", id: "64" },
    ],
    [
      "a name of 26 characters in its own script",
      { language: [{ id: "00", value: "ZH" }, { id: "01", value: "茶".repeat(26) }] },
      { code: "emv_field_malformed", id: "64" },
    ],
    ["an amount of zero", { amount: "0.00" }, { code: "emv_field_malformed", id: "54" }],
    ["an amount of bare zero", { amount: "0" }, { code: "emv_field_malformed", id: "54" }],
    [
      "a tip of zero",
      { more: [{ id: "55", value: "02" }, { id: "56", value: "0.0" }] },
      { code: "emv_field_malformed", id: "56" },
    ],
    ["a category of letters", { category: "food" }, { code: "emv_field_malformed", id: "52" }],
    ["no account", { accounts: [] }, { code: "emv_field_missing", id: "02" }],
    ["an amount of thousandths", { amount: "1.234" }, { code: "emv_field_malformed", id: "54" }],
    ["a second check", { more: [{ id: "63", value: "0000" }] }, {
      code: "emv_field_malformed",
      id: "63",
    }],
    ["a field twice", { more: [{ id: "80", value: "a" }, { id: "80", value: "b" }] }, {
      code: "emv_field_repeated",
      id: "80",
    }],
    [
      "a scheme in a network's place",
      { accounts: [{ type: "scheme", id: "15", guid: "cn.example", fields: [] }] },
      { code: "emv_field_malformed", id: "15" },
    ],
    [
      "a template that is too long",
      { additional: [{ id: "01", value: "x".repeat(98) }] },
      { code: "emv_field_malformed", id: "62" },
    ],
  ])("refuses %s", (_, wrong, error) => {
    expect(writeEmvPayload({ ...least, ...wrong })).toEqual({ ok: false, error });
  });
});

function withCheck(text: string): string {
  const check = crc16(new TextEncoder().encode(`${text}6304`));
  return `${text}6304${check.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A code that lacks only an account. */
function rest(account: string, more = ""): string {
  return `000201${account}520458125303156${more}5802CN5901a6002HZ`;
}

const digit = fc.constantFrom(..."0123456789");
const text = (max: number) =>
  fc.string({ unit: "grapheme-composite", minLength: 1, maxLength: 40 })
    .map((each) => [...each].slice(0, max).join(""))
    .filter((each) => each.isWellFormed());
const ascii = (max: number) => fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: max });
const digits = (length: number) => fc.string({ unit: digit, minLength: length, maxLength: length });
const ids = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((id) => String(id).padStart(2, "0"));
const fieldsOf = (
  id: fc.Arbitrary<string>,
  max: number,
  value: fc.Arbitrary<string>,
): fc.Arbitrary<EmvField[]> =>
  fc.uniqueArray(fc.record({ id, value }), {
    selector: (field) => field.id,
    maxLength: max,
  });
const money = fc.tuple(
  fc.integer({ min: 1, max: 9_999_999 }),
  fc.constantFrom("", ".", ".5", ".50"),
)
  .map(([whole, part]) => `${whole}${part}`);
const account = fc.oneof(
  fc.record({ type: fc.constant("network" as const), id: ids(2, 25), value: ascii(40) }),
  fc.record({
    type: fc.constant("scheme" as const),
    id: ids(26, 51),
    guid: ascii(32),
    fields: fieldsOf(ids(1, 99), 2, ascii(20)),
  }),
);

const payloads: fc.Arbitrary<EmvPayload> = fc.record({
  initiation: fc.constantFrom("static", "dynamic", undefined),
  accounts: fc.uniqueArray(account, { selector: (each) => each.id, minLength: 1, maxLength: 5 }),
  category: digits(4),
  currency: digits(3),
  amount: fc.option(money, { nil: undefined }),
  country: fc.constantFrom("CN", "NP", "HK"),
  name: ascii(25),
  city: ascii(15),
  postalCode: fc.option(ascii(10), { nil: undefined }),
  additional: fieldsOf(ids(1, 99), 4, ascii(15)),
  language: fc.oneof(
    fc.constant([]),
    fc.tuple(fc.constantFrom("ZH", "en"), text(25), text(15)).map((values) =>
      values.map((value, i) => ({ id: `0${i}`, value }))
    ),
  ),
  more: fieldsOf(ids(65, 99), 3, text(40)),
});
