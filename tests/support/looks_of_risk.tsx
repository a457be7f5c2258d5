import type { Child } from "hono/jsx";
import type { Block } from "../../core/block/block.ts";
import type { PayerBehind } from "../../core/block/find_payer.ts";
import type { Complaint } from "../../core/complaint/complaint.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import { after, type BusinessDay, hours } from "../../core/time.ts";
import { BlockForm } from "../../views/ops/block_form.tsx";
import { BlockListPage } from "../../views/ops/block_list.tsx";
import { BlockPage } from "../../views/ops/block_page.tsx";
import type { BlockFormError } from "../../views/ops/block_words.ts";
import { ComplaintForm } from "../../views/ops/complaint_form.tsx";
import { ComplaintListPage } from "../../views/ops/complaint_list.tsx";
import { ComplaintPage } from "../../views/ops/complaint_page.tsx";
import type { ComplaintFormError } from "../../views/ops/complaint_words.ts";
import { PayerForm } from "../../views/ops/payer_form.tsx";
import { DeskLayout } from "../../views/staff/desk.tsx";
import type { Section } from "../../views/staff/places.ts";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { atOps, owner } from "./staff_people.ts";

const ULID = "01KAG8M0000000000000000001";
const names = new Map([[owner.staffId, "Test Operator"]]);

function at(section: Section, title: string, body: (lang: Lang) => Child): Look {
  return (frame) => (
    <DeskLayout frame={frame} desk="ops" who={atOps} section={section} title={title}>
      {body(frame.lang)}
    </DeskLayout>
  );
}

const phone: Block = {
  blockId: `blk_${ULID}`,
  kind: "phone",
  digest: "d".repeat(64),
  masked: "199****0001",
  reason: "警方来函：冒用他人身份签约，涉案金额待查",
  addedBy: owner.staffId,
  addedAt: START,
  version: 1,
  state: "in_force",
};
const card: Block = {
  ...phone,
  blockId: "blk_01KAG8M0000000000000000002",
  kind: "card",
  masked: "···· 0014",
  reason: "Reported stolen by its holder",
};
const lifted: Block = {
  ...phone,
  version: 2,
  state: "lifted",
  liftedBy: owner.staffId,
  liftedAt: after(START, hours(30)),
  liftReason: "本人到场核实，证件一致",
};
const waiting: Proposal = {
  proposalId: `prp_${ULID}`,
  merchantNo: undefined,
  act: { kind: "lift_block", of: phone.blockId, masked: phone.masked, reason: "本人到场核实" },
  sealed: undefined,
  digest: "",
  proposedBy: owner.staffId,
  proposedAt: START,
  expiresAt: after(START, hours(168)),
  version: 1,
  state: "waiting",
};

const onList = {
  state: "in_force",
  list: { blocks: [phone, card], next: card.blockId },
  names,
  mayWrite: true,
  mayExport: true,
} as const;
const shownBlock = { block: phone, names, people: 2, waiting: undefined, mayLift: true };

const typed = { kind: "card", value: "6200 0000 0000 00", reason: "" };
const blockErrors = keysOf<
  Exclude<BlockFormError, "nothing_chosen" | "changed" | "not_listed" | "too_many">
>({
  value_wrong: true,
  reason_missing: true,
  text_flawed: true,
  people_not_digested: true,
});

const payer: PayerBehind = {
  targets: [
    { kind: "id_number", digest: "", masked: "110*************12" },
    { kind: "phone", digest: "", masked: "199****0001" },
    { kind: "card", digest: "", masked: "江湾银行 储蓄卡（0014）" },
  ],
  listed: [],
};
const subjectId = `ctr_${ULID}`;

const open: Complaint = {
  complaintId: `cmp_${ULID}`,
  merchantNo: teaHouse.merchantNo,
  about: `ded_${ULID}`,
  kind: "not_authorised",
  sealedText: "",
  receivedOn: "2026-11-19" as BusinessDay,
  recordedAt: START,
  version: 1,
  state: "open",
};
const aboutNumber: Complaint = {
  ...open,
  complaintId: "cmp_01KAG8M0000000000000000002",
  about: undefined,
  kind: "no_refund",
};
const answered: Complaint = {
  ...open,
  version: 2,
  state: "answered",
  sealedAnswer: "",
  answeredAt: after(START, hours(3)),
};
const read = {
  text: "十一月十八日扣了三次，只同意过一次。\n商家说是系统自动扣的，不肯退。",
  answer: undefined,
};
const place = { on: open.receivedOn, id: open.complaintId };
const list = { complaints: [open, aboutNumber], next: place };
const openList = { state: "open", filter: {}, list, mayWrite: true, mayExport: true } as const;
const today = "2026-11-20" as BusinessDay;
const said = {
  against: `ded_${ULID}`,
  kind: "not_authorised",
  text: read.text,
  receivedOn: today,
};
const complaintErrors = keysOf<
  Exclude<ComplaintFormError, "answer_missing" | "changed" | "too_many">
