import fc from "fast-check";
import { z } from "zod";
import type { OrganizationFacts } from "../../src/catalogue/guardrail";
import type { Finding } from "../../src/findings/finding";
import { loadIntent } from "../../src/organization/load";

/** A catalogue with one guardrail of each kind that loading has to tell apart. */
export const CATALOGUE = [
  { id: "deny-root-user", title: "No root", parameters: z.strictObject({}) },
  {
    id: "restrict-regions",
    title: "Regions",
    parameters: z.strictObject({ regions: z.array(z.string()).min(1, "at least one Region") }),
    defaults: ({ regions }: OrganizationFacts) => ({ regions: [...regions] }),
  },
  {
    id: "deny-services",
    title: "Services",
    parameters: z.strictObject({ services: z.array(z.string()).min(1, "at least one service") }),
  },
  {
    id: "limit-sizes",
    title: "Sizes",
    parameters: z.strictObject({ most: z.int().default(4), kind: z.enum(["small", "large"]).optional() }),
  },
  {
    id: "protect-exempt-principals",
    title: "Doors",
    parameters: z.strictObject({}),
    automatic: true as const,
  },
];

/** Permission sets of each kind that loading has to tell apart. */
export const PERMISSION_SETS = [
  { id: "developer", title: "Developers", parameters: z.strictObject({ hours: z.int().default(8) }) },
  { id: "break-glass", title: "Emergencies", parameters: z.strictObject({}), forUsers: true as const },
];

export const DETECTIONS = [{ id: "notice-root-sign-in" }, { id: "notice-root-activity" }];

export const load = (input: string | Uint8Array) =>
  loadIntent(input, "organization.yaml", {
    guardrails: CATALOGUE,
    permissionSets: PERMISSION_SETS,
    detections: DETECTIONS,
  });

/** The file of DESIGN's shape that every test starts from. */
export const GOOD = `organization:
  id: o-exampleorgid
  partition: aws
  management-account: "111111111111"
  regions: [eu-west-1, us-east-1]
  home-region: eu-west-1
accounts:
  security: audit
  identity: { account: "222222222222", deploy-role: role/deploy/identity }
access:
  deployers:
    - principal: arn:aws:iam::111111111111:role/org-guardrails-deployer
      needs: [organizations, member-baseline]
  member-roles: ["role/stacksets-exec-*"]
  break-glass: ["role/break-glass"]
limits:
  loosened-targets: 2
guardrails:
  Root: [deny-root-user, restrict-regions]
  Workloads/Sandbox:
    - deny-services: { services: [redshift] }
exceptions:
  - guardrail: restrict-regions
    on: data-science-prod
    principals: ["role/ml-*", root]
    owner: ml@example.com
    reason: capacity
    expires: 2027-01-31
`;

/** GOOD with one piece of text replaced; the piece must be there. */
export function changed(from: string, to: string): string {
  if (!GOOD.includes(from)) throw new Error(`the good file does not hold ${from}`);
  return GOOD.replace(from, to);
}

/** "line:column code" of each finding. */
export const codes = (problems: readonly Finding[]) =>
  problems.map(({ place, code }) => `${place?.line}:${place?.column} ${code}`);

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/);
const region = fc.constantFrom("eu-west-1", "us-east-1", "ap-southeast-2", "us-gov-west-1");
const accountId = fc.stringMatching(/^[0-9]{12}$/);
const role = name.map((text) => `role/${text}`);
const pattern = fc.constantFrom("role/x-*", "role/team/?", "role/deploy");
const target = fc.oneof(
  name,
  fc.constantFrom("Root", "A/B", "tag:stage=prod", "constructor", "ou-ab12-12345678"),
  accountId,
);
const uses = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom("deny-root-user", "restrict-regions", "limit-sizes"),
    fc
      .record({ services: fc.array(name, { minLength: 1, maxLength: 3 }) })
      .map((parameters) => ({ "deny-services": parameters })),
    fc.record({ most: fc.nat(9) }, { requiredKeys: [] }).map((parameters) => ({ "limit-sizes": parameters })),
  ),
  { minLength: 1, maxLength: 3, selector: (use) => (typeof use === "string" ? use : Object.keys(use)[0]) },
);
const common = {
  guardrail: fc.constantFrom("deny-root-user", "restrict-regions", "deny-services"),
  on: fc.oneof(target, fc.array(target, { minLength: 1, maxLength: 3 })),
  owner: name,
  reason: name,
  expires: fc.constantFrom("2027-01-31", "2027-01-31T12:00Z", "2030-12-31T23:59:59Z"),
};
const selfEnding = { "self-ending": fc.boolean() };
const principal = fc.constantFrom("root", "role/a", "role/a-*", "user/b?");
const needs = Object.keys(common) as (keyof typeof common)[];
const exception = fc.oneof(
  fc.record(
    { ...common, principals: fc.array(principal, { minLength: 1, maxLength: 2 }), ...selfEnding },
    { requiredKeys: [...needs, "principals"] },
  ),
  fc.record(
    { ...common, "permission-set": name, ...selfEnding },
    { requiredKeys: [...needs, "permission-set"] },
  ),
);
const delegated = fc.oneof(
  name,
  accountId,
  fc.record({ account: name, "deploy-role": role }, { requiredKeys: ["account"] }),
);
const organization = fc
  .record({
    id: fc.stringMatching(/^o-[a-z0-9]{10,12}$/),
    "management-account": accountId,
    regions: fc.uniqueArray(region, { minLength: 1 }),
  })
  .chain((fixed) => fc.constantFrom(...fixed.regions).map((home) => ({ ...fixed, "home-region": home })));
