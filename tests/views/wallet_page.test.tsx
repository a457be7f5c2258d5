import { describe, expect, it } from "vitest";
import type { Wallet } from "../../core/consumer/view_wallet.ts";
import type { ContractWithUse } from "../../core/contract/contract_store.ts";
import { cny } from "../../core/money.ts";
import { ComeInPage } from "../../views/wallet/come_in_page.tsx";
import { ContractPage } from "../../views/wallet/contract_page.tsx";
import { TerminationPage } from "../../views/wallet/termination_page.tsx";
import { WalletPage } from "../../views/wallet/wallet_page.tsx";
import type { Lang } from "../../views/words.ts";
import { frameIn, textIn } from "../support/render_checkout.tsx";
import {
  announced,
  charges,
  walletContractNames,
  walletContracts,
  walletNames,
  wallets,
} from "../support/wallets.ts";

const walletOf = (name: keyof typeof wallets, lang: Lang = "zh") =>
  String(<WalletPage frame={frameIn(lang)} wallet={wallets[name]} />);
const contractOf = (found: ContractWithUse, lang: Lang = "zh") =>
  String(
    <ContractPage
      frame={frameIn(lang)}
      found={found}
      charges={charges}
      announced={announced}
      arrears={[]}
      own={[]}
    />,
  );

