import type { Snapshot, SnapshotPolicy } from "../../../src/organization/snapshot";
import { UNKNOWN_VALUE } from "../../../src/review/pulumi-preview/document";
import { smallSnapshot } from "../../support/organizations";
import { engineDocument, previewReview } from "../../support/pulumi-preview";

const POLICY = "aws:organizations/policy:Policy";
const ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
const PROD = "ou-test-prod0001";
const urn = (type: string, name: string) => `urn:pulumi:s::p::${type}::${name}`;

const text = (...Action: string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "A", Effect: "Deny", Action, Resource: "*" }] });

interface Described {
  readonly op: string;
  readonly type?: string;
  readonly name?: string;
  readonly old?: object;
  readonly now?: object;
  readonly rest?: object;
}

function step({ op, type = POLICY, name = "a", old, now, rest = {} }: Described) {
  const state = (fields: object) => ({ urn: urn(type, name), custom: true, type, ...fields, ...rest });
  return {
    op,
    urn: urn(type, name),
    ...(old === undefined ? {} : { oldState: state(old) }),
    ...(now === undefined ? {} : { newState: state(now) }),
  };
}

const policy = (content: unknown, more: object = {}) => ({
  inputs: { name: "A", content, type: "SERVICE_CONTROL_POLICY", ...more },
});
const attachment = (policyId: string, targetId: unknown) => ({ inputs: { policyId, targetId } });
const toNew = (from: string, targetId: unknown, rest: object = {}) =>
  step({
    op: "create",
    type: ATTACHMENT,
    name: `${from}@${String(targetId)}`,
    now: {
      ...attachment(UNKNOWN_VALUE, targetId),
      propertyDependencies: { policyId: [urn(POLICY, from)] },
      dependencies: [urn(POLICY, from)],
      ...rest,
    },
  });

/** With the policy p-a, which denies SQS, at Prod. */
function facts(rest: Partial<SnapshotPolicy> = {}): Snapshot {
  const small = smallSnapshot();
  const own: SnapshotPolicy = {
    id: "p-a",
    name: "A",
    description: "",
    type: "SERVICE_CONTROL_POLICY",
    awsManaged: false,
    tags: {},
    content: text("sqs:DeleteQueue"),
    targets: [PROD],
    ...rest,
  };
  return { ...small, policies: [...small.policies, own] };
}

const reviewed = (steps: readonly object[], snapshot: Snapshot = facts()) => previewReview(steps, snapshot);

