import { EnablePolicyTypeCommand, type OrganizationsClient } from "@aws-sdk/client-organizations";
import { trustedServiceOf } from "../policy/trusted-access";
import type { PolicyType } from "../policy/types";
import type { Asker } from "./ask";
import { AwsError, present } from "./errors";
import type { Organizations } from "./organizations";
import type { Patience } from "./retry";

/** Where the root stands with one policy type. */
export interface TypeStatus {
  readonly root: string;
  /** Types that are on, sorted. */
  readonly enabled: readonly string[];
  readonly status: "ENABLED" | "PENDING_ENABLE" | "PENDING_DISABLE" | "DISABLED" | (string & {});
  /** A service that must have trusted access first, and has not. */
  readonly missingAccess?: string | undefined;
}

export async function typeStatus(api: Organizations, type: PolicyType): Promise<TypeStatus> {
  const { Id, PolicyTypes = [] } = await api.root();
  const service = trustedServiceOf(type);
  const missing = service !== undefined && !(await api.trustedServices()).includes(service);
  return {
    root: present(Id, "ListRoots", "Id"),
    enabled: PolicyTypes.flatMap(({ Type, Status }) =>
      Status === "ENABLED" && Type !== undefined ? [Type] : [],
    ).sort(),
    // AWS lists only the types that are on, or on their way.
    status: PolicyTypes.find(({ Type }) => Type === type)?.Status ?? "DISABLED",
    ...(missing ? { missingAccess: service } : {}),
  };
}

/** Begins to enable types. */
export interface Enabler {
  /** Asks AWS to begin; a type that is on already is no error. */
  readonly enable: (root: string, type: PolicyType) => Promise<void>;
}

/** The one write of this tool's own: everything else is written by the stacks. */
export function enablerOf(client: OrganizationsClient, { ask }: Asker): Enabler {
  return {
    async enable(RootId, type) {
      await ask("EnablePolicyType", async (options) => {
        const command = new EnablePolicyTypeCommand({ RootId, PolicyType: type });
        await client.send(command, options).catch((error: Error) => {
          // A first try may have begun the work although its answer was lost.
          if (error.name !== "PolicyTypeAlreadyEnabledException") throw error;
        });
      });
    },
  };
}

const POLLS = 60;
const BETWEEN_POLLS = 2_000;

/**
 * Enables a type, unless AWS is at it already, and waits until it is on: two minutes at most. Safe to repeat.
 *
 * @throws AwsError when AWS refuses, or has not finished by then
 */
export async function enableType(
  api: Pick<Organizations, "root"> & Enabler,
  type: PolicyType,
  { root, status }: TypeStatus,
  { sleep }: Pick<Patience, "sleep">,
  signal: AbortSignal,
): Promise<void> {
  if (status !== "PENDING_ENABLE") await api.enable(root, type);
  for (let poll = 1; poll <= POLLS; poll++) {
    const { PolicyTypes = [] } = await api.root();
    if (PolicyTypes.some(({ Type, Status }) => Type === type && Status === "ENABLED")) return;
    await sleep(BETWEEN_POLLS, signal);
  }
  throw new AwsError(`AWS has not finished enabling ${type} yet: run the command again to go on waiting`);
}