describe("WalletPage", () => {
  it("lists what is in force with its limits, what today took, and one way to end each", () => {
    const html = walletOf("full");
    const [, inForce = ""] = html.split('id="in-force"');
    const [first = ""] = inForce.split('<tr role="row">').slice(2);
    for (const told of ["江湾停车", "¥200.00", "¥1,234.50", "¥40.00"]) {
      expect(first).toContain(told);
    }
    expect(html.match(/\/termination"/g)).toHaveLength(2);
    expect(html).toContain('aria-label="解约：江湾停车，江湾停车场离场自动付费"');
  });

  it("says whose it is, by the phone alone where no name is known", () => {
    const whose = (given: Partial<Wallet>) =>
      textIn(
        String(<WalletPage frame={frameIn("zh")} wallet={{ ...wallets.one, ...given }} />),
        "hgroup",
      );
    expect(whose({})).toMatch(/^我的签约.*柳\*.*，手机 199\*{4}0001$/);
    expect(whose({ maskedName: "" })).toBe("我的签约199****0001");
  });

  it("shows how much of the day is used as a bar for the eye, and says in words what is left", () => {
    const used = (fen: number, lang: Lang = "zh") =>
      useIn(contractOf({ ...walletContracts.active, usedToday: cny(fen) }, lang));
    expect([0, 1, 61_725, 123_449, 123_450, 150_000].map((fen) => used(fen).bar))
      .toEqual(["0%", "2%", "50%", "98%", "100%", "100%"]);
    expect(used(4_000)).toMatchObject({ hidden: true, words: "还可扣 ¥1,194.50" });
    expect(used(4_000, "en").words).toBe("¥1,194.50 left today");
    expect([used(123_450).words, used(123_450, "en").words])
      .toEqual(["今天已到上限", "Today's limit reached"]);
    for (const name of ["suspended", "ending", "ended"] as const) {
      expect(contractOf(walletContracts[name]), name).not.toContain('class="use"');
    }
    expect(walletOf("full").match(/class="use"/g)).toHaveLength(1);
  });

  it("lists charges on the contracts' columns, with what is announced", () => {
    const columns = (id: string) => {
      const [, table = ""] = walletOf("full").split(`aria-labelledby="${id}"`);
      const [head = ""] = table.split("</thead>");
      return [...head.matchAll(/<t[hd] [^>]*?(?:colspan="(\d)")?>/g)]
        .reduce((sum, [, span = "1"]) => sum + Number(span), 0);
    };
    expect(["in-force", "announced", "charges"].map(columns)).toEqual([5, 5, 5]);
    const heads = (lang: Lang) =>
      [
        ...walletOf("full", lang).split('aria-labelledby="charges"')[1]
          ?.split("</thead>")[0]?.matchAll(/<th [^>]*>(.*?)<\/th>/g) ?? [],
      ].map(([, head]) => head);
    expect(heads("zh")).toEqual(["收款方", "时间", "金额", "结果"]);
    expect(heads("en")).toEqual(["Payee", "Time", "Amount", "Result"]);
  });

  it("keeps those that have ended, each with the outlined seal and since when", () => {
    const html = walletOf("full");
    expect(html.match(/seal outlined/g)).toHaveLength(2);
    expect(untagged(html)).toContain("已解约。2026-11-20 17:00 起江湾停车不能扣款。");
    expect(walletOf("one")).not.toContain("seal");
  });

  it("says for which charges have stopped before the channel has confirmed, and which is on hold", () => {
    expect(walletOf("full")).toContain("扣款已停止，等云闪付确认解约。");
    expect(walletOf("full", "en")).toContain(
      "Charges have stopped. Waiting for UnionPay to confirm.",
    );
    expect(walletOf("full")).toContain("已暂停，现在不会扣款。");
  });

  it("shows the latest charges with their results, and what was announced", () => {
    const html = walletOf("full");
    for (const told of ["已扣款", "正在确认", "没有扣款", "将要扣款", "十二月会员费"]) {
      expect(html).toContain(told);
    }
  });

  it("says what a charge without a result means, and after a day that we stopped checking", () => {
    const asked = "还没有结果。钱可能已扣，请勿再付。我们会继续查询，最长 24 小时；多付的会退回。";
    const over = "2026-11-21 14:00 起不再查询；银行有消息，这里会更新。";
    expect(rowOf(walletOf("full"), "停车 3 小时 20 分")).not.toContain("没有结果");
    expect(rowOf(walletOf("full"), "停车 1 小时")).toContain(asked);
    const still = rowOf(walletOf("full"), "停车 2 小时");
    expect(untagged(still)).toContain(over);
    expect(still).not.toContain("我们会继续查询");
    expect(still).toContain('class="mark unclear"');
    expect(untagged(rowOf(walletOf("full", "en"), "停车 2 小时")))
      .toContain("We stopped checking at 21 Nov 2026, 14:00 (UTC+8); if the bank reports a result");
  });

  it("names who charged; on a contract's own page only merchants other than its own", () => {
    expect(rowOf(walletOf("full"), "停车 3 小时 20 分")).toContain("<b><bdi>江湾停车</bdi></b>");
    expect(rowOf(walletOf("full"), "月卡")).toContain("<b><bdi>江湾停车运河店</bdi></b>");
    const own = contractOf(walletContracts.active);
    expect(rowOf(own, "停车 3 小时 20 分")).not.toContain("<b>");
    expect(rowOf(own, "月卡")).toContain("<b><bdi>江湾停车运河店</bdi></b>");
  });

  it.each([
    ["/wallet/limits", "限额", "Limits"],
    ["/wallet/messages", "消息", "Messages"],
    ["/wallet/pin", "支付密码", "Payment PIN"],
    ["/wallet/devices", "登录的设备", "Where you&#39;re signed in"],
    ["/wallet/device_cards", "手机和手表上的卡", "Cards on phones and watches"],
    ["/wallet/phone", "登录手机号", "Sign-in phone"],
    ["/wallet/account", "账户与个人信息", "Account and personal data"],
  ])("leads to %s, also from an empty wallet", (href, zh, en) => {
    for (const [lang, text] of [["zh", zh], ["en", en]] as const) {
      for (const name of walletNames) {
        expect(walletOf(name, lang), name).toContain(`<a class="link" href="${href}">${text}</a>`);
      }
    }
  });

  it("says what an empty wallet means", () => {
    expect(walletOf("empty")).toContain("现在没有商家可以免密扣款。");
    expect(walletOf("empty", "en")).toContain("No merchant can charge you without a password.");
    expect(walletOf("empty")).toContain("还没有扣过款。以后每一笔都列在这里。");
    expect(walletOf("empty")).not.toContain("<table");
    const never = { frame: frameIn("zh"), charges: [], announced: [], arrears: [], own: [] };
    const [ended, active] = ["ended", "active"].map((name) => {
      const found = walletContracts[name as keyof typeof walletContracts];
      return String(<ContractPage {...never} found={found} />);
    });
    expect(ended).toContain('<p class="quiet-text">没有扣过款。</p>');
    expect(active).toContain("还没有扣过款。以后每一笔都列在这里。");
  });

  it("stands under the strip of test money, also when it is empty", () => {
    const strip = (wallet: Wallet) =>
      String(<WalletPage frame={frameIn("zh")} wallet={wallet} />).includes('<p class="strip">');
    expect(strip(wallets.empty)).toBe(true);
    expect(strip({ ...wallets.empty, mode: "live" })).toBe(false);
  });

  it("shows the setting, and toggles it", () => {
    expect(walletOf("one")).toMatch(/每次扣款后，不会发短信告诉你。[\s\S]*value="yes"/);
    expect(walletOf("full")).toMatch(/每次扣款后，都会发短信告诉你。[\s\S]*value="no"/);
  });

  it("names the person only as far as they know themselves", () => {
    expect(walletOf("one")).toContain("柳*，手机 199****0001");
  });
});

describe("ContractPage", () => {
  it("says in both languages what state the contract is in", () => {
    const told = (lang: Lang) =>
      Object.fromEntries(
        walletContractNames.map((name) => [
          name,
          textIn(contractOf(walletContracts[name], lang), "h1"),
        ]),
      );
    const ended = "已解约。";
    expect(told("zh")).toEqual({
      active: "江湾停车",
      suspended: "清风茶馆",
      ending: "扣款已停止，等云闪付确认解约。",
      ended,
      ended_by_shop: ended,
    });
    expect(told("en")["ended"]).toBe("Ended.");
    expect(untagged(contractOf(walletContracts.ended)))
      .toContain("已解约。2026-11-20 17:00 起江湾停车不能扣款。");
    expect(untagged(contractOf(walletContracts.ended, "en")))
      .toContain("Ended.江湾停车 can&#39;t charge you from 20 Nov 2026, 17:00 (UTC+8).");
  });

  it("is the receipt of a termination: seal, time, by whom, and no way to end it again", () => {
    const html = contractOf(walletContracts.ended_by_shop);
    expect(html).toContain("seal outlined");
    expect(html).toMatch(/由谁结束<\/dt><dd>商家/);
    expect(html).toContain("Membership closed");
    const endable = walletContractNames.filter((name) =>
      contractOf(walletContracts[name]).includes("/termination")
    );
    expect(endable).toEqual(["active", "suspended"]);
    const sealed = walletContractNames.filter((name) =>
      contractOf(walletContracts[name]).includes("seal outlined")
    );
    expect(sealed).toEqual(["ended", "ended_by_shop"]);
  });
});

describe("TerminationPage", () => {
  it("asks once, says what it means, and answers with two buttons of one size", () => {
    const page = (lang: Lang) =>
      String(<TerminationPage frame={frameIn(lang)} found={walletContracts.active} />);
    expect(page("zh")).toContain("解约后江湾停车不能再扣款，以前的扣款不变。");
    expect(page("en")).toContain(
      "江湾停车 can no longer charge you after this. Past charges are not affected.",
    );
    const halves = /<div class="halves">([\s\S]*?)<\/div>/.exec(page("zh"))?.[1] ?? "";
    expect(halves.match(/class="button/g)).toHaveLength(2);
    expect(page("zh")).not.toMatch(/<select|<textarea|type="(?:radio|checkbox)"/);
  });
});

describe("ComeInPage", () => {
  it("leads into the app where it is known, and says when that did not work", () => {
    const page = (appUrl: string | undefined, refused: boolean) =>
      String(<ComeInPage frame={frameIn("zh")} mode="test" appUrl={appUrl} refused={refused} />);
    expect(page("/sandbox/wallet?open=x", false)).toContain('href="/sandbox/wallet?open=x"');
    expect(page(undefined, false)).not.toContain("用云闪付打开</a>");
    expect(page(undefined, true)).toContain("没能从 App 进入，请在 App 里重新打开。");
  });
});

/** The bar of today's use, and the words under it. */
function useIn(html: string) {
  const [, attributes = "", bar, words] =
    /<svg class="use"([^>]*)><rect width="([^"]*)".*?<\/svg><span[^>]*>(?:<svg.*?<\/svg> )?(.*?)<\/span>/
      .exec(html) ??
      [];
  const hidden = attributes.includes('aria-hidden="true"');
  return { bar, words: words?.replaceAll("&#39;", "'"), hidden };
}

/** The last charge of this subject. */
function untagged(html: string): string {
  return html.replaceAll(/<[^>]+>/g, "");
}

function rowOf(html: string, subject: string): string {
  const [, table = ""] = html.split('aria-labelledby="charges"');
  return table.split('</tr><tr role="row"><th').findLast((row) =>
    row.includes(`<bdi>${subject}</bdi>`)
  )?.split("</table>")[0] ?? "";
}
