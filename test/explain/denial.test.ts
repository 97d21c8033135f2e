import fc from "fast-check";
import { parseAccessDenied } from "../../src/explain/denial";

const WHO = "arn:aws:sts::200000015554:assumed-role/dev/me@example.com";
const WHAT = "arn:aws:ec2:ap-south-1:200000015554:instance/*";
const ARN = "arn:aws:organizations::111111111111:policy/o-exampleorgid/service_control_policy/p-0abc123def";
const START = `User: ${WHO} is not authorized to perform: ec2:RunInstances on resource: ${WHAT}`;
const SAID = {
  principal: WHO,
  action: "ec2:RunInstances",
  resource: WHAT,
  cause: null,
  policy: null,
  encoded: false,
};
const EXPLICIT_SCP = { effect: "explicit", type: "service control policy" };

it.each([
  ["bare", START, SAID],
  [
    "explicit",
    `${START} with an explicit deny in a service control policy`,
    { ...SAID, cause: EXPLICIT_SCP },
  ],
  [
    "with the policy's ARN",
    `An error occurred (AccessDenied) when calling the RunInstances operation: ${START} with an explicit deny in a service control policy: ${ARN}`,
    {
      ...SAID,
      cause: EXPLICIT_SCP,
      policy: { arn: ARN, organization: "o-exampleorgid", id: "p-0abc123def" },
    },
  ],
  [
    "a policy of AWS's own",
    `${START} with an explicit deny in a resource control policy: arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess`,
    {
      ...SAID,
      cause: { effect: "explicit", type: "resource control policy" },
      policy: {
        arn: "arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess",
        organization: null,
        id: "p-RCPFullAWSAccess",
      },
    },
  ],
  [
    "implicit",
    `User: ${WHO} is not authorized to perform: ec2:RunInstances because no service control policy allows the ec2:RunInstances action`,
    { ...SAID, resource: null, cause: { effect: "implicit", type: "service control policy" } },
  ],
  [
    "with an encoded part",
    `You are not authorized to perform this operation. ${START} with an explicit deny in a service control policy. Encoded authorization failure message: XQ_jqde5-abc`,
    { ...SAID, cause: EXPLICIT_SCP, encoded: true },
  ],
  [
    "encoded only",
    "You are not authorized to perform this operation. Encoded authorization failure message: XQ_jqde5",
    { principal: null, action: null, resource: null, cause: null, policy: null, encoded: true },
  ],
  [
    "another type of policy",
    `${START} because no identity-based policy allows the ec2:RunInstances action`,
    { ...SAID, cause: { effect: "implicit", type: "identity-based policy" } },
  ],
  [
    "a permissions boundary",
    `${START} with an explicit deny in a permissions boundary: arn:aws:iam::200000015554:policy/b`,
    { ...SAID, cause: { effect: "explicit", type: "permissions boundary" } },
  ],
  [
    "nothing of the kind",
    "Hello",
    { principal: null, action: null, resource: null, cause: null, policy: null, encoded: false },
  ],
])("reads a message: %s", (_, text, said) => {
  expect(parseAccessDenied(text)).toEqual(said);
});

it.each([
  ["broken into lines", START.replaceAll(" ", "\n  ")],
  ["in colours", START.replaceAll("ec2", "\u001b[31mec2\u001b[0m")],
  ["in JSON", JSON.stringify({ errorMessage: START }).replaceAll(" on ", "\\n on ")],
  ["with the resource in quotes", START.replace(WHAT, `"${WHAT}"`)],
  ["at the end of a sentence", `It says: ${START}.`],
])("reads a message %s", (_, text) => {
  expect(parseAccessDenied(text)).toEqual(SAID);
});

it("takes a resource with blanks up to the reason", () => {
  const object = "arn:aws:s3:::bucket/a b c.txt";
  const text = `User: ${WHO} is not authorized to perform: s3:GetObject on resource: "${object}" because no resource control policy allows the s3:GetObject action`;
  expect(parseAccessDenied(text)).toMatchObject({ resource: object, cause: { effect: "implicit" } });
});

const PIECES = [
  START,
  ARN,
  "arn:",
  "User: ",
  " on resource: ",
  "with an explicit deny in a ",
  ".",
  '"',
  "\\",
  "\u001b[",
  "\u202e",
  "é",
  " ",
];

it("never throws, and takes only what has the form of it", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 12 }), (pieces) => {
      const { principal, action, resource } = parseAccessDenied(pieces.join(""));
      if (principal !== null) expect(principal).toMatch(/^arn:[a-z-]+:(iam|sts)::\d{12}:\S+$/i);
      if (action !== null) expect(action).toMatch(/^[\w-]+:[\w-]+$/);
      if (resource !== null) expect(resource).toMatch(/^(\*$|arn:)/);
    }),
    { seed: 20261122, numRuns: 300 },
  );
});

it.each(PIECES)("reads a million of %j in no time", (piece) => {
  const started = process.cpuUsage().user;
  parseAccessDenied(START + piece.repeat(1_000_000 / piece.length));
  expect(process.cpuUsage().user - started).toBeLessThan(2_000_000);
});
