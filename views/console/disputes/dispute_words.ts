import type { DisputeState } from "../../../core/dispute/dispute.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "交易争议",
  labels: {
    state: "状态",
    reason: "原因",
    merchant_order_no: "商户单号",
    order_id: "订单 ID",
    deduction_id: "扣款 ID",
    amount_from: "金额不低于（元）",
    amount_to: "金额不高于（元）",
  },
  none: "还没有争议。消费者说不认得一笔款，或发卡行退单时，列在这里。",
  notes: {
    open: (due: string) => `请在 ${due} 前答复：退款，或写明理由。没有答复，由机构决定。`,
    contested: (due: string) => `消费者可以在 ${due} 前交给机构；不交，到时争议结束，不退款。`,
    escalated: (due: string) => `机构预计 ${due} 前决定。现在仍可以接受并退款。`,
    accepted: () => "你接受了争议，钱原路退回。",
    refunded: () => "钱已经退回，或正在退回。",
    declined: () => "机构决定不予退款。",
    lapsed: () => "消费者没有继续，争议结束，不退款。",
    withdrawn: () => "消费者撤回了争议。",
    charged_back: () =>
      "渠道已把钱收回，从你的应付款中扣除。不要再退款。写明理由，机构可以向渠道申诉。",
    reversed: () => "渠道把收回的钱还了回来。",
  } satisfies Readonly<Record<DisputeState, (due: string) => string>>,
  answer: "答辩",
  answerLabel: "理由",
  answerHint: "最多 1,000 字，只能写一次。消费者和机构会看到；不要写卡号等个人信息。",
  contest: "提交答辩",
  accept: "接受并退款",
  acceptHelp: (amount: string) => `原路退回 ${amount}。提交后不能撤回。`,
  acceptButton: (amount: string) => `退 ${amount}`,
  yourAnswer: "你的答辩",
  decision: "机构的意见",
  file: "附一个文件",
  fileHint:
    "PDF、PNG 或 JPEG，不超过 1 MiB，最多 5 个。附上后不能改、不能删；消费者和机构会看到，请先遮去无关的个人信息。",
  attach: "附上",
  problems: {
    file_missing: "没有选文件。没有做任何改动。",
    file_too_large: "文件超过 1 MiB。没有做任何改动。",
    file_type_unknown: "不是 PDF、PNG 或 JPEG。没有做任何改动。",
    file_truncated: "文件不完整，请重新上传。没有做任何改动。",
    files_too_many: "已经有 5 个文件。没有做任何改动。",
    text: "请写明理由，最多 1,000 字，不含卡号、控制字符等不能保存的内容。",
    changed: "争议刚才有变动，没有做任何改动。",
    answered: "已经答辩过，没有做任何改动。",
    too_old: "付款太久，渠道已经不能退款。没有做任何改动。",
  },
};

type Words = typeof zh;
export type DisputeProblem = keyof Words["problems"];

export function isFileProblem(problem: DisputeProblem): boolean {
  return problem.startsWith("file");
}

const en: Words = {
  title: "Disputes",
  labels: {
    state: "State",
    reason: "Reason",
    merchant_order_no: "Order number",
    order_id: "Order ID",
    deduction_id: "Deduction ID",
    amount_from: "Amount from (yuan)",
    amount_to: "Amount up to (yuan)",
  },
  none:
    "No disputes yet. When a consumer doesn't recognise a payment, or their bank takes it back, it's listed here.",
  notes: {
    open: (due) =>
      `Answer by ${due}: refund it, or give your reasons. Otherwise the institution decides.`,
    contested: (due) =>
      `The consumer can take it to the institution until ${due}. Otherwise it ends without a refund.`,
    escalated: (due) =>
      `The institution should decide by ${due}. You can still accept it and refund.`,
    accepted: () => "You accepted it. The money goes back to where it came from.",
    refunded: () => "The money has gone back, or is on its way.",
    declined: () => "The institution decided against a refund.",
    lapsed: () => "The consumer didn't pursue it. It ended without a refund.",
    withdrawn: () => "The consumer took it back.",
    charged_back: () =>
      "The channel took the money back, out of what you're owed. Don't refund it as well. With your reasons, the institution can contest it at the channel.",
    reversed: () => "The channel gave back what it had taken.",
  },
  answer: "Contest it",
  answerLabel: "Your reasons",
  answerHint:
    "Up to 1,000 characters, once. The consumer and the institution read them; no card numbers or other personal data.",
  contest: "Submit",
  accept: "Accept it and refund",
  acceptHelp: (amount) => `${amount} goes back to where it came from. This can't be taken back.`,
  acceptButton: (amount) => `Refund ${amount}`,
  yourAnswer: "Your answer",
  decision: "The institution's decision",
  file: "Attach a file",
  fileHint:
    "PDF, PNG or JPEG, up to 1 MiB, five at most. It can't be changed or removed, and the consumer and the institution read it: black out personal data that isn't needed.",
  attach: "Attach",
  problems: {
    file_missing: "Choose a file. Nothing was changed.",
    file_too_large: "The file is larger than 1 MiB. Nothing was changed.",
    file_type_unknown: "It isn't a PDF, PNG or JPEG. Nothing was changed.",
    file_truncated: "The file isn't complete. Upload it again. Nothing was changed.",
    files_too_many: "There are five files already. Nothing was changed.",
    text:
      "Give your reasons in up to 1,000 characters, without anything we don't store, such as a card number.",
    changed: "It has just changed. Nothing was done.",
    answered: "It was answered before. Nothing was changed.",
    too_old:
      "The payment is too old: the channel gives nothing back any more. Nothing was changed.",
  },
};

export function consoleDisputeWords(lang: Lang): Words {
  return lang === "zh" ? zh : en;
}
