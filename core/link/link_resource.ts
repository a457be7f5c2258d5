import { rfc3339 } from "../time.ts";
import { emvOfLink } from "./emv_of_link.ts";
import type { LinkOfMerchant } from "./open_link.ts";

/** The link as the API shows it: `amount` in fen, null when the consumer enters it; times RFC 3339 UTC. */
export function linkResource({ link, merchant }: LinkOfMerchant, publicUrl: string) {
  const url = `${publicUrl}/l/${link.linkId}`;
  return {
    link_id: link.linkId,
    merchant_no: link.merchantNo,
    subject: link.subject,
    amount: link.amount?.fen ?? null,
    currency: "CNY",
    state: link.state,
    url,
    qr_svg_url: `${url}/qr.svg`,
    poster_url: `${url}/poster`,
    poster_svg_url: `${url}/poster.svg`,
    nfc_uri: url,
    nfc_tag_url: `${url}/tag.ndef`,
    emv_payload: emvOfLink(link, merchant),
    created_at: rfc3339(link.createdAt),
  };
}
