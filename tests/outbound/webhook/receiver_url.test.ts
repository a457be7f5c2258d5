import { describe, expect, it } from "vitest";
import { isPublicAddress } from "../../../outbound/webhook/address.ts";
import { judgeReceiverUrl } from "../../../outbound/webhook/receiver_url.ts";
import { AddressRefused, publicAddressOf } from "../../../outbound/webhook/resolve.ts";

/** Every way we know to write a private address, or something that other parsers read differently. */
const refused = [
  "https://127.0.0.1/",
  "https://127.1/",
  "https://127.0.1/",
  "https://2130706433/",
  "https://017700000001/",
  "https://0177.0.0.1/",
  "https://0x7f.0.0.1/",
  "https://0x7f000001/",
  "https://0x7F.0x0.0x0.0x1/",
  "https://127.000.000.001/",
  "https://127.0.0.1./",
  "https://１２７.０.０.１/",
  "https://①②⑦.⓪.⓪.①/",
  "https://127。0。0。1/",
  "https://127．0．0．1/",
  "https://127%2e0%2e0%2e1/",
  "https://%31%32%37.0.0.1/",
  "https://0/",
  "https://0.0.0.0/",
  "https://10.0.0.1/",
  "https://10.255.255.255:8443/",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.1.1/",
  "https://3232235777/",
  "https://169.254.169.254/latest/meta-data/",
  "https://169.254.170.2/v2/credentials",
  "https://2852039166/",
  "https://100.64.0.1/",
  "https://100.100.100.200/latest/meta-data/",
  "https://192.0.0.1/",
  "https://192.0.2.1/",
  "https://192.88.99.1/",
  "https://198.18.0.1/",
  "https://198.51.100.1/",
  "https://203.0.113.1/",
  "https://224.0.0.1/",
  "https://240.0.0.1/",
  "https://255.255.255.255/",
  "https://[::1]/",
  "https://[::]/",
  "https://[0:0:0:0:0:0:0:1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[::127.0.0.1]/",
  "https://[0:0:0:0:0:ffff:10.0.0.1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[64:ff9b:1::a00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[2001:0:7f00:1::]/",
  "https://[fe80::1]/",
  "https://[fec0::1]/",
  "https://[fc00::1]/",
  "https://[fd00:ec2::254]/",
  "https://[ff02::1]/",
  "https://[100::1]/",
  "https://[2001:db8::1]/",
  "https://[3fff::1]/",
  "https://[5f00::1]/",
  "https://localhost/",
  "https://LOCALHOST/",
  "https://localhost./",
  "https://shop.localhost/",
  "https://ⓛocalhost/",
  "https://intranet/",
  "https://db.internal/",
  "https://metadata.google.internal/computeMetadata/v1/",
  "https://printer.local/",
  "https://router.home.arpa/",
  "https://127.0.0.1.nip.io/",
  "https://10-0-0-1.sslip.io/",
  "https://localtest.me/",
  "https://tea.example:22/",
  "https://tea.example:25/",
  "https://tea.example:0/",
  "https://tea.example:99999/",
  "https://user@tea.example/",
  "https://user:pass@tea.example/",
  "https://tea.example@127.0.0.1/",
  "https://@tea.example/",
  "https://tea.example#@127.0.0.1/",
  "https://tea.example/#part",
  "https://tea.example\\@127.0.0.1/",
  "https:/\\127.0.0.1/",
  "https:///127.0.0.1/",
  "https:127.0.0.1/",
  "https://127.0.0.1\\.tea.example/",
  "https://tea.example\t/",
  "https://tea.exa\nmple/",
  " https://tea.example/",
  "https://tea.example\u200b/",
  "https://[host]/",
  "https://[::1%25eth0]/",
  "http://tea.example/",
  "HTTP://tea.example/",
  "ftp://tea.example/",
  "file:///etc/passwd",
  "gopher://tea.example/",
  "javascript:alert(1)",
  "data:text/plain,x",
  "//tea.example/",
  "tea.example",
  "",
  `https://tea.example/${"a".repeat(500)}`,
];

const allowed = [
  "https://tea.example/",
  "https://tea.example",
  "HTTPS://TEA.EXAMPLE/hook",
  "https://tea.example:443/",
  "https://tea.example:8443/hook?a=1&b=%20c",
  "https://hooks.tea.example/v1/é",
  "https://茶馆.example/hook",
  "https://93.184.216.34/hook",
  "https://[2606:4700::1111]/hook",
  "https://1.1.1.1:8080/",
  "https://localhost.tea.example/",
];

describe("judgeReceiverUrl", () => {
  it("knows more than sixty ways to point inside or be misread, and refuses each", () => {
    expect(refused.length).toBeGreaterThanOrEqual(60);
    const let_through = refused.filter((url) => !judgeReceiverUrl(url, { allowPrivate: false }));
    expect(let_through).toEqual([]);
  });

  it.each(allowed)("takes %s", (url) => {
    expect(judgeReceiverUrl(url, { allowPrivate: false })).toBeUndefined();
  });

  it("accepts plain http and loopback where private receivers are allowed, and still nothing odd", () => {
    const judge = (url: string) => judgeReceiverUrl(url, { allowPrivate: true })?.code;
    expect(judge("http://127.0.0.1:4000/hook")).toBeUndefined();
    expect(judge("http://localhost:4000/hook")).toBeUndefined();
    expect(judge("http://user@localhost/")).toBe("has_credentials");
    expect(judge("ftp://localhost/")).toBe("not_a_url");
    expect(judge("http://localhost/#part")).toBe("has_fragment");
  });
});

describe("isPublicAddress", () => {
  it.each([
    ["93.184.216.34", true],
    ["1.1.1.1", true],
    ["2606:4700::1111", true],
    ["::ffff:1.1.1.1", true],
    ["::ffff:127.0.0.1", false],
    ["127.0.0.53", false],
    ["fe80::1%eth0", false],
    ["2001:db8::1", false],
    ["not an address", false],
    ["", false],
  ])("says of %j: %j", (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});

describe("publicAddressOf", () => {
  const at = (addresses: readonly string[]) => ({
    allowPrivate: false,
    resolve: () => Promise.resolve(addresses),
  });

  it("returns the address to connect to", async () => {
    expect(await publicAddressOf("tea.example", at(["93.184.216.34"]))).toBe("93.184.216.34");
    expect(await publicAddressOf("[2606:4700::1111]", at([]))).toBe("2606:4700::1111");
  });

  it("refuses a name with any private address, in any order, or without one", async () => {
    for (
      const addresses of [["10.0.0.1"], ["93.184.216.34", "::1"], ["fd00::1", "1.1.1.1"], []]
    ) {
      await expect(publicAddressOf("tea.example", at(addresses))).rejects.toThrow(AddressRefused);
    }
  });
});
