import { possibleTypes } from "../../src/lint/possible-types";

const policy = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
const deny = (rest: object = {}) => ({ Effect: "Deny", Action: "s3:*", Resource: "*", ...rest });
const everybody = { Principal: "*" };

test.each([
  ["names no principal", policy(deny()), ["scp", "identity"]],
  ["denies everybody in services that RCPs govern", policy(deny(everybody)), ["rcp", "resource"]],
  ["names somebody", policy(deny({ Principal: { AWS: "*" } })), ["resource"]],
  ["allows everybody", policy({ ...deny(everybody), Effect: "Allow" }), ["resource"]],
  ["names no service", policy(deny({ ...everybody, Action: "*" })), ["resource"]],
  [
    "is about a service that RCPs do not govern",
    policy(deny({ ...everybody, Action: "sns:*" })),
    ["resource"],
  ],
  [
    "has a NotAction",
    policy({ Effect: "Deny", ...everybody, NotAction: "s3:*", Resource: "*" }),
    ["resource"],
  ],
  [
    "names a principal in one of two",
    policy(deny(everybody), deny()),
    ["scp", "rcp", "identity", "resource"],
  ],
  ["has one statement without a list", { Statement: deny(everybody) }, ["rcp", "resource"]],
  ["has none", {}, ["scp", "identity"]],
  ["is no object", null, ["scp", "identity"]],
])("a policy that %s", (_, value, types) => {
  expect(possibleTypes(value)).toEqual(types);
});