const deployer = fc.record({
  principal: role.map((text) => `arn:aws:iam::111111111111:${text}`),
  needs: fc.uniqueArray(fc.constantFrom("organizations", "identity", "member-baseline"), { minLength: 1 }),
});

const users = { user: name, "permission-set": fc.constant("break-glass"), reason: name };
const groups = {
  group: fc.oneof(name, fc.constantFrom("Données & équipes", "a/b", "constructor")),
  "permission-set": fc.constantFrom("developer", "break-glass"),
};
const ending = { expires: common.expires };
const where = { on: common.on, except: common.on };
const identity = fc.record(
  {
    groups: fc.constant("lookup"),
    attributes: fc.dictionary(name, fc.constant("${path:enterprise.department}"), { maxKeys: 2 }),
    "permission-sets": fc.record(
      { developer: fc.record({ hours: fc.nat(9) }, { requiredKeys: [] }) },
      { requiredKeys: [] },
    ),
    assignments: fc.array(
      fc.oneof(
        fc.record({ ...groups, ...where, ...ending }, { requiredKeys: ["group", "permission-set", "on"] }),
        fc.record({ ...users, ...where }, { requiredKeys: ["user", "permission-set", "reason", "on"] }),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    "management-account": fc.array(
      fc.record({ ...groups, ...ending }, { requiredKeys: ["group", "permission-set"] }),
      { minLength: 1, maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

const flag = fc.boolean();
const days = (most: number) => fc.oneof(fc.constant("never"), fc.integer({ min: 1, max: most }));
const rootLockdown = fc.record(
  {
    "central-root-access": flag,
    "access-analyzers": fc.oneof(
      fc.constant(true),
      fc.record({ "unused-after-days": days(365) }, { requiredKeys: [] }),
    ),
    trail: fc.constantFrom("create", "existing", { existing: { "log-group": "aws/trail" } }),
    baseline: fc.record(
      {
        on: fc.constantFrom("Root", ["A/B", "ou-ab12-12345678"]),
        "password-policy": fc.oneof(
          fc.constant(true),
          fc.record(
            {
              "minimum-length": fc.integer({ min: 6, max: 128 }),
              "require-symbols": flag,
              "reuse-prevention": fc.integer({ min: 1, max: 24 }),
              "maximum-age": days(1095),
            },
            { requiredKeys: [] },
          ),
        ),
        "ebs-encryption": flag,
        "failure-tolerance": fc.nat(100),
        concurrency: fc.integer({ min: 1, max: 100 }),
      },
      { requiredKeys: [] },
    ),
    "keep-root-credentials": fc.array(
      fc.record({ account: fc.oneof(name, accountId), reason: name, expires: common.expires }),
      { minLength: 1, maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);
const from = fc.constantFrom("critical", "high", "medium", "low");
const detections = fc.record(
  {
    notify: fc.array(
      fc.record({ email: fc.constant("security@example.com"), from }, { requiredKeys: ["email"] }),
      { minLength: 1, maxLength: 2 },
    ),
    regions: fc.array(region, { maxLength: 2 }),
    disable: fc.uniqueArray(
      fc.record({ detection: fc.constantFrom(...DETECTIONS.map(({ id }) => id)), reason: name }),
      { selector: ({ detection }) => detection },
    ),
  },
  { requiredKeys: ["notify"] },
);

/** Files that are valid, as plain data. */
export const validFile = fc.record(
  {
    organization,
    accounts: fc.record(
      { security: delegated, "log-archive": delegated, identity: delegated, iam: delegated },
      { requiredKeys: [] },
    ),
    access: fc.record(
      {
        deployers: fc.array(deployer, { minLength: 1, maxLength: 2 }),
        "member-roles": fc.array(pattern),
        "break-glass": fc.array(pattern),
      },
      { requiredKeys: ["deployers"] },
    ),
    limits: fc.record({ "loosened-targets": fc.nat(9) }, { requiredKeys: [] }),
    guardrails: fc.dictionary(target, uses, { minKeys: 1, maxKeys: 4 }),
    exceptions: fc.array(exception, { maxLength: 3 }),
    identity,
    "root-lockdown": rootLockdown,
    detections,
  },
  { requiredKeys: ["organization", "access", "guardrails"] },
);
