import { paths } from "../paths.ts";
import { rfc3339 } from "../time.ts";
import { emvOfLink } from "./emv_of_link.ts";
import type { LinkOfMerchant } from "./open_link.ts";

/** The link as the API shows it: `amount` in fen, null when the consumer enters it; times RFC 3339 UTC. */
export function linkResource({ link, merchant }: LinkOfMerchant, publicUrl: string) {
  const { linkId } = link;
  const url = publicUrl + paths.pay(linkId);
  return {
    link_id: linkId,
    merchant_no: link.merchantNo,
    subject: link.subject,
    amount: link.amount?.fen ?? null,
    currency: "CNY",
    state: link.state,
    url,
    qr_svg_url: publicUrl + paths.payQr(linkId),
    poster_url: publicUrl + paths.payPoster(linkId),
    poster_svg_url: publicUrl + paths.payPosterSvg(linkId),
    nfc_uri: url,
    nfc_tag_url: publicUrl + paths.payTag(linkId),
    emv_payload: emvOfLink(link, merchant),
    created_at: rfc3339(link.createdAt),
  };
}
