import type { MerchantNo } from "../../id.ts";
import type { Instant } from "../../time.ts";
import type { ChannelOrderNo } from "../../id.ts";
import type { CardChannel } from "../card_channel.ts";
import type { HttpRequest, HttpResponse } from "../http.ts";
import type { Launch } from "../outcome.ts";
import {
  cardPaidOutcome,
  codeOutcome,
  endedOutcome,
  queriedCard,
  queriedOpening,
} from "./card_answers.ts";
import {
  cardQueryRequest,
  codeRequest,
  endRequest,
  openingRequest,
  openRequest,
  payRequest,
} from "./card_requests.ts";
import type { Fields } from "./fields.ts";
import type { OpenConnection } from "./opener.ts";
import type { Unsigned } from "./requests.ts";

interface Asked {
  readonly channelOrderNo: ChannelOrderNo;
  readonly merchantNo: MerchantNo;
  readonly sentAt: Instant;
}

/** How the gateway is asked, and what it answers if that is genuine and about what was asked. */
interface Wire {
  ask<C extends Asked>(
    command: C,
    request: (connection: OpenConnection, command: C) => Unsigned,
  ): Promise<HttpRequest>;
  /** The same as a form that a browser posts. */
  leave<C extends Asked>(
    command: C,
    request: (connection: OpenConnection, command: C) => Unsigned,
  ): Promise<Extract<Launch, { type: "form" }>>;
  read(response: HttpResponse, asked: Asked): Promise<Fields | undefined>;
}

const unclear = { type: "unclear" } as const;

/** Cards that are charged by token (bizType 000902). */
export function createAcpCards({ ask, leave, read }: Wire): CardChannel {
  return {
    open: (command) => leave(command, openRequest),
    queryOpening: (command) => ask(command, openingRequest),
    readQueryOpening: async (response, command) => {
      const told = await read(response, command);
      return told ? queriedOpening(told, command) : unclear;
    },
    sendCode: (command) => ask(command, codeRequest),
    readSendCode: async (response, command) => {
      const told = await read(response, command);
      return told ? codeOutcome(told) : unclear;
    },
    pay: (command) => ask(command, payRequest),
    readPay: async (response, command) => {
      const told = await read(response, command);
      return told ? cardPaidOutcome(told) : unclear;
    },
    end: (command) => ask(command, endRequest),
    readEnd: async (response, command) => {
      const told = await read(response, command);
      return told ? endedOutcome(told) : unclear;
    },
    query: (command) => ask(command, cardQueryRequest),
    readQuery: async (response, command) => {
      const told = await read(response, command);
      return told ? queriedCard(told) : unclear;
    },
  };
}
