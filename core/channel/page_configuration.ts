/** What a page inside a channel's app needs to use the app's control: good for this very address. */
export interface PageConfiguration {
  readonly appId: string;
  readonly nonceStr: string;
  /** Unix seconds. */
  readonly timestamp: string;
  readonly signature: string;
  /** Without a fragment. */
  readonly url: string;
}
