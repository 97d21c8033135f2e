import { leastCalls } from "../../src/aws/least-calls";
import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";

const empty: Snapshot = {
  formatVersion: 1,
  organization: { id: "o-exampleorgid", managementAccount: "111111111111" },
  root: { id: "r-abcd", name: "Root" },
  policyTypes: [],
  units: [],
  accounts: [],
  policies: [],
};

const accounts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: String(100_000_000_000 + index),
    name: `account ${index}`,
    parent: "r-abcd",
    state: "ACTIVE",
  }));

const policy = (targets: number, awsManaged: boolean): SnapshotPolicy => ({
  id: "p-12345678",
  name: "policy",
  description: "",
  type: "SERVICE_CONTROL_POLICY",
  awsManaged,
  tags: {},
  content: "{}",
  targets: accounts(targets).map(({ id }) => id),
});

// The organization, its root, the units below the root, and the accounts.
const LEAST = 4;

test.each<[string, Partial<Snapshot>, number]>([
  ["nothing but a root", {}, LEAST],
  ["a full page of accounts", { accounts: accounts(20) }, LEAST],
  ["one account more", { accounts: accounts(21) }, LEAST + 1],
  ["tags of two accounts", { accounts: accounts(2).map((account) => ({ ...account, tags: {} })) }, LEAST + 2],
  ["a unit", { units: [{ id: "ou-abcd-12345678", name: "Workloads", parent: "r-abcd" }] }, LEAST + 1],
  ["a type without policies", { policyTypes: ["TAG_POLICY"] }, LEAST + 1],
  [
    "a policy of AWS's on 41 targets: the list, the text, three pages",
    { policyTypes: ["SERVICE_CONTROL_POLICY"], policies: [policy(41, true)] },
    LEAST + 1 + 1 + 3,
  ],
  [
    "a policy of the customer's without targets: its tags too",
    { policyTypes: ["SERVICE_CONTROL_POLICY"], policies: [policy(0, false)] },
    LEAST + 1 + 1 + 1 + 1,
  ],
])("%s", (_name, more, calls) => {
  expect(leastCalls({ ...empty, ...more })).toBe(calls);
});