>({
  against_unknown: true,
  kind_missing: true,
  text_missing: true,
  text_flawed: true,
  day_wrong: true,
});

/** Every look of the block list and of complaints. */
export const riskLooks: Looks = {
  "ops/blocks/listed": at("blocks", "Blocks", (lang) => <BlockListPage lang={lang} {...onList} />),
  "ops/blocks/none": at("blocks", "Blocks", (lang) => (
    <BlockListPage
      lang={lang}
      {...onList}
      state="lifted"
      list={{ blocks: [], next: undefined }}
      mayWrite={false}
      mayExport={false}
    />
  )),
  ...looksOf(
    "ops/blocks",
    ["not_listed", "too_many"] as const,
    (formError) =>
      at(
        "blocks",
        "Blocks",
        (lang) => <BlockListPage lang={lang} {...onList} formError={formError} typed={typed} />,
      ),
  ),
  "ops/block/form": at("blocks", "Block", (lang) => <BlockForm lang={lang} />),
  ...looksOf(
    "ops/block/returned",
    blockErrors,
    (formError) =>
      at(
        "blocks",
        "Block",
        (lang) => <BlockForm lang={lang} formError={formError} typed={typed} />,
      ),
  ),
  "ops/block/payer": at(
    "blocks",
    "Block",
    (lang) => <PayerForm lang={lang} subjectId={subjectId} payer={payer} />,
  ),
  "ops/block/payer_listed": at(
    "blocks",
    "Block",
    (lang) => (
      <PayerForm lang={lang} subjectId={subjectId} payer={{ ...payer, listed: ["phone"] }} />
    ),
  ),
  "ops/block/payer_nothing_chosen": at("blocks", "Block", (lang) => (
    <PayerForm
      lang={lang}
      subjectId={subjectId}
      payer={payer}
      formError="nothing_chosen"
      typed={{ chosen: [], reason: "" }}
    />
  )),
  "ops/block/in_force": at("blocks", "Block", (lang) => <BlockPage lang={lang} {...shownBlock} />),
  "ops/block/card": at(
    "blocks",
    "Block",
    (lang) => <BlockPage lang={lang} {...shownBlock} block={card} mayLift={false} />,
  ),
  "ops/block/waiting": at(
    "blocks",
    "Block",
    (lang) => <BlockPage lang={lang} {...shownBlock} waiting={waiting} />,
  ),
  "ops/block/lifted": at(
    "blocks",
    "Block",
    (lang) => <BlockPage lang={lang} {...shownBlock} block={lifted} />,
  ),
  "ops/block/changed": at(
    "blocks",
    "Block",
    (lang) => <BlockPage lang={lang} {...shownBlock} formError="changed" typed="本人到场核实" />,
  ),
  "ops/complaints/open": at(
    "complaints",
    "Complaints",
    (lang) => <ComplaintListPage lang={lang} {...openList} />,
  ),
  "ops/complaints/of_merchant": at(
    "complaints",
    "Complaints",
    (lang) => (
      <ComplaintListPage lang={lang} {...openList} filter={{ merchant: teaHouse.merchantNo }} />
    ),
  ),
  "ops/complaints/none": at("complaints", "Complaints", (lang) => (
    <ComplaintListPage
      lang={lang}
      {...openList}
      list={{ complaints: [], next: undefined }}
      mayWrite={false}
      mayExport={false}
    />
  )),
  "ops/complaints/too_many": at(
    "complaints",
    "Complaints",
    (lang) => <ComplaintListPage lang={lang} {...openList} formError="too_many" />,
  ),
  "ops/complaint/form": at("complaints", "Complaint", (lang) => (
    <ComplaintForm
      lang={lang}
      today={today}
      typed={{ against: "", kind: "", text: "", receivedOn: today }}
    />
  )),
  ...looksOf(
    "ops/complaint/returned",
    complaintErrors,
    (formError) =>
      at(
        "complaints",
        "Complaint",
        (lang) => <ComplaintForm lang={lang} today={today} typed={said} formError={formError} />,
      ),
  ),
  "ops/complaint/open": at(
    "complaints",
    "Complaint",
    (lang) => <ComplaintPage lang={lang} complaint={open} mayAnswer />,
  ),
  "ops/complaint/read": at(
    "complaints",
    "Complaint",
    (lang) => <ComplaintPage lang={lang} complaint={open} read={read} mayAnswer />,
  ),
  "ops/complaint/answered": at("complaints", "Complaint", (lang) => (
    <ComplaintPage
      lang={lang}
      complaint={answered}
      read={{ ...read, answer: "商家已退两次，原路到账。" }}
      mayAnswer
    />
  )),
  ...looksOf(
    "ops/complaint",
    ["answer_missing", "changed"] as const,
    (formError) =>
      at(
        "complaints",
        "Complaint",
        (lang) => (
          <ComplaintPage lang={lang} complaint={open} mayAnswer formError={formError} typed="" />
        ),
      ),
  ),
};