/** "+ sqs:DeleteQueue 222222222222" for what is newly denied, "-" for what is newly allowed. */
function effects(steps: readonly object[], snapshot?: Snapshot): readonly string[] {
  const { review, problems } = reviewed(steps, snapshot);
  expect(problems).toEqual([]);
  expect(review!.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return review!.groups.flatMap(({ accounts, newlyDenied, newlyAllowed }) => [
    ...newlyDenied.map(({ actions }) => `+ ${actions.join()} ${accounts.join()}`),
    ...newlyAllowed.map(({ actions }) => `- ${actions.join()} ${accounts.join()}`),
  ]);
}

const refusals = (steps: readonly object[], snapshot?: Snapshot) => {
  const { review, problems } = reviewed(steps, snapshot);
  expect(review).toBeNull();
  return problems.map(({ message }) => message).join("\n");
};
const blocks = (steps: readonly object[]) => {
  const { review } = reviewed(steps);
  expect(review!.blocked).toBe(true);
  return review!.problems
    .filter(({ code }) => code === "preview-unknown")
    .map(({ message }) => message)
    .join("\n");
};
const [SHOP, PAY, LAB] = ["222222222222", "333333333333", "444444444444"];

describe("what steps come to", () => {
  test("a new policy with an unknown id is attached by what its attachment depends on", () => {
    const steps = [
      toNew("a", "ou-test-dev00001"),
      step({ op: "create", now: policy(text("sns:DeleteTopic")) }),
    ];
    expect(effects(steps)).toEqual([`+ sns:DeleteTopic ${LAB}`]);
    const byDependencies = toNew("a", "ou-test-dev00001", { propertyDependencies: {} });
    expect(effects([byDependencies, steps[1]!])).toEqual([`+ sns:DeleteTopic ${LAB}`]);
  });

  test("a changed content", () => {
    const old = { id: "p-a", ...policy(text("sqs:DeleteQueue")) };
    const now = { id: "p-a", ...policy(text("sqs:DeleteMessage")) };
    expect(effects([step({ op: "update", old, now })])).toEqual([
      `+ sqs:DeleteMessage ${PAY},${SHOP}`,
      `- sqs:DeleteQueue ${PAY},${SHOP}`,
    ]);
  });

  test("what an update does not change stays as the organization has it, not as Pulumi remembers it", () => {
    const old = { id: "p-a", ...policy(text("s3:GetObject")) };
    const now = { id: "p-a", ...policy(text("s3:GetObject"), { description: "new" }) };
    expect(effects([step({ op: "update", old, now })])).toEqual([]);
  });

  test("a detached policy, and one that goes with its attachments", () => {
    const detach = step({ op: "delete", type: ATTACHMENT, name: "x", old: attachment("p-a", PROD) });
    const remove = step({ op: "delete", old: { id: "p-a", ...policy("{}") } });
    for (const steps of [[detach], [detach, remove], [remove, detach]])
      expect(effects(steps)).toEqual([`- sqs:DeleteQueue ${PAY},${SHOP}`]);
  });

  test.each([
    ["one step", ["replace"]],
    ["three steps", ["create-replacement", "replace", "delete-replaced"]],
    ["three steps the other way round", ["delete-replaced", "replace", "create-replacement"]],
  ])("a policy that is replaced takes its attachments along, as %s", (_, ops) => {
    const old = { id: "p-a", ...policy(text("sqs:DeleteQueue")) };
    const now = policy(text("sqs:DeleteMessage"));
    const attached = { ...toNew("a", PROD), op: "replace" };
    const steps = [
      ...ops.map((op) => step({ op, old, now })),
      { ...attached, oldState: { ...attached.newState, id: "x", ...attachment("p-a", PROD) } },
    ];
    expect(effects(steps)).toEqual([
      `+ sqs:DeleteMessage ${PAY},${SHOP}`,
      `- sqs:DeleteQueue ${PAY},${SHOP}`,
    ]);
  });

  test.each(["same", "read", "refresh", "import", "discard", "remove-pending-replace", "diff"])(
    "%s writes nothing",
    (op) => {
      const old = { id: "p-a", ...policy(text("s3:*")) };
      expect(effects([step({ op, old, now: old })])).toEqual([]);
    },
  );

  test.each([{ rest: { retainOnDelete: true } }, { old: { skipDestroy: true } }])(
    "what Pulumi only forgets stays in force: %j",
    ({ rest = {}, old = {} }) => {
      const { inputs } = attachment("p-a", PROD);
      const one = step({ op: "delete", type: ATTACHMENT, old: { inputs: { ...inputs, ...old } }, rest });
      expect(effects([one])).toEqual([]);
      expect(reviewed([one]).review!.problems.map(({ code }) => code)).toEqual(["preview-retained"]);
    },
  );

  test("two new resources of one name in two components are two policies", () => {
    const nested = `org:index:C$${POLICY}`;
    const steps = [POLICY, nested].flatMap((type, index) => [
      step({ op: "create", type, now: policy(text(`sns:${["DeleteTopic", "Publish"][index]}`)) }),
      toNew("a", "ou-test-dev00001", {
        propertyDependencies: { policyId: [urn(type, "a")] },
      }),
    ]);
    const attachments = steps.map((one, index) => ({
      ...one,
      urn: index % 2 ? `${one.urn}${index}` : one.urn,
    }));
    expect(effects(attachments)).toEqual([`+ sns:DeleteTopic ${LAB}`, `+ sns:Publish ${LAB}`]);
  });
});

describe("unknown is never safe", () => {
  test.each([
    ["content", [step({ op: "create", now: policy(UNKNOWN_VALUE) })], "the content of a is not known"],
    [
      "target",
      [step({ op: "create", now: policy(text("s3:*")) }), toNew("a", UNKNOWN_VALUE)],
      "the target of a@",
    ],
    ["policy of no step", [toNew("b", PROD)], "which policy b@ou-test-prod0001 attaches is not known"],
    [
      "policy of two",
      [toNew("a", PROD, { propertyDependencies: { policyId: [urn(POLICY, "a"), urn(POLICY, "b")] } })],
      "which policy a@ou-test-prod0001 attaches",
    ],
    [
      "deletion that AWS refuses",
      [step({ op: "delete", old: { id: "p-a", ...policy("{}") } })],
      "a (p-a) is deleted while it is attached to ou-test-prod0001",
    ],
    [
      "organization itself",
      [step({ op: "update", type: "aws:organizations/organization:Organization", old: {}, now: {} })],
      "does not follow aws:organizations/organization:Organization",
    ],
    [
      "policy by another provider",
      [step({ op: "create", type: "aws-native:organizations:Policy", now: {} })],
      "does not follow aws-native:organizations:Policy",
    ],
  ])("an unknown %s blocks", (_, steps, message) => {
    expect(blocks(steps)).toContain(message);
  });
});

test("mends name the stack that the preview is of", () => {
  const type = "aws:organizations/organization:Organization";
  const { review } = reviewed([step({ op: "update", type, name: "it's", old: {}, now: {} })]);
  expect(review!.problems.find(({ code }) => code === "preview-unknown")!.fix).toMatch(
    /pulumi preview --stack s --json --exclude 'urn:pulumi:s::p::aws:organizations\/organization:Organization::it'\\''s'$/,
  );
  const old = { id: "p-x", ...policy(text("s3:*")) };
  const { problems } = reviewed([step({ op: "delete", old })]);
  expect(problems[0]!.fix).toContain("pulumi refresh --stack s)");
});

describe("what does not go together", () => {
  const arn = (organization: string) => ({
    outputs: { arn: `arn:aws:organizations::1:policy/${organization}/service_control_policy/p-a` },
  });
  const old = { id: "p-a", ...policy(text("s3:*")) };

  test.each([
    [
      "another organization",
      [step({ op: "delete", old: { ...old, ...arn("o-other") } })],
      "the preview is of organization o-other, and the facts are of o-smallorg01",
    ],
    ["an unknown policy", [step({ op: "update", old: { ...old, id: "p-x" }, now: old })], "no policy p-x"],
    [
      "an unknown attachment",
      [step({ op: "delete", type: ATTACHMENT, old: attachment("p-x", PROD) })],
      "no policy p-x",
    ],
    [
      "an unknown unit",
      [step({ op: "create", now: policy(text("s3:*")) }), toNew("a", "ou-none-00000000")],
      "no root, unit or account ou-none-00000000",
    ],
    ["a secret", [step({ op: "create", now: policy("[secret]") })], "the content of a is a secret"],
    [
      "an encrypted secret",
      [step({ op: "create", now: policy({ "4dabf18193072939515e22adb298388d": "x", ciphertext: "" }) })],
      "the content of a is a secret",
    ],
    ["a text that is not JSON", [step({ op: "create", now: policy("{") })], "the content of a is not JSON"],
    [
      "facts without Identity Center",
      [step({ op: "create", type: "aws:ssoadmin/permissionSet:PermissionSet", now: { inputs: {} } })],
      "the facts do not have it",
    ],
  ])("%s: no review", (_, steps, message) => {
    expect(refusals(steps)).toContain(message);
  });

  test("all of it at once", () => {
    const steps = [
      step({ op: "create", name: "b", now: policy("{") }),
      step({ op: "update", old: { ...old, id: "p-x" }, now: old }),
    ];
    expect(refusals(steps).split("\n")).toHaveLength(2);
  });
});

test("what is not looked at is counted by type, and does not block", () => {
  const other = (name: string, type: string, op = "create") => step({ op, type, name, now: {}, old: {} });
  const { review } = reviewed([
    other("a", "aws:iam/organizationsFeatures:OrganizationsFeatures"),
    other("b", "aws:s3/bucket:Bucket"),
    other("c", "aws:s3/bucket:Bucket", "delete"),
    other("d", "aws:organizations/delegatedAdministrator:DelegatedAdministrator"),
    other("e", "pulumi:providers:aws"),
    { ...other("f", "org-guardrails:index:Guardrails"), newState: { urn: "", type: "", custom: false } },
  ]);
  expect(review!.blocked).toBe(false);
  expect(review!.problems.map(({ message }) => message.split(":").slice(0, 4).join(":"))).toEqual(
    [
      "1 write to resources of type aws:iam/organizationsFeatures:OrganizationsFeatures",
      "1 write to resources of type aws:organizations/delegatedAdministrator:DelegatedAdministrator",
      "2 writes to resources of type aws:s3/bucket:Bucket",
    ].map((line) => expect.stringContaining(line)),
  );
});

describe("documents of the real engine", () => {
  const UNIT = "ou-ln0n-kxp9kj0z";
  const deny = (Sid: string, Action: unknown, rest: object = {}) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid, Effect: "Deny", Action, Resource: "*", ...rest }],
    });
  const unit = (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    units: snapshot.units.map((one) => (one.id === PROD ? { ...one, id: UNIT } : one)),
    accounts: snapshot.accounts.map((one) => (one.parent === PROD ? { ...one, parent: UNIT } : one)),
    policies: snapshot.policies.map((one) => ({
      ...one,
      targets: one.targets.map((id) => (id === PROD ? UNIT : id)).sort(),
    })),
  });
  const engine = (name: "create" | "change") =>
    (JSON.parse(engineDocument(name)) as { steps: object[] }).steps;
  const live = (id: string, content: string): SnapshotPolicy => ({
    ...facts().policies.at(-1)!,
    id,
    name: id,
    content,
  });

  test("create.json denies what its three policies say", () => {
    const found = effects(engine("create"), unit(smallSnapshot())).map((line) =>
      line.replace(/(glue:\w+,?)+/, "glue"),
    );
    expect(found).toEqual(
      // The second of glue stands for actions that AWS does not list.
      [
        "cloudtrail:DeleteTrail,cloudtrail:StopLogging",
        "glue",
        "glue",
        "organizations:LeaveOrganization",
      ].map((actions) => `+ ${actions} ${PAY},${SHOP}`),
    );
  });

  test("change.json allows one action and one role more, and moves from glue to access keys", () => {
    const before = {
      ...smallSnapshot(),
      policies: [
        ...smallSnapshot().policies,
        live(
          "p-gdhhvlz6",
          deny("ProtectTrail", ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"], {
            Condition: { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/security"] } },
          }),
        ),
        live("p-9dfuma7k", deny("DenyGlue", "glue:*")),
      ],
    };
    const { review } = reviewed(engine("change"), unit(before));
    expect(review!.blocked).toBe(false);
    const [group] = review!.groups;
    expect(group!.newlyDenied.map(({ actions }) => actions)).toEqual([["iam:CreateAccessKey"]]);
    const allowed = group!.newlyAllowed.map(({ actions }) => actions);
    expect(allowed).toContainEqual(["cloudtrail:DeleteTrail"]);
    expect(allowed).toContainEqual(["cloudtrail:StopLogging"]);
    expect(allowed.flat().filter((action) => action.startsWith("glue:")).length).toBeGreaterThan(50);
  });
});
