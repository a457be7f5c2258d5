import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";

const zh = {
  label: "测试与生产",
  goTo: { test: "切换到测试商户号", live: "切换到生产商户号" },
  openTest: "开通测试商户号",
  backTo: (name: string) => `回到${isolated(name)}`,
  movedTitle: "你已切换到另一个商户号",
  moved: (from: string | undefined, to: string) =>
    from === undefined
      ? `现在是 ${to}。这张表单不是为它打开的，没有提交，什么都没有改变。`
      : `这张表单是为 ${from} 打开的，现在是 ${to}。没有提交，什么都没有改变。`,
  goBack: (no: string) => `回到 ${no} 再做一次`,
  stay: (no: string) => `留在 ${no}`,
  testTitle: "测试商户号",
  testHelp:
    "在测试商户号里，付款、签约和扣款都走沙箱，不动真钱。它有自己的密钥、通知地址和订单，和生产互不相通。这里的员工以同样的角色进去。",
  testOpen: "开通",
  testOpened: "测试商户号已开通",
  testThere: "测试商户号已经有了。",
  notActive: "这个商户号已暂停或关闭，不能开通。",
  secretKey: "密钥",
  secretOnce: "只显示这一次，请现在保存。丢了可以在“测试密钥”再生成。",
  enter: "进入测试商户号",
};

const en: typeof zh = {
  label: "Test and live",
  goTo: { test: "Switch to the test number", live: "Switch to the live number" },
  openTest: "Open a test number",
  backTo: (name) => `Back to ${isolated(name)}`,
  movedTitle: "You've switched to another number",
  moved: (from, to) =>
    from === undefined
      ? `You're at ${to} now. This form wasn't opened there, so it wasn't sent. Nothing has changed.`
      : `This form was opened at ${from}, and you're at ${to} now. It wasn't sent. Nothing has changed.`,
  goBack: (no) => `Back to ${no} to try again`,
  stay: (no) => `Stay at ${no}`,
  testTitle: "Test number",
  testHelp:
    "At the test number, payments, signings and charges go through the sandbox and move no money. It has keys, endpoints and orders of its own, and never mixes with the live number. Everybody here works there in the same role.",
  testOpen: "Open it",
  testOpened: "Your test number is open",
  testThere: "The test number is there already.",
  notActive: "This number is suspended or closed, so it can't have one.",
  secretKey: "Secret key",
  secretOnce:
    "It's shown only now, so save it. If it's lost, make another under “Test secret keys”.",
  enter: "Go to the test number",
};

export function placeWords(lang: Lang): typeof zh {
  return lang === "zh" ? zh : en;
}
