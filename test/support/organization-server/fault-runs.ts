import { createHash } from "node:crypto";
import { identityClients, lockdownClients, organizationsClient } from "../../../src/aws/client";
import { AwsError } from "../../../src/aws/errors";
import { readSnapshot } from "../../../src/aws/snapshot-reader";
import { type NotRead, notReadOf } from "../../../src/organization/not-read";
import type { Snapshot } from "../../../src/organization/snapshot";
import { serializeSnapshot } from "../../../src/organization/snapshot-file";
import { answersOf } from "./answers";
import { type ServerFault, type Spoil, startOrganizationServer } from "./server";
import { SMALL, WISHES, worldOf } from "./world";

/** How one run ended. */
export interface FaultRun {
  readonly seed: number;
  /** "same": the bytes of a reading without faults. "said": an error or gaps that name what. "wrong": anything else. */
  readonly outcome: "same" | "said" | "wrong";
  /** What was said, or how the facts differ. */
  readonly detail: string;
  readonly calls: number;
  readonly spoiled: number;
}

/** A number from 0 to 1 that follows from the texts alone. */
function chance(...texts: readonly unknown[]): number {
  return createHash("sha256").update(JSON.stringify(texts)).digest().readUInt32BE() / 2 ** 32;
}

const THROTTLES: Readonly<Record<string, string>> = {
  organizations: "TooManyRequestsException",
  sso: "ThrottlingException",
  identitystore: "ThrottlingException",
  cloudformation: "Throttling",
  iam: "Throttling",
  sts: "Throttling",
};

/**
 * What goes wrong follows from the seed, the call and how often it was made, not from the order in which calls happen to
 * arrive. Every fourth seed has one action that fails nearly always, or whose pages run in a circle.
 */
function spoiler(
  seed: number,
  actions: readonly string[],
): { readonly spoil: Spoil; readonly spoiled: () => number } {
  const times = new Map<string, number>();
  const bad = seed % 4 === 3 ? actions[Math.floor(chance(seed, "bad") * actions.length)] : undefined;
  const circle = chance(seed, "circle") < 0.5;
  let count = 0;
  const choose = (action: string, key: string): ServerFault | undefined => {
    const draw = (what: string) => chance(seed, key, times.get(key), what);
    const throttled = { kind: "error", name: THROTTLES[action.split(":")[0]!]!, status: 400 } as const;
    if (action === bad) {
      if (circle && action.includes(":List")) return { kind: "same-page" };
      if (draw("bad") < 0.97) return throttled;
    }
    const one = draw("fault");
    if (one < 0.3) return throttled;
    if (one < 0.36) return { kind: "error", name: "InternalFailure", status: 500 };
    if (one < 0.42) return { kind: "reset" };
    if (one < 0.48) return { kind: "cut" };
    if (one < 0.55) return { kind: "delay", milliseconds: Math.floor(draw("delay") * 4) };
    return undefined;
  };
  return {
    spoiled: () => count,
    spoil(action, input) {
      const key = JSON.stringify([action, input]);
      times.set(key, (times.get(key) ?? 0) + 1);
      const fault = choose(action, key);
      if (fault !== undefined) count++;
      return fault;
    },
  };
}

/** What the gaps do not name, as text: that must be what it is without faults. */
function known(snapshot: Snapshot, gaps: readonly NotRead[]): string {
  const isNamed = (part: string) => gaps.some(({ what }) => what.startsWith(part));
  const { identity, lockdown } = snapshot;
  const ofPolicy = (part: string) =>
    gaps.some(({ what }) => what.startsWith("policies[") && what.endsWith(part));
  return serializeSnapshot({
    ...snapshot,
    notRead: [],
    accounts: snapshot.accounts.map((account) =>
      isNamed(`accounts[${account.id}]`) ? { ...account, tags: {} } : account,
    ),
    policies:
      isNamed("policies[RESOURCE") || isNamed("policies[SERVICE")
        ? []
        : snapshot.policies.map((policy) => ({
            ...policy,
            ...(ofPolicy(".content") ? { content: "" } : {}),
            ...(ofPolicy(".targets") ? { targets: [] } : {}),
            ...(ofPolicy(".tags") ? { tags: {} } : {}),
          })),
    identity: isNamed("identity") ? undefined : identity,
    lockdown: isNamed("lockdown") ? undefined : lockdown,
  });
}

async function main(first: number, count: number): Promise<void> {
  const world = worldOf({ ...SMALL, accounts: 23, units: 3, accountsOfSet: 3 });
  const answers = answersOf(world);
  const whole = serializeSnapshot(world.facts);
  const actions = new Set<string>();
  let spoil: Spoil = () => undefined;
  const server = await startOrganizationServer(answers, (action, input) => {
    actions.add(action);
    return spoil(action, input);
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_ACCESS_KEY_ID: "a",
    AWS_SECRET_ACCESS_KEY: "b",
  });
  const clients = {
    organizations: organizationsClient("aws"),
    identity: identityClients("eu-west-1"),
    lockdown: lockdownClients("aws", "eu-west-1"),
  };
  let clock = 0;
  let calls = 0;
  const read = () =>
    readSnapshot(clients, WISHES, {
      sleep: async () => {},
      random: () => 0,
      now: () => (clock += 60_000),
      progress: (progress) => {
        calls = progress.calls;
      },
    });

  async function run(): Promise<Pick<FaultRun, "outcome" | "detail">> {
    try {
      const { snapshot } = await read();
      if (serializeSnapshot(snapshot) === whole) return { outcome: "same", detail: "" };
      const gaps = notReadOf(snapshot);
      const isNamed = gaps.length > 0 && gaps.every(({ what, action }) => what !== "" && actions.has(action));
      const isRight = known(snapshot, gaps) === known(world.facts, gaps);
      return {
        outcome: isNamed && isRight ? "said" : "wrong",
        detail: gaps.map(({ what }) => what).join(" "),
      };
    } catch (error) {
      const isSaid = error instanceof AwsError && error.message !== "";
      return { outcome: isSaid ? "said" : "wrong", detail: (error as Error).message };
    }
  }

  if ((await run()).outcome !== "same") throw new Error("without faults, the facts are not the world's");
  const all = [...actions].sort();
  for (let seed = first; seed < first + count; seed++) {
    const made = spoiler(seed, all);
    spoil = made.spoil;
    const result = await run();
    console.log(JSON.stringify({ seed, ...result, calls, spoiled: made.spoiled() } satisfies FaultRun));
  }
  for (const client of [
    clients.organizations,
    ...Object.values({ ...clients.identity, ...clients.lockdown }),
  ])
    client.destroy();
  await server.stop();
}

void main(Number(process.argv[2]), Number(process.argv[3]));
