/** The API as the pages show it: nothing but text, made at the edge from what the routes say. */
export interface Reference {
  readonly resources: readonly ResourceText[];
  readonly problems: readonly ProblemText[];
  /** What an error looks like. */
  readonly problem: Shape | undefined;
  /** Where each object is described: the name of its resource. */
  readonly homes: ReadonlyMap<string, string>;
}

/** What is on one page: the operations of one tag and the objects they answer with. */
export interface ResourceText {
  /** As in the page's URL. */
  readonly name: string;
  /** In English. */
  readonly title: string;
  readonly operations: readonly OperationText[];
  readonly objects: readonly Shape[];
}

export interface OperationText {
  /** Anchor. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly query: readonly Field[];
  readonly body: readonly Field[];
  readonly answers: readonly AnswerText[];
  /** Refusal codes of this operation's own, each an anchor. */
  readonly codes: readonly string[];
}

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** What it may hold, as one line. */
  readonly limits: string;
  readonly description: string | undefined;
  /** Name of the object it holds, an anchor. */
  readonly object: string | undefined;
}

export interface AnswerText {
  readonly status: string;
  readonly description: string;
  readonly object: string | undefined;
}

export interface Shape {
  readonly name: string;
  readonly fields: readonly Field[];
}

/** Title and detail in the reader's language where they are translated. */
export interface ProblemText {
  readonly code: string;
  readonly status: number;
  /** In English although the reader reads another language. */
  readonly foreign: boolean;
  readonly title: string;
  readonly detail: string;
}
