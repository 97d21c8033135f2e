import type { SnapshotClients } from "../../../src/aws/snapshot-reader";
import type { Answers, Input } from "./answers";

const SERVICES = {
  organizations: "organizations",
  admin: "sso",
  store: "identitystore",
  sts: "sts",
  iam: "iam",
  cloudFormation: "cloudformation",
} as const;

/**
 * Every client of a snapshot, answered in place: no line, no process, as fast as the answers are made.
 *
 * @param arrive what happens to a call on its way; it may throw a ServerError
 */
export function clientsOf(
  answers: Answers,
  arrive?: (action: string) => Promise<void>,
): Required<SnapshotClients> {
  const client = (name: keyof typeof SERVICES): unknown => ({
    async send(command: { readonly input: Input; readonly constructor: { readonly name: string } }) {
      const operation = command.constructor.name.replace(/Command$/, "");
      const action = `${SERVICES[name]}:${operation}`;
      await arrive?.(action);
      return answers(action, command.input);
    },
    destroy() {},
  });
  return {
    organizations: client("organizations"),
    identity: { admin: client("admin"), store: client("store") },
    lockdown: { sts: client("sts"), iam: client("iam"), cloudFormation: client("cloudFormation") },
  } as unknown as Required<SnapshotClients>;
}
