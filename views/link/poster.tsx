import type { Imprint } from "../../core/config.ts";
import type { Link } from "../../core/link/link.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import { dailyCaps, STATIC_TIER } from "../../core/method/verification.ts";
import { formatMoney } from "../parts/money.tsx";
import { tileDrawing } from "../parts/tile.tsx";
import { drawCode, QUIET_MODULES } from "../parts/qr_svg.ts";
import { words } from "../words.ts";
import type { Words } from "../words_zh.ts";
import { isolated } from "../../core/text/isolated.ts";
import { lengthOf, widthOf, wrapped, wrappedName } from "./wrap.ts";

export interface PosterFacts {
  readonly link: Link;
  readonly merchant: Merchant;
  /** Who runs the portal. */
  readonly institution: string;
  readonly imprint: Imprint;
  /** The shop's, as a `data:` address. */
  readonly logo: string | undefined;
  /** URL of the link's page, absolute: the content of the code. */
  readonly url: string;
}

// Millimetres, as everything here: A5.
const WIDTH = 148;
const HEIGHT = 210;
const MIDDLE = WIDTH / 2;
const MARGIN = 12;
// 28 pt, so that the name is legible from where the phone is held.
const NAME_SIZE = 9.9;
const NAME_LEADING = 12.5;
const NAME_LINES_MAX = 3;
const NAME_TOP = 21;
// The code itself, without its quiet zone.
const CODE_SIDE = 72;
// A phone scanning the code must not touch the tag by mistake: at least 40 mm apart.
const TAG_APART = 40.5;
const TAG_TOP = 178;
const TAG_SIDE = 16;
// Above the name, where the lines below leave so much room that the tag still fits on the page.
const LOGO_WIDTH = 48;
const LOGO_HEIGHT = 12;
const LOGO_SPACE = 12;
const LOGO_ROOM = 12.5;

const FONT =
  '-apple-system, "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

const check = "付款前核对店名 / Check the shop name";
const pausedText = ["已暂停", "Paused"] as const;
const tap = ["碰一碰付款", "Tap to pay"] as const;

/** What hangs on the counter, in both languages and black on white: the shop's name first, then its code. */
export function Poster({ link, merchant, institution, imprint, logo, url }: PosterFacts) {
  const name = wrappedName(merchant.name, (WIDTH - 2 * MARGIN) / NAME_SIZE, NAME_LINES_MAX);
  const lower = (name.length - 1) * NAME_LEADING + (link.amount ? 11.5 : 0);
  const drawn = logo !== undefined && lower <= LOGO_ROOM ? merchant.brand?.logo : undefined;
  const nameTop = NAME_TOP + (drawn ? LOGO_SPACE : 0);
  const nameEnd = nameTop + (name.length - 1) * NAME_LEADING;
  const head = nameEnd + (link.amount ? 19 : 7.5);
  const top = head + 9;
  const paused = link.state === "paused";
  return (
    <svg
      class="poster"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={`${WIDTH}mm`}
      height={`${HEIGHT}mm`}
      role="img"
      aria-label={spoken(merchant.name, link)}
      font-family={FONT}
      text-anchor="middle"
    >
      <path fill="#fff" d={`M0 0h${WIDTH}v${HEIGHT}H0z`} />
      {merchant.brand?.colour
        ? <path fill={merchant.brand.colour.light} d={`M0 0h${WIDTH}v2.5H0z`} />
        : null}
      {drawn
        ? (
          <image
            href={logo}
            x={MIDDLE - LOGO_WIDTH / 2}
            y={nameTop - 21}
            width={LOGO_WIDTH}
            height={LOGO_HEIGHT}
          />
        )
        : null}
      {merchant.mode === "test" ? <Line y={8} size={4}>{both((w) => w.test)}</Line> : null}
      {name.map((line, i) => (
        <Line key={i} y={nameTop + i * NAME_LEADING} size={NAME_SIZE} bold>{isolated(line)}</Line>
      ))}
      <Line y={nameEnd + 7.5} size={4.3}>{check}</Line>
      {link.amount ? <Line y={head} size={8.5} bold>{formatMoney(link.amount)}</Line> : null}
      {paused ? <Paused top={top} /> : <Code top={top} url={url} />}
      {paused ? null : <Below top={top + CODE_SIDE} />}
      {paused ? null : <Tag top={Math.max(TAG_TOP, top + CODE_SIDE + TAG_APART)} />}
      <Line y={HEIGHT - 9} size={FOOT_SIZE}>{reached(imprint)}</Line>
      <Foot>{foot(link, merchant, institution)}</Foot>
    </svg>
  );
}

interface LineProps {
  readonly y: number;
  readonly size: number;
  readonly x?: number;
  readonly bold?: boolean;
  /** From `x` on; centred on it when left out. */
  readonly start?: boolean;
  readonly children: string;
}

