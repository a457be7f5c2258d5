import { paths } from "../paths.ts";
import type { Mail } from "../mail/mail.ts";
import { shanghaiTime } from "../time.ts";
import type { AlertKind } from "./alert_kind.ts";
import type { OwedAlert } from "./owed_alert.ts";

const subjects: Readonly<Record<AlertKind, readonly [zh: string, en: string]>> = {
  own_account: ["你的登录有变化", "Your sign-in changed"],
  proposal_waits: ["有一件事等第二个人确认", "Something waits for a second person"],
  money_unclear: ["有款项没有结果", "A payment has no result"],
  endpoint_disabled: ["通知地址已停用", "A webhook endpoint was disabled"],
  key_retired: ["密钥已退役", "A key was retired"],
  key_ends: ["最后一个密钥快退役了", "The last key retires soon"],
  channel_silent: ["渠道没有回答", "A channel doesn't answer"],
  job_dead: ["后台任务停了", "A background job is dead"],
  head_unpublished: ["审计链没有按天公布", "The audit head wasn't published"],
  credential_ends: ["门户的密钥或证书快到期了", "A key or certificate ends soon"],
  difference_overdue: ["差错过了处理期限", "A difference is overdue"],
  summary_differs: ["对账文件与汇总不符", "A day's files differ from its summary"],
  dispute_opened: ["有新的交易争议", "A payment is disputed"],
  dispute_due: ["交易争议快到答复期限", "A dispute is due soon"],
  dispute_decided: ["交易争议有了结果", "A dispute was decided"],
};

const details: Readonly<Record<AlertKind, readonly [zh: string, en: string]>> = {
  own_account: [
    "如果不是你做的，请马上退出所有浏览器，并告诉负责人或管理员。",
    "If this wasn't you, sign out everywhere at once and tell an owner or admin.",
  ],
  proposal_waits: ["请核对后确认或不同意。", "Check it, then confirm or decline it."],
  money_unclear: [
    "渠道一直没有给出结果，不再查询；收到通知仍会更新。请人工核实。",
    "The channel gave no result and isn't asked any more; a notice still settles it. Follow it up.",
  ],
  endpoint_disabled: [
    "它连续失败太久，不再收到通知。修好后请重新启用。",
    "It failed for too long and gets no more webhooks. Enable it again once it's fixed.",
  ],
  key_retired: ["它不再能签名。", "It can't sign any more."],
  key_ends: [
    "这个商户号没有更晚到期的密钥，十四天内将不能签名。请登记新密钥。",
    "This merchant number has no key that lasts longer and can't sign within 14 days. Register a new one.",
  ],
  channel_silent: [
    "一刻钟以来，问它的都没有回答。请联系渠道，必要时停止它。",
    "For a quarter of an hour it has answered nothing it was asked. Contact the channel; stop it if need be.",
  ],
  job_dead: [
    "它很久没有跑完过一次。请看日志。",
    "It hasn't finished for a long time. See the log.",
  ],
  head_unpublished: [
    "超过一天没有公布。请看日志。",
    "None has been published for more than a day. See the log.",
  ],
  credential_ends: [
    "下面写着是哪一个，还剩几天。请在到期前更换。",
    "Which one, and how many days are left, is below. Replace it before then.",
  ],
  dispute_opened: [
    "请在期限前处理；商户没有按时答复的，由机构决定。",
    "Deal with it before it's due. What a merchant doesn't answer in time, the institution decides.",
  ],
  dispute_due: [
    "两天内到期，还没有答复。到期由机构决定。",
    "It's due within two days and has no answer. After that the institution decides.",
  ],
  dispute_decided: [
    "后台写着结果：退款、不予退款、撤回，或渠道收回、还回了钱。",
    "The console says how: refunded, declined, withdrawn, or money that the channel took or gave back.",
  ],
  difference_overdue: [
    "至少有一笔过了期限还没有了结。请查明原因并了结。",
    "At least one is past its due time and still open. Find out why and settle it.",
  ],
  summary_differs: [
    "下面写着是哪一天。少了文件，或者有一份不对；请向渠道索取并导入。",
    "Which day is below. A file is missing or wrong: ask the channel for it and import it.",
  ],
};

/** What a mail says, in both languages: what happened, to what, when, and where to look. Never a name or an amount. */
export function alertText(
  { kind, type, subjectId, at, staff }: Omit<OwedAlert, "alertId" | "way" | "tries">,
  { institution, publicUrl }: { readonly institution: string; readonly publicUrl: string },
): Pick<Mail, "subject" | "text"> {
  const desk = staff.merchantNo === undefined ? "ops" : "console";
  const [zh, en] = subjects[kind];
  const [detailZh, detailEn] = details[kind];
  const where = publicUrl + placeOf(kind, desk);
  const time = shanghaiTime(at).slice(0, 16);
  return {
    subject: `${institution}: ${zh} / ${en}`,
    text:
      `${zh}。${detailZh}\n${en}. ${detailEn}\n\n${type} ${subjectId}\n${time} (UTC+8)\n${where}\n`,
  };
}

/** One message of a Chinese network, which takes 70 characters. */
const SMS_CHARACTERS_MAX = 70;

/** What a text message says: what happened, in both languages, and no more; the desk has the rest. */
export function alertSms(
  { kind }: Pick<OwedAlert, "kind">,
  { institution }: { readonly institution: string },
): string {
  const text = subjects[kind].join(" / ");
  const name = institution.slice(0, SMS_CHARACTERS_MAX - text.length - "【】".length);
  return `【${name.toWellFormed()}】${text}`;
}

function placeOf(kind: AlertKind, desk: "ops" | "console"): string {
  switch (kind) {
    case "own_account":
      return paths.account(desk);
    case "proposal_waits":
      return paths.proposals(desk);
    case "money_unclear":
    case "endpoint_disabled":
    case "key_retired":
    case "key_ends":
      return paths.desk(desk);
    case "channel_silent":
    case "job_dead":
    case "head_unpublished":
    case "credential_ends":
      return paths.opsHealth();
    case "difference_overdue":
      return paths.opsDifferences();
    case "summary_differs":
      return paths.opsQueue("summaries");
    case "dispute_opened":
    case "dispute_due":
    case "dispute_decided":
      return desk === "ops" ? paths.opsDisputes() : paths.consoleList("disputes");
  }
}
