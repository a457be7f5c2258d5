/** The API as the reference page shows it: nothing but text, made at the edge from what the routes say. */
export interface Reference {
  readonly baseUrl: string;
  readonly groups: readonly Group[];
  readonly objects: readonly Shape[];
  readonly problems: readonly ProblemText[];
  readonly examples: Examples;
}

export interface Group {
  readonly name: string;
  readonly operations: readonly OperationText[];
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

export interface ProblemText {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** Text to copy. */
export interface Examples {
  readonly request: string;
  readonly answer: string;
  readonly pay: string;
  readonly sign: string;
  readonly check: string;
}
