/** What root of one account has, and the resources that it may unlock. */
export interface Member {
  password: boolean;
  readonly keys: string[];
  readonly certificates: string[];
  readonly devices: string[];
  readonly buckets: Map<string, { region: string; policy: string | null }>;
  /** "Region/name" -> its policy. */
  readonly queues: Map<string, string | null>;
}

/** One call as the server understood it. */
export interface Call {
  readonly service: "sts" | "iam" | "s3" | "sqs" | "organizations";
  readonly operation: string;
  /** Whose root is asked about or asks. */
  readonly account: string;
  /** What is to be deleted, where something is. */
  readonly id: string;
}

/** What goes wrong with a call. `lost`: AWS did it and answered with a fault. `after`: AWS did it and never answered. */
export type Fault =
  | { readonly status: number; readonly code: string; readonly message?: string }
  | { readonly lost: true }
  | { readonly after: () => void };

export interface World {
  readonly management: string;
  readonly members: Map<string, Member>;
  /** Everything that was sent, in order. */
  readonly calls: Call[];
  /** Credentials that are gone: "account kind id"; deleting one of them again is a mistake of the client. */
  readonly deleted: string[];
  readonly deletedTwice: string[];
  /** Milliseconds since 1970 by the server's clock, which ends sessions. */
  now: number;
  /** Seconds of a session, whatever was asked for. */
  sessionSeconds: number;
  /** Task policies that the caller may use; null for all. */
  tasks: readonly string[] | null;
  fault: (call: Call, position: number) => Fault | undefined;
  /** Milliseconds before each answer. */
  latency: number;
}

export function member(has: Partial<Member> = {}): Member {
  return {
    password: false,
    keys: [],
    certificates: [],
    devices: [],
    buckets: new Map(),
    queues: new Map(),
    ...has,
  };
}

export function world(management: string, members: Readonly<Record<string, Member>>): World {
  return {
    management,
    members: new Map(Object.entries(members)),
    calls: [],
    deleted: [],
    deletedTwice: [],
    now: Date.now(),
    sessionSeconds: 900,
    tasks: null,
    fault: () => undefined,
    latency: 0,
  };
}

/** An error as AWS answers it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
