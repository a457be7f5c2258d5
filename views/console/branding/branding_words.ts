import type { LogoFlaw } from "../../../core/brand/brand.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "品牌",
  help:
    "付款、签约、收款码、海报、小票和空闲的屏幕上，商户名称旁边会有你的标志和一道颜色。按钮和状态的颜色不变。",
  own: "只用于这个商户号，下级商户号各自设置。",
  now: "现在",
  none: "没有标志，也没有颜色。",
  colour: "颜色",
  colourHint: "写成 #17653F 的样子；空着就没有。太浅或太深的，会在浅色和深色里各调到看得清。",
  logo: "标志",
  logoHint: "PNG 或 SVG，不超过 32 kB，最长边不超过 1,024 像素。保存的是重新生成的图，只留画面。",
  logoActs: { keep: "保留现在的", none: "不要标志", file: "换成下面的文件" },
  file: "文件",
  preview: "预览",
  previewTitle: "保存后是这样",
  shade: (given: string, shade: string) =>
    given === shade ? `用 ${shade}` : `${given} 看不清，用 ${shade}`,
  themes: { light: "浅色", dark: "深色" },
  sampleSubject: "龙井一壶",
  samplePay: "付款",
  red: "付款成功的印章旁边只有印章是红的，所以那里不画这道颜色。",
  save: "保存",
  back: "返回修改",
  saved: "已保存。",
  problems: {
    colour: "颜色写成 # 加六位数字或 A–F，例如 #17653F。",
    file_missing: "请选择一个文件。",
    file_unread: "没有读到文件，请再选一次。",
    too_many: "今天换标志的次数太多，请明天再换。",
    logo_type: "这不是 PNG 也不是 SVG。",
    logo_too_large: "文件超过 32 kB。请缩小，或减少颜色。",
    logo_size: "尺寸不合适：每边不超过 1,024 像素，长宽比不超过 10，也不能太复杂。",
    logo_broken: "文件已损坏，或后面带有别的内容。请从画图软件重新导出。",
    logo_not_allowed: "文件里有不能用的内容。",
  } satisfies
    & Readonly<Record<LogoFlaw["code"], string>>
    & Readonly<Record<string, string>>,
};

export type BrandingWords = typeof zh;
export type BrandingProblem =
  | { readonly code: Exclude<keyof BrandingWords["problems"], LogoFlaw["code"]> }
  | LogoFlaw;

const en: BrandingWords = {
  title: "Branding",
  help:
    "Your logo and a rule in your colour stand beside your name when people pay, sign, scan a printed code or get a receipt, on posters and on idle screens. Buttons and states keep their colours.",
  own: "For this merchant number alone. Those below it have their own.",
  now: "Now",
  none: "No logo and no colour.",
  colour: "Colour",
  colourHint:
    "Like #17653F; empty for none. One that is too pale or too dark is adjusted in each theme until it can be seen.",
  logo: "Logo",
  logoHint:
    "PNG or SVG, up to 32 kB and 1,024 pixels a side. It's drawn anew before it is stored: only the picture is kept.",
  logoActs: { keep: "Keep this one", none: "No logo", file: "Use the file below" },
  file: "File",
  preview: "Preview",
  previewTitle: "This is how it will look",
  shade: (given, shade) =>
    given === shade ? `Drawn in ${shade}` : `${given} is hard to see here: drawn in ${shade}`,
  themes: { light: "Light", dark: "Dark" },
  sampleSubject: "A pot of Longjing",
  samplePay: "Pay",
  red: "Beside the seal of a payment nothing else is red, so the rule is left out there.",
  save: "Save",
  back: "Change it",
  saved: "Saved.",
  problems: {
    colour: "Write the colour as # and six digits or A–F, like #17653F.",
    file_missing: "Choose a file.",
    file_unread: "The file didn't arrive. Choose it again.",
    too_many: "The logo has been changed too often today. Change it tomorrow.",
    logo_type: "This is neither a PNG nor an SVG.",
    logo_too_large: "The file is larger than 32 kB. Make it smaller, or use fewer colours.",
    logo_size:
      "The size doesn't fit: up to 1,024 pixels a side, no longer than 10 times its width or height, and not too complex.",
    logo_broken:
      "The file is damaged, or something follows after its end. Export it again from your editor.",
    logo_not_allowed: "The file holds something that isn't allowed.",
  },
};

export function brandingWords(lang: Lang): BrandingWords {
  return lang === "zh" ? zh : en;
}
