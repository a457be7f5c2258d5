/** Whether somebody elsewhere could reach it: https, and no name or number of a network at home. */
export function modeOfUrl(text: string): "public" | "private" {
  const url = URL.parse(text);
  if (url?.protocol !== "https:") return "private";
  const { hostname } = url;
  const isHome = hostname === "localhost" || !hostname.includes(".") ||
    /^(?:127|10|0)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|\.(?:local|internal|test|example|invalid|localhost)$/
      .test(hostname);
  return isHome ? "private" : "public";
}
