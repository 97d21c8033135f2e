import type { DriftKind } from "../../src/drift/kinds";
import type { SnapshotStackSet } from "../../src/organization/lockdown-snapshot";
import { deployedLockdown } from "../support/lockdown";
import { lockdown, mend, mending, PROD, words } from "../support/mends";

const [planned] = [...mending.stackSets.values()];
const { name } = planned!;
const DEV = "ou-test-dev00001";
const ROOT = "r-test";
const SHOP = "222222222222";
const OTHER = "333333333333";
const deployed = deployedLockdown({ ...lockdown, stackSets: [...mending.stackSets.values()] });

/** The mend of a drift of the first StackSet, which differs from what is planned in this. */
function mendOfSet(kind: DriftKind, live: Partial<SnapshotStackSet>, accounts: readonly string[] = []) {
  const stackSets = deployed.stackSets.map((set) => (set.name === name ? { ...set, ...live } : set));
  const context = { ...mending, lockdown: { ...deployed, stackSets } };
  return mend(kind, { accounts, subject: { stackSet: name } }, context);
}

const AT = `--region eu-west-1 --stack-set-name ${name}`;
const PREFERENCES =
  "--operation-preferences RegionConcurrencyType=PARALLEL,FailureTolerancePercentage=10,MaxConcurrentPercentage=25";
const plain = (command: string | null) => words(command ?? "").join(" ");
const within = (accounts: readonly string[]) =>
  JSON.stringify({
    OrganizationalUnitIds: [PROD],
    Accounts: accounts,
    AccountFilterType: "INTERSECTION",
  });

test.each([
  ["its template", { template: "sha256:other" }],
  ["its automatic deployment", { autoDeployment: { enabled: false, retainStacks: false } }],
])("Pulumi brings back what a StackSet says of itself: %s", (_, live) => {
  const { command, resources } = mendOfSet("stack-set-changed", live);
  expect(command).toMatch(/^pulumi up --stack root-lockdown --refresh --target \S+$/);
  expect(resources).toEqual([expect.stringMatching(`StackSet::stack-set:${name}$`)]);
});

test("units are AWS's to give and take: Pulumi does not see where the stacks of a unit are", () => {
  const { command, resources, step } = mendOfSet("stack-set-changed", { units: [DEV] });
  expect(plain(command)).toBe(
    [
      `aws cloudformation delete-stack-instances ${AT} --deployment-targets {"OrganizationalUnitIds":["${DEV}"]} --regions eu-west-1 --no-retain-stacks ${PREFERENCES}`,
      `aws cloudformation create-stack-instances ${AT} --deployment-targets {"OrganizationalUnitIds":["${PROD}"]} --regions eu-west-1 ${PREFERENCES}`,
    ].join(" && "),
  );
  expect(resources).toEqual([]);
  expect(step).toBe("Pulumi does not see which units a StackSet stands in");
});

test("template and units: first the units, then the template to all of them", () => {
  const { command } = mendOfSet("stack-set-changed", { units: [], template: "sha256:other" });
  expect(command!.split(" && ").map((part) => part.split(" ").slice(0, 3).join(" "))).toEqual([
    "aws cloudformation create-stack-instances",
    "pulumi up --stack",
  ]);
});

test("a unit above a planned one is not taken back, because the stacks of what is planned would go with it", () => {
  const { command, step } = mendOfSet("stack-set-changed", { units: [PROD, ROOT] });
  expect(command).toBeNull();
  expect(step).toContain(`${ROOT} has accounts that are planned by another unit`);
});

test("units that were not read are not changed", () => {
  const what = `lockdown.stackSets[${name}].units`;
  const unread = {
    ...deployed,
    stackSets: deployed.stackSets.map((set) => ({ ...set, units: [], template: "sha256:other" })),
    notRead: [{ what, action: "cloudformation:DescribeStackSet", reason: "AWS refused it" }],
  };
  const row = { subject: { stackSet: name } };
  expect(mend("stack-set-changed", row, { ...mending, lockdown: unread }).command).toMatch(/^pulumi up/);
});

test.each(["stack-failed", "stack-outdated"] as const)(
  "%s: its accounts alone are updated, side by side and beyond one that fails again",
  (kind) => {
    const { command, step } = mendOfSet(kind, {}, [SHOP]);
    expect(plain(command)).toBe(
      `aws cloudformation update-stack-set ${AT} --use-previous-template --capabilities CAPABILITY_NAMED_IAM --managed-execution Active=true --deployment-targets ${within([SHOP])} --regions eu-west-1 ${PREFERENCES}`,
    );
    expect(step).toContain(`aws cloudformation list-stack-instances ${AT}`);
  },
);

test("no update reaches a stack whose deletion failed; a failed import is tried again", () => {
  const instance = { region: "eu-west-1", reason: "" };
  const live = {
    instances: [
      { ...instance, status: "INOPERABLE", detailedStatus: "INOPERABLE", accounts: [SHOP] },
      { ...instance, status: "INOPERABLE", detailedStatus: "FAILED_IMPORT", accounts: [OTHER] },
    ],
  };
  const { command, step } = mendOfSet("stack-failed", live, [SHOP, OTHER]);
  expect(plain(command)).toContain(within([OTHER]));
  expect(step).toContain(`no update reaches what is INOPERABLE (${SHOP})`);
  expect(mendOfSet("stack-failed", live, [SHOP]).command).toBeNull();
});

test("more accounts than an argument takes are all of the StackSet's", () => {
  const accounts = Array.from({ length: 10_000 }, (_, index) => String(100_000_000_000 + index));
  const created = plain(mendOfSet("stack-missing", {}, accounts).command);
  expect(created).toContain(`--deployment-targets {"OrganizationalUnitIds":["${PROD}"]} --regions`);
  const updated = plain(mendOfSet("stack-failed", {}, accounts).command);
  expect(updated).not.toContain("--regions");
  for (const word of words(created)) expect(Buffer.byteLength(word)).toBeLessThan(131_072);
  const most = words(mendOfSet("stack-missing", {}, accounts.slice(0, 1_000)).command!);
  expect(Math.max(...most.map((word) => Buffer.byteLength(word)))).toBeLessThan(131_072);
});

test("a StackSet that is made anew has another ARN, which those that wait for it name", () => {
  const { resources, step } = mendOfSet("stack-set-missing", {});
  expect(resources.map((resource) => resource.split("::").at(-1))).toEqual([
    `stack-set:${name}`,
    `stacks:${name}:**`,
    "stack-set:org-guardrails-detections",
  ]);
  expect(step).toContain("were kept");
  const last = mend("stack-set-missing", { subject: { stackSet: "org-guardrails-detections" } });
  expect(last.resources).toHaveLength(2);
});