function Line({ y, size, x = MIDDLE, bold, start, children }: LineProps) {
  const em = lengthOf(children);
  return (
    <text
      x={x}
      y={y}
      font-size={size}
      {...(bold ? { "font-weight": 700 } : {})}
      {...(start ? { "text-anchor": "start" } : {})}
      {...(em === undefined ? {} : { textLength: em * size, lengthAdjust: "spacingAndGlyphs" })}
    >
      {children}
    </text>
  );
}

/** Scaled so that the code has its size without the quiet zone. */
function Code({ top, url }: { readonly top: number; readonly url: string }) {
  const { size, path } = drawCode(url, "Q");
  const scale = CODE_SIDE / (size - 2 * QUIET_MODULES);
  const quiet = QUIET_MODULES * scale;
  return (
    <path
      class="code"
      d={path}
      transform={`translate(${MIDDLE - CODE_SIDE / 2 - quiet} ${top - quiet}) scale(${scale})`}
      shape-rendering="crispEdges"
    />
  );
}

/** A code that can't be paid is never printed. */
function Paused({ top }: { readonly top: number }) {
  const left = MIDDLE - CODE_SIDE / 2;
  return (
    <>
      <path
        d={`M${left} ${top}h${CODE_SIDE}v${CODE_SIDE}h-${CODE_SIDE}z`}
        fill="none"
        stroke="#000"
        stroke-width="0.6"
        stroke-dasharray="3 2"
      />
      {pausedText.map((text, i) => (
        <Line key={text} y={top + CODE_SIDE / 2 - 2 + i * 11} size={9} bold>{text}</Line>
      ))}
    </>
  );
}

/** How to pay, and the daily limit. */
function Below({ top }: { readonly top: number }) {
  const cap = formatMoney(dailyCaps[STATIC_TIER]);
  return (
    <>
      <Line y={top + 13} size={5} bold>{words("zh").scan}</Line>
      <Line y={top + 19} size={4.3}>{words("en").scan}</Line>
      <Line y={top + 27} size={3.5}>
        {`静态码每天最多 ${cap}。要付更多，请扫店员的动态码。`}
      </Line>
      <Line y={top + 32} size={3.5}>
        {`Limited to ${cap} a day. To pay more, ask for a code on the shop's screen.`}
      </Line>
    </>
  );
}

/** Where the tag goes: three waves, and what to do. */
function Tag({ top }: { readonly top: number }) {
  const left = MIDDLE - 26;
  const beside = left + TAG_SIDE + 5;
  return (
    <>
      <g
        transform={`translate(${left} ${top}) scale(${TAG_SIDE / 24})`}
        fill="none"
        stroke="#000"
        stroke-width="2"
        stroke-linecap="round"
      >
        <circle cx="12" cy="12" r="11" stroke-width="1" />
        <path d="M7.5 9.5a5 5 0 0 1 0 5M11 7.5a9 9 0 0 1 0 9M14.5 5.5a13 13 0 0 1 0 13" />
      </g>
      <Line x={beside} y={top + 7} size={5} bold start>{tap[0]}</Line>
      <Line x={beside} y={top + 13} size={4.3} start>{tap[1]}</Line>
    </>
  );
}

const FOOT_SIZE = 3.2;
const TILE_SIDE = 4;
const TILE_GAP = 1.4;

/** The house's mark, and who runs the portal. */
function Foot({ children }: { readonly children: string }) {
  const y = HEIGHT - 4;
  const left = MIDDLE - (TILE_SIDE + TILE_GAP + widthOf(children) * FOOT_SIZE) / 2;
  return (
    <>
      <g
        transform={`translate(${left} ${y - 3.2}) scale(${TILE_SIDE / 96})`}
        fill="none"
        stroke="#000"
        stroke-width="6"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        {tileDrawing}
      </g>
      <Line x={left + TILE_SIDE + TILE_GAP} y={y} size={FOOT_SIZE} start>{children}</Line>
    </>
  );
}

/** By whom and what for, each as long as there is room for both, and the digits that the page also shows. */
function foot({ subject }: Link, { merchantNo }: Merchant, institution: string): string {
  const [by = ""] = wrapped(institution, 13, 1);
  const [what = ""] = wrapped(subject, 13, 1);
  return `${isolated(by)} · ${isolated(what)} · 商户号尾号 ${merchantNo.slice(-4)}`;
}

/** How to reach who runs the portal, and by which licence; what is not known is left out. */
function reached({ phone, licence }: Imprint): string {
  return [
    ...(phone ? [both((w) => w.imprint.service(phone))] : []),
    ...(licence ? [words("zh").imprint.licence(licence)] : []),
  ].join(" · ");
}

function both(of: (w: Words) => string): string {
  return `${of(words("zh"))} / ${of(words("en"))}`;
}

/** The poster for people who can't see it. */
function spoken(payee: string, link: Link): string {
  const amount = link.amount ? ` ${formatMoney(link.amount)}` : "";
  const state = link.state === "paused" ? pausedText.join(" / ") : both((w) => w.scan);
  return `${isolated(payee)}${amount}. ${check}. ${state}`;
}
