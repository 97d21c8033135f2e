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

/** Every client of a snapshot, answered in place: no line, no process, as fast as the answers are made. */
export function clientsOf(answers: Answers): Required<SnapshotClients> {
  const client = (name: keyof typeof SERVICES): unknown => ({
    async send(command: { readonly input: Input; readonly constructor: { readonly name: string } }) {
      const operation = command.constructor.name.replace(/Command$/, "");
      return answers(`${SERVICES[name]}:${operation}`, command.input);
    },
    destroy() {},
  });
  return {
    organizations: client("organizations"),
    identity: { admin: client("admin"), store: client("store") },
    lockdown: { sts: client("sts"), iam: client("iam"), cloudFormation: client("cloudFormation") },
  } as unknown as Required<SnapshotClients>;
}
